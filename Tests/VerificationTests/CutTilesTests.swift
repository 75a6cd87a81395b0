import AuditLog
import Console
import Foundation
import Synchronization
import TestSupport
import Testing
import TransparencyLog
@testable import Verification
import Wire
import Words

/// A log's files from a web server, over a network that cuts some of them: what is cut is unread, what is whole and wrong is false.
@Suite(.timeLimit(.minutes(3))) struct CutTilesTests {
    private let sample: SampleReview
    private let folder: TemporaryFolder

    init() throws {
        (sample, folder) = try SampleReview.busyTiles()
        try folder.write("log.vkey", Array("\(try sample.descriptor.logKey().vkey)\n".utf8))
    }

    private func opening(_ server: TileServer) async throws -> LogSourceOpening {
        try await LogSourceOpening(
            .tiles(server.address, logKey: folder.file("log.vkey")), now: SampleReview.now)
    }

    private func verify(
        _ server: TileServer, kept: VerifyState? = nil, resumes: Bool = false
    ) async throws -> VerifyOutcome {
        let log = try await opening(server)
        return try await VerifyRun(source: log.source, pins: log.pins, resumes: resumes).run(kept: kept)
    }

    private func monitor(_ server: TileServer, kept: VerifyState? = nil) async throws -> MonitorFinding {
        let log = try await opening(server)
        return try await MonitorCheck(source: log.source, pins: log.pins, maximumAge: nil)
            .run(kept: kept, now: SampleReview.now).finding
    }

    private func change(_ path: String, at offset: Int) throws {
        var bytes = try folder.bytes(path)
        bytes[offset] ^= 1
        try folder.write(path, bytes)
    }

    private static let files = ["checkpoint", "tile/entries/001", "tile/0/001", "tile/1/000.p/4"]

    /// However long it is tried, and however the cut shows.
    @Test(arguments: files, [TileServer.Answer.cut(tellsLength: true), .cut(tellsLength: false)])
    func what_is_always_cut_is_not_reached(_ path: String, _ answer: TileServer.Answer) async throws {
        let server = try TileServer(folder) { asked, _ in asked == path ? answer : .whole }
        defer { server.stop() }
        let error = await #expect(throws: VerificationError.self) { try await verify(server) }
        #expect(error?.kind == .unreachable, "\(String(describing: error))")
        // A bundle once more, when those before it are read.
        #expect(server.count(path) == (path.contains("entries") ? 10 : 5))
        // To the monitor it is no OK, and an alarm of its own.
        let told = await #expect(throws: VerificationError.self) { try await monitor(server) }
        let output = try MonitorOutput(#require(told).failure)
        #expect(output.status == .critical && output.problems.map(\.code) == ["unreachable"])
    }

    @Test(arguments: [true, false]) func what_was_cut_is_asked_for_again(_ tellsLength: Bool) async throws {
        let server = try TileServer(folder) { _, count in
            count == 1 ? .cut(tellsLength: tellsLength) : .whole
        }
        defer { server.stop() }
        let outcome = try await verify(server)
        #expect(outcome.report.result == .ok && outcome.cut == nil)
        #expect(outcome.report.counts.entries == 1_024)
        #expect(Self.files.allSatisfy { server.count($0) >= 2 })
    }

    /// Without a length told, a whole one is as good as any other.
    @Test func a_server_that_tells_no_length_is_read() async throws {
        let server = try TileServer(folder) { _, _ in .unmeasured }
        defer { server.stop() }
        #expect(try await verify(server).report.result == .ok)
        #expect(server.count("tile/0/001") == 1)
    }

    /// Shorter or changed: the server says that this is all of it.
    @Test(arguments: [TileServer.Answer.short, .chunked, .whole, .unmeasured])
    func what_is_whole_and_wrong_is_false(_ answer: TileServer.Answer) async throws {
        let isShort = answer == .short || answer == .chunked
        if !isShort { try change("tile/0/001", at: 40) }
        let server = try TileServer(folder) { path, _ in path == "tile/0/001" ? answer : .whole }
        defer { server.stop() }
        let outcome = try await verify(server)
        #expect(outcome.report.failures.map(\.code) == [.rootMismatch])
        #expect(outcome.report.failures.first?.field == "tile/0/001")
        #expect(outcome.cut == nil && VerifyAnswer(outcome).exitCode == 1)
        #expect(server.count("tile/0/001") == 1)
    }

    /// Whoever cuts what comes behind a false entry, or any tile, hides it from nobody.
    @Test(arguments: ["tile/entries/003", "tile/0/000", "tile/0/003", "tile/1/000.p/4"])
    func a_false_entry_is_told_whatever_is_cut(_ path: String) async throws {
        try change("tile/entries/001", at: 300)
        let server = try TileServer(folder) { asked, _ in
            asked == path ? .cut(tellsLength: true) : .whole
        }
        defer { server.stop() }
        let outcome = try await verify(server)
        #expect(outcome.report.result == .failed && VerifyAnswer(outcome).exitCode == 1)
        #expect(outcome.report.failures.contains { (256..<513).contains($0.index ?? 0) })
        guard case .unreadable = outcome.cut else {
            Issue.record("\(String(describing: outcome.cut))")
            return
        }
        // What was not read is not said to be false.
        let read: UInt64 = path.contains("entries") ? 768 : 1_024
        #expect(outcome.report.counts.entries == read)
        #expect(read == 1_024 || outcome.report.failures.allSatisfy { ($0.index ?? 0) <= 513 })
        #expect(VerifyState(outcome, before: nil) == nil)
        let (text, json) = (VerifyAnswer(outcome).text(.english), VerifyAnswer(outcome).json.text)
        #expect(text.contains("behind that the log could not be read") && text.contains(path), "\(text)")
        #expect(json.contains("\"cut\":\"") && json.contains("\"result\":\"failed\""))
        let output = MonitorOutput(try await monitor(server), .english)
        #expect(output.status == .critical && !output.problems.contains { $0.code == "unreachable" })
    }

    @Test func a_wrong_tile_is_told_where_another_is_cut() async throws {
        try change("tile/0/001", at: 40)
        let server = try TileServer(folder) { path, _ in
            path == "tile/1/000.p/4" ? .cut(tellsLength: false) : .whole
        }
        defer { server.stop() }
        let outcome = try await verify(server)
        #expect(outcome.report.failures.map(\.field) == ["tile/0/001"])
        #expect(outcome.cut != nil && VerifyAnswer(outcome).exitCode == 1)
    }

    /// The tree that was seen before is longer, or another: a cut behind it changes nothing.
    @Test func a_rollback_and_a_fork_are_told_whatever_is_cut() async throws {
        let whole = try TileServer(folder) { _, _ in .whole }
        let state = try #require(VerifyState(try await verify(whole), before: nil))
        whole.stop()
        try sample.writeTiles(to: folder, batch: 1)
        let shorter = try TileServer(folder) { path, _ in
            path.hasPrefix("tile/0/") ? .cut(tellsLength: true) : .whole
        }
        let rolledBack = try await verify(shorter, kept: state)
        #expect(rolledBack.report.failures.contains { $0.code == .rollback } && rolledBack.cut != nil)
        shorter.stop()

        var other = try SampleReview()
        for _ in 0..<2 { try other.close(try #require(other.state.lastEpoch).number + 1) }
        try other.writeTiles(to: folder)
        let foreign = try TileServer(folder) { _, _ in .whole }
        let seen = try #require(VerifyState(try await verify(foreign), before: nil))
        foreign.stop()
        try sample.writeTiles(to: folder)
        let forked = try TileServer(folder) { path, _ in
            path.hasPrefix("tile/entries/") ? .cut(tellsLength: true) : .whole
        }
        defer { forked.stop() }
        let output = MonitorOutput(try await monitor(forked, kept: seen), .english)
        #expect(output.problems.map(\.code).contains("fork"), "\(output.text)")
        #expect(output.status == .critical)
    }
}

/// Hands out a folder's files one by one, each as it is told to.
final class TileServer: Sendable {
    enum Answer: Equatable, Sendable {
        case whole
        /// Whole, and nothing but the connection's end says so.
        case unmeasured
        /// The first half, as the connection leaves it.
        case cut(tellsLength: Bool)
        /// The first half, which is said to be all, by its length or its last chunk.
        case short
        case chunked
    }

    let address: String
    private let listener: Int32
    private let asked = Mutex<[String: Int]>([:])

    /// - Parameters:
    ///   - folder: of the files.
    ///   - answer: to a path that is asked for so many times now.
    /// - Throws: where no port can be had.
    init(_ folder: TemporaryFolder, answer: @escaping @Sendable (String, Int) -> Answer) throws {
        let (listener, port) = try Loopback.listen()
        (self.listener, address) = (listener, "http://127.0.0.1:\(port)")
        Thread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                Thread { [self] in
                    serve(client, folder, answer)
                    close(client)
                }.start()
            }
        }.start()
    }

    func count(_ path: String) -> Int { asked.withLock { $0[path] ?? 0 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ client: Int32, _ folder: TemporaryFolder, _ answer: (String, Int) -> Answer) {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !request.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            let count = read(client, &buffer, buffer.count)
            guard count > 0 else { return }
            request += buffer[..<count]
        }
        let path = String(decoding: request, as: UTF8.self).split(separator: " ")[1].dropFirst()
        let count = asked.withLock { asked in
            asked[String(path), default: 0] += 1
            return asked[String(path)] ?? 0
        }
        guard let bytes = try? folder.bytes(String(path)) else {
            Loopback.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".utf8, to: client)
            return
        }
        let half = bytes.prefix(bytes.count / 2)
        func length(_ count: Int) -> String { "Content-Length: \(count)\r\n" }
        let (fields, body): (String, [UInt8]) =
            switch answer(String(path), count) {
            case .whole: (length(bytes.count), bytes)
            case .unmeasured: ("", bytes)
            case .cut(tellsLength: true): (length(bytes.count), Array(half))
            case .cut(tellsLength: false): ("", Array(half))
            case .short: (length(half.count), Array(half))
            case .chunked:
                (
                    "Transfer-Encoding: chunked\r\n",
                    Array("\(String(half.count, radix: 16))\r\n".utf8) + half + Array("\r\n0\r\n\r\n".utf8)
                )
            }
        Loopback.send(Array("HTTP/1.1 200 OK\r\n\(fields)\r\n".utf8) + body, to: client)
    }
}
