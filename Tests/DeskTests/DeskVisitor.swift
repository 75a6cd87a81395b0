import Desk
import Foundation
import Synchronization
import TestSupport
import Words

/// A desk with one made-up case, and whoever talks to it byte by byte.
final class OpenDesk: Sendable {
    static let id = String(repeating: "ab", count: 32)
    static let secret = "kata-kata-pelapor"

    let desk: Desk
    let deeds: Done<DeskDeed>
    let papers: Done<DeskPaper>
    let port: UInt16
    let token: String
    private let serving: Task<DeskActivity.Ending?, Never>

    /// What was asked of the desk.
    final class Done<Asked: Sendable>: Sendable {
        private let state = Mutex<[Asked]>([])
        var all: [Asked] { state.withLock { $0 } }
        func add(_ asked: Asked) { state.withLock { $0.append(asked) } }
    }

    init(
        seed: UInt8 = 0, idle: Duration = .seconds(60), evidence: DeskEvidence = .bytes(Array("<svg/>".utf8))
    ) async throws {
        let (deeds, papers) = (Done<DeskDeed>(), Done<DeskPaper>())
        let story = JSON.object([("story", ["story": .string(Self.secret)])])
        let cases = DeskCases(
            inbox: { ["reports": [.object([("id", .string(Self.id)), ("place", .string(Self.secret))])]] },
            search: { $0 == Self.secret ? [Self.id] : [] },
            show: { _ in story },
            evidence: { _, _, _ in evidence },
            paper: { _, paper in
                papers.add(paper)
                return ["page": "<p>"]
            },
            perform: { _, deed in
                deeds.add(deed)
                return ["sent": true]
            },
            sync: { ["new": 0] })
        let random = SeededRandom(seed)
        desk = try await Desk.open(
            Desk.Options(address: try DeskAddress("127.0.0.1:0"), language: .indonesian, idle: idle),
            cases: cases, random: { random.bytes($0) })
        self.deeds = deeds
        self.papers = papers
        let parts = desk.url.split(separator: "/")
        token = String(parts[3])
        port = UInt16(parts[1].split(separator: ":")[1]) ?? 0
        serving = Task { [desk] in await desk.serve() }
    }

    /// Why it ended.
    var ending: DeskActivity.Ending? { get async { await serving.value } }

    func close() async {
        serving.cancel()
        _ = await serving.value
    }
}

/// Different bytes each time.
private final class SeededRandom: Sendable {
    private let drawn: Mutex<UInt8>

    init(_ seed: UInt8) { drawn = Mutex(seed) }

    func bytes(_ count: Int) -> [UInt8] {
        drawn.withLock { drawn in
            drawn &+= 1
            return (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) ^ drawn }
        }
    }
}

/// What came back.
struct Answer {
    let text: String
    var status: Int { Int(text.dropFirst(9).prefix(3)) ?? 0 }
    var head: String { String(text.prefix(upTo: text.range(of: "\r\n\r\n")?.lowerBound ?? text.endIndex)) }
    var body: String { text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? "" }

    func field(_ name: String) -> [String] {
        head.components(separatedBy: "\r\n").compactMap { line in
            line.lowercased().hasPrefix(name.lowercased() + ": ")
                ? String(line.dropFirst(name.count + 2)) : nil
        }
    }
}

/// A client that sends what it is told.
struct Visitor {
    let port: UInt16
    var cookie: String?
    var key: String?

    func send(
        _ method: String, _ path: String, host: String? = nil, fields: [(String, String)] = [],
        body: String? = nil
    ) async throws -> Answer {
        var lines = [
            "\(method) \(path) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close",
        ]
        if let cookie { lines.append("Cookie: \(cookie)") }
        if let key { lines.append("X-Kentongan-Desk: \(key)") }
        lines += fields.map { "\($0.0): \($0.1)" }
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        return try await raw(lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
    }

    /// A POST as the page sends it.
    func post(_ path: String, _ body: String) async throws -> Answer {
        try await send(
            "POST", path,
            fields: [
                ("Origin", "http://127.0.0.1:\(port)"), ("Sec-Fetch-Site", "same-origin"),
                ("Content-Type", "application/json"),
            ], body: body)
    }

    /// In a thread of its own: what waits here must not keep the desk's tasks from a processor.
    func raw(_ text: String) async throws -> Answer {
        let port = port
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                guard let socket = Loopback.connect(to: port) else {
                    continuation.resume(throwing: POSIXError(.ECONNREFUSED))
                    return
                }
                defer { Glibc.close(socket) }
                Loopback.limitReading(of: socket, seconds: 20)
                Loopback.send(text.utf8, to: socket)
                var bytes: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 65_536)
                while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
                    bytes += buffer[..<count]
                }
                continuation.resume(returning: Answer(text: String(decoding: bytes, as: UTF8.self)))
            }
        }
    }

    /// Comes with the token, and asks for the page key.
    static func admitted(to desk: OpenDesk) async throws -> Visitor {
        var visitor = Visitor(port: desk.port)
        let answer = try await visitor.send("GET", "/enter/\(desk.token)")
        visitor.cookie = answer.field("Set-Cookie").first?.split(separator: ";").first.map(String.init)
        let key = try await visitor.post("/api/key", "{}")
        visitor.key = key.body.split(separator: "\"").dropFirst(3).first.map(String.init)
        return visitor
    }
}
