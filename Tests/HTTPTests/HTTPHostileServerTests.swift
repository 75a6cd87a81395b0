import Foundation
import NIOCore
import TLS
import TestSupport
import Testing

@testable import HTTP

/// Servers that no client should suffer from.
@Suite(.timeLimit(.minutes(1))) struct HTTPHostileServerTests {
    private func ask(
        timeout: Duration = .seconds(10), _ script: @escaping @Sendable (any Channel) async throws -> Void
    ) async throws -> Result<HTTPReply, HTTPError> {
        let server = try await RawServer(script)
        let url = try #require(HTTPURL("http://127.0.0.1:\(server.port)"))
        let client = HTTPClient(timeout: timeout, maximumReply: 1_000)
        let result: Result<HTTPReply, HTTPError>
        do throws(HTTPError) { result = .success(try await client.send("GET", url, path: "/x")) } catch {
            result = .failure(error)
        }
        try await server.stop()
        return result
    }

    /// Says `start`, then `more` for as long as somebody listens.
    private func endless(_ start: String, _ more: String) async throws -> Result<HTTPReply, HTTPError> {
        let more = String(repeating: more, count: 1 + 4_096 / more.utf8.count)
        return try await ask { channel in
            try await channel.say(start)
            while true { try await channel.say(more) }
        }
    }

    @Test func endlessBodies() async throws {
        let tooLong = Result<HTTPReply, HTTPError>.failure(.tooLong(limit: 1_000))
        #expect(try await endless("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "a") == tooLong)
        #expect(try await endless("HTTP/1.1 200 OK\r\n\r\n", "a") == tooLong)
        #expect(
            try await endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n")
                == tooLong)
        #expect(
            try await endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "extension")
                == tooLong)
    }

    @Test func endlessHeads() async throws {
        let tooMany = Result<HTTPReply, HTTPError>.failure(.tooManyHeaders)
        #expect(try await endless("HTTP/1.1 200 OK\r\n", "a: b\r\n") == tooMany)
        #expect(try await endless("HTTP/1.1 200 OK\r\na: ", "b") == tooMany)
        #expect(try await endless("", "HTTP/1.1 100 Continue\r\n\r\n") == tooMany)
        #expect(
            try await endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "a: b\r\n")
                == tooMany)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd", HTTPError.truncated),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n", .truncated),
        ("HTTP/1.1 200 OK\r\nContent-L", .truncated), ("", .truncated),
        ("SSH-2.0-x\r\n\r\n", .malformed), ("HTTP/2.0 200 OK\r\n\r\n", .malformed),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", .malformed),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\nabc", .malformed),
        ("HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n", .malformed),
    ]) func brokenReplies(_ text: String, _ error: HTTPError) async throws {
        let result = try await ask { channel in
            if !text.isEmpty { try await channel.say(text) }
            try await channel.close().get()
        }
        #expect(result == .failure(error))
    }

    @Test func repliesThatAreTaken() async throws {
        func reply(_ text: String) async throws -> Result<HTTPReply, HTTPError> {
            try await ask { channel in
                try await channel.say(text)
                try await channel.close().get()
            }
        }
        // Not followed.
        #expect(
            try await reply(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
                == .success(HTTPReply(status: 302, body: [])))
        #expect(
            try await reply("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: a/b\r\n\r\nab")
                == .success(
                    HTTPReply(
                        status: 200, contentType: "a/b", body: Array("ab".utf8), endsWithConnection: true)))
        #expect(
            try await reply(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
                == .success(HTTPReply(status: 200, body: Array("abc".utf8))))
    }

    /// The limit is for the whole reply: if each byte began it anew, the reply would be whole in the end, however busy the machine.
    @Test func slowDripEndsInTime() async throws {
        let result = try await ask(timeout: .milliseconds(500)) { channel in
            try await channel.say("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
            for _ in 0..<900 {
                try await channel.say("a")
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        #expect(result == .failure(.timeout))
        #expect(try await ask(timeout: .milliseconds(200)) { _ in } == .failure(.timeout))
    }

    @Test func cancelledAtOnce() async throws {
        let server = try await RawServer { _ in }
        let url = try #require(HTTPURL("http://127.0.0.1:\(server.port)"))
        let asking = Task {
            try await HTTPClient(timeout: .seconds(50), maximumReply: 1).send("GET", url, path: "/")
        }
        asking.cancel()
        await #expect(throws: HTTPError.cancelled) { try await asking.value }
        await #expect(throws: HTTPError.path) {
            try await HTTPClient(timeout: .seconds(50), maximumReply: 1).send("GET", url, path: "/../a")
        }
        try await server.stop()
    }

    /// A certificate that nobody vouches for, a key that is not the pinned one, and one that an authority vouches for,
    /// for the right and for another host.
    @Test func certificates() async throws {
        let identity = try TLSIdentity.generate()
        let first = try await HTTPListener.bind(HTTPListenerOptions(identity: identity)) { _ in .plain(200) }
        let unknown = try #require(HTTPURL("https://localhost:\(first.port)"))
        func status(_ trust: HTTPTrust, _ url: HTTPURL) async -> Result<Int, HTTPError> {
            let client = HTTPClient(timeout: .seconds(10), maximumReply: 100, trust: trust)
            do throws(HTTPError) {
                return .success(try await client.send("GET", url, path: "/").status)
            } catch {
                return .failure(error)
            }
        }
        #expect(await status(.spki([identity.spkiHash]), unknown) == .success(200))
        #expect(
            await status(.spki([[UInt8](repeating: 0, count: 32)]), unknown) == .failure(.tls(.pinMismatch)))
        #expect(
            await status(.system, unknown)
                == .failure(.tls(.untrusted(reason: "self-signed certificate"))))
        await first.close(within: .zero)

        guard let known = try await authority() else {
            try skip(needing: .openssl)
        }
        let second = try await HTTPListener.bind(
            HTTPListenerOptions(identity: try TLSIdentity(pem: try known.bytes("server.pem")))
        ) { _ in .plain(200) }
        let trust = HTTPTrust.authorities(file: known.file("ca.pem"))
        let (name, address) = ("https://localhost:\(second.port)", "https://127.0.0.1:\(second.port)")
        #expect(await status(trust, try #require(HTTPURL(name))) == .success(200))
        #expect(
            await status(trust, try #require(HTTPURL(address)))
                == .failure(.tls(.untrusted(reason: "IP address mismatch"))))
        #expect(await status(.authorities(file: "/nowhere"), unknown) != .success(200))
        await second.close(within: .zero)
    }

    /// `ca.pem`, and `server.pem` for localhost signed by it; nil without the program.
    private func authority() async throws -> TemporaryFolder? {
        let folder = try TemporaryFolder()
        let script = """
            set -e
            openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=ca
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr \
              -subj /CN=server
            printf 'subjectAltName=DNS:localhost' > extensions
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out server.crt \
              -extfile extensions
            cat server.key server.crt > server.pem
            """
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl") else { return nil }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return folder
    }
}
