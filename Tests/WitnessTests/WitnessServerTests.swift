import AuditLog
import Console
import Foundation
import HTTP
import Keys
import Primitives
import TLS
import TestSupport
import Testing
import TransparencyLog
import Wire
import Witness
import Words

/// The witness over real HTTP.
@Suite(.timeLimit(.minutes(1))) struct WitnessServerTests {
    private let bench: SampleWitness
    private let client = HTTPClient(timeout: .seconds(10), maximumReply: AddCheckpointAnswer.maximumBytes)
    private let identifier = WitnessedLog.identifier(of: SampleWitness.origin)

    init() throws { bench = try SampleWitness() }

    private func serving(_ body: (HTTPURL) async throws -> Void) async throws {
        let server = try await WitnessServer.start(bench.options, now: { SampleWitness.now })
        do {
            try await body(try #require(HTTPURL(server.url)))
            await server.stop()
        } catch {
            await server.stop()
            throw error
        }
    }

    private func add(_ url: HTTPURL, _ body: [UInt8]) async throws -> AddCheckpointAnswer {
        let reply = try await client.send("POST", url, path: AddCheckpointRequest.path, body: body)
        return try AddCheckpointAnswer(status: reply.status, contentType: reply.contentType, body: reply.body)
    }

    @Test func fromNothingToTheNewest() async throws {
        try await serving { url in
            let first = try await add(url, bench.body(0, 20))
            #expect(try first.cosignature(by: bench.witness, on: bench.checkpoint(20)) != nil)
            #expect(try await add(url, bench.body(0, 30)) == .conflict(size: 20))
            let next = try await add(url, bench.body(20, 30))
            #expect(try next.cosignature(by: bench.witness, on: bench.checkpoint(30)) != nil)
            // The same again.
            let again = try await add(url, bench.body(30, 30))
            #expect(try again.cosignature(by: bench.witness, on: bench.checkpoint(30)) != nil)
            #expect(try await add(url, bench.body(30, 30, fork: true)) == .refused(status: 422))
            #expect(try await add(url, bench.body(30, 20)) == .refused(status: 400))
            let shown = try await client.send("GET", url, path: "/\(identifier)/checkpoint")
            #expect(shown.status == 200)
            let verified = try VerifiedCheckpoint(
                bytes: shown.body, origin: SampleWitness.origin, log: bench.log.verifierKey,
                witnesses: [bench.witness])
            #expect(verified.checkpoint == (try bench.checkpoint(30)))
            #expect(verified.cosignatures.count == 1)
        }
    }

    @Test func nothingElseIsThere() async throws {
        try await serving { url in
            func status(_ method: String, _ path: String) async throws -> Int {
                try await client.send(method, url, path: path).status
            }
            #expect(try await status("GET", "/\(identifier)/checkpoint") == 404)
            _ = try await add(url, bench.body(0, 20))
            #expect(try await status("GET", "/\(identifier)/checkpoint") == 200)
            #expect(try await status("POST", "/\(identifier)/checkpoint") == 405)
            #expect(try await status("GET", "/add-checkpoint") == 405)
            #expect(try await status("POST", "/add-checkpoint") == 400)
            for path in [
                "/", "/checkpoint", "/witness.key", "/\(identifier)",
                "/\(identifier.uppercased())/checkpoint",
                "/\(WitnessedLog.identifier(of: "x"))/checkpoint", "/\(identifier)/checkpoint/",
                "/w/witness.key",
                "/x/add-checkpoint",
            ] {
                let answered = try? await status("GET", path)
                #expect(answered == 404 || answered == 400 || answered == nil, "\(path)")
            }
        }
    }

    @Test func maliciousSubmitters() async throws {
        try await serving { url in
            let good = String(decoding: try bench.body(0, 20), as: UTF8.self)
            let line = String(try #require(good.split(separator: "\n").last))
            let hash = Base64.encode(sha256([1]).bytes)
            let bodies = [
                good + String(repeating: line + "\n", count: 64),
                "old 0\n" + String(repeating: hash + "\n", count: 64) + good.dropFirst(6),
                good.replacing("old 0", with: "old 9223372036854775808"),
                good.replacing("\n", with: "\r\n"),
                good.replacing("old 0\n\n", with: "old 0\n"),
                String(repeating: "A", count: 65_536), "",
            ]
            for body in bodies { #expect(try await add(url, Array(body.utf8)) == .refused(status: 400)) }
            for huge in [
                good + String(repeating: line + "\n", count: 10_000), String(repeating: hash, count: 20_000),
            ] {
                // The answer may come while the rest is still sent.
                let answer = try? await add(url, Array(huge.utf8))
                #expect(answer == .refused(status: 413) || answer == nil)
            }
            // Nothing of it was kept, and the witness goes on.
            #expect(try bench.folder.names() == ["log.vkey", "w/witness.key", "w/witness.vkey"])
            let answer = try await add(url, Array(good.utf8))
            #expect(try answer.cosignature(by: bench.witness, on: bench.checkpoint(20)) != nil)
        }
    }

    @Test func overTLS() async throws {
        let identity = try TLSIdentity.generate()
        try bench.folder.write("tls.pem", try identity.pem())
        var options = bench.options
        options.tls = bench.folder.file("tls.pem")
        let server = try await WitnessServer.start(options, now: { SampleWitness.now })
        let url = try #require(HTTPURL(server.url))
        #expect(url.isSecure)
        let client = HTTPClient(timeout: .seconds(10), maximumReply: 4_096, trust: .spki([identity.spkiHash]))
        let reply = try await client.send(
            "POST", url, path: AddCheckpointRequest.path, body: bench.body(0, 20))
        #expect(reply.status == 200)
        await server.stop()
    }

    @Test func certificateThatIsNone() async throws {
        var options = bench.options
        options.tls = bench.folder.file("log.vkey")
        let failure = await #expect(throws: WitnessError.self) {
            try await WitnessServer.start(options, now: { 1 })
        }
        #expect(failure?.field == "--tls-cert")
    }

    @Test func listenAddresses() throws {
        var options = bench.options
        for (text, host, port) in [("127.0.0.1:0", "127.0.0.1", 0), ("[::1]:80", "::1", 80)] {
            try options.listen(on: text)
            #expect(options.host == host && options.port == port)
        }
        for bad in ["", ":80", "a", "a:", "a:65536", "a:-1"] {
            let failure = #expect(throws: WitnessError.self) { try options.listen(on: bad) }
            #expect(failure?.field == "--listen")
        }
    }
}
