import AuditLog
import Foundation
import HTTP
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

/// `kentongan-monitor witness` as it is run: real processes, killed at any moment.
@Suite(.timeLimit(.minutes(2))) struct WitnessProcessTests {
    private static let origin = "saksi.example/log"
    private let folder: TemporaryFolder
    private let log: NoteSigner
    private let leaves: [Hash]
    private let forked: [Hash]
    private let client = HTTPClient(timeout: .seconds(10), maximumReply: 65_536)

    init() throws {
        folder = try TemporaryFolder()
        log = try NoteSigner(name: Self.origin, key: SigningKey(seed: sha256([3])))
        leaves = (0..<2_000).map { MerkleTree.leafHash(Array("\($0)".utf8)) }
        forked = leaves.prefix(5) + (5..<2_000).map { MerkleTree.leafHash(Array("\($0) forked".utf8)) }
        try folder.write("log.vkey", log.verifierKey.vkey + "\n")
    }

    private func request(_ old: UInt64, _ new: UInt64, fork: Bool = false) throws -> AddCheckpointRequest {
        let leaves = fork ? forked : self.leaves
        let head = try Checkpoint(
            origin: Self.origin, size: new, root: MerkleTree.root(of: Array(leaves[..<Int(new)])))
        var reader = LeafHashReader(leaves: leaves)
        let proof = old > new ? [] : try ConsistencyProof(from: old, to: new, reader: &reader).path
        return try AddCheckpointRequest(oldSize: old, proof: proof, checkpoint: head.signed(by: log))
    }

    private func keygen() async throws -> VerifierKey {
        let made = try await Program.monitor.run(
            "witness", "keygen", "--name", "saksi.example/w1", "--dir", folder.file("w"), "--json")
        try #require(made.status == 0, "\(made.error)")
        let json = try made.json
        #expect(json["name"] as? String == "saksi.example/w1")
        return try VerifierKey(vkey: try #require(json["vkey"] as? String))
    }

    private func serve(descriptors: Int? = nil) async throws -> (running: Running, url: HTTPURL) {
        try? FileManager.default.removeItem(atPath: folder.file("ready"))
        let running = try Running(
            .monitor,
            ["witness", "--dir", folder.file("w"), "--log", folder.file("log.vkey")]
                + ["--ready-file", folder.file("ready")], descriptors: descriptors)
        let ready = try await eventually { () -> [String: Any]? in
            try #require(running.process.isRunning, "\(running.output)")
            return try? object(try folder.data("ready"))
        }
        #expect(Set(ready.keys) == ["address", "url", "name", "vkey", "pid"])
        #expect(ready["pid"] as? Int == Int(running.process.processIdentifier))
        return (running, try #require((ready["url"] as? String).flatMap { HTTPURL($0) }))
    }

    private func add(_ url: HTTPURL, _ request: AddCheckpointRequest) async throws -> AddCheckpointAnswer {
        let reply = try await client.send(
            "POST", url, path: AddCheckpointRequest.path, body: request.bytes)
        return try AddCheckpointAnswer(status: reply.status, contentType: reply.contentType, body: reply.body)
    }

    @Test func a_witness_from_keygen_to_the_end() async throws {
        let key = try await keygen()
        let (running, url) = try await serve()
        let request = try request(0, 7)
        #expect(try await add(url, request).cosignature(by: key, on: request.head) != nil)
        let second = try await Program.monitor.run(
            "witness", "serve", "--dir", folder.file("w"), "--log", folder.file("log.vkey"), "--json")
        #expect(second.status == 3)
        #expect(try second.failure.field == "--dir")
        let shown = try await Program.monitor.run("witness", "show", "--dir", folder.file("w"), "--json")
        let logs = try #require(try shown.json["logs"] as? [[String: Any]])
        #expect(logs.count == 1)
        #expect(logs[0]["origin"] as? String == Self.origin)
        #expect(logs[0]["size"] as? Int == 7)
        #expect(logs[0]["root"] as? String == request.head.root.hex)
        running.signal(SIGTERM)
        let output = try await running.ended()
        #expect(output.status == 0)
        // What it says: its key and address at the start, and nothing of who asked.
        #expect(output.out == "\(key.vkey)\n\(url)\n")
        #expect(output.error == "")
    }

    /// With 100 descriptors, and 200 connections that say nothing.
    @Test func bare_connections_take_no_descriptors_that_it_needs() async throws {
        let key = try await keygen()
        let (running, url) = try await serve(descriptors: 100)
        let port =
            UInt16(url.description.split(separator: ":").last.map { $0.prefix { $0 != "/" } } ?? "") ?? 0
        let bare = (0..<200).map { _ in RawSocket(to: port) }
        #expect(bare.compactMap { $0 }.count > 100)
        // Those that say nothing make room after five seconds.
        try await Task.sleep(for: .seconds(6))
        for size in [UInt64](1...5) {
            let request = try request(size - 1, size)
            #expect(try await add(url, request).cosignature(by: key, on: request.head) != nil)
        }
        #expect(running.openFiles < 100)
        running.signal(SIGTERM)
        #expect(try await running.ended().status == 0)
        _ = bare
    }

    @Test func mistakes_end_with_three() async throws {
        let missing = try await Program.monitor.run(
            "witness", "--dir", folder.file("none"), "--log", folder.file("log.vkey"), "--json")
        #expect(missing.status == 3)
        #expect(try missing.failure.code == "missing_file")
        _ = try await keygen()
        let twice = try await Program.monitor.run(
            "witness", "keygen", "--name", "saksi.example/w1", "--dir", folder.file("w"), "--json")
        #expect(twice.status == 3)
        #expect(try twice.failure.code == "output_exists")
        #expect(try await Program.monitor.run("witness", "--dir", folder.file("w")).status == 3)
        let help = try await Program.monitor.run("witness", "serve", "--help", "--lang", "id")
        #expect(help.status == 0)
        #expect(help.out.contains("Jangan kehilangan DIR"))
    }

    /// Killed between requests and in them, twenty times, while the log and its fork both ask: whatever was given
    /// away is of one log, and no size below one that was given before.
    @Test func kills_never_make_two_stories() async throws {
        let key = try await keygen()
        var random = SystemRandomNumberGenerator()
        var given: [Checkpoint] = []
        var latest: UInt64 = 0
        for round in 0..<20 {
            let (running, url) = try await serve()
            let delay = Int.random(in: round % 2 == 0 ? 0...20 : 40...150, using: &random)
            let killer = Task {
                try await Task.sleep(for: .milliseconds(delay * slowness))
                running.signal(SIGKILL)
            }
            // Until it is gone: grow, repeat, go back, tell the other story.
            while true {
                let (from, isForked) = (latest, Bool.random(using: &random))
                let size = round % 3 == 0 ? from : from + UInt64.random(in: 0...3, using: &random)
                let asked = try request(from, min(size, 1_999), fork: isForked)
                guard let answer = try? await add(url, asked) else { break }
                if case .conflict(let size) = answer { latest = size }
                guard answer.cosignature(by: key, on: asked.head) != nil else { continue }
                given.append(asked.head)
                latest = asked.head.size
            }
            _ = try await killer.value
            _ = try await running.ended()
        }
        let (running, url) = try await serve()
        // What was given away last is remembered.
        let last = try #require(given.last)
        let beneath = try await add(url, try request(0, last.size, fork: false))
        if case .conflict(let size) = beneath {
            #expect(size >= last.size)
        } else {
            #expect(last.size == 0)
        }
        running.signal(SIGTERM)
        #expect(try await running.ended().status == 0)
        #expect(given.map { $0.size } == given.map { $0.size }.sorted())
        let stories = [leaves, forked].filter { leaves in
            given.allSatisfy { $0.root == MerkleTree.root(of: Array(leaves[..<Int($0.size)])) }
        }
        #expect(!stories.isEmpty)
        #expect(given.count >= 10)
    }
}
