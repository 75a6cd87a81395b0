import HTTP
import TLS
import Testing

/// A real listener and a real client.
@Suite(.timeLimit(.minutes(1))) struct HTTPLoopbackTests {
    static let identity = try? TLSIdentity.generate()

    @Test(arguments: [false, true]) func requestAndReply(_ isSecure: Bool) async throws {
        let identity = try #require(Self.identity)
        let options = HTTPListenerOptions(identity: isSecure ? identity : nil)
        let listener = try await HTTPListener.bind(options) { request in
            HTTPResponse(
                status: 409, contentType: "text/x.tlog.size",
                body: Array("\(request.method) \(request.path) \(request.body.count)\n".utf8))
        }
        let url = try #require(HTTPURL("http\(isSecure ? "s" : "")://127.0.0.1:\(listener.port)/log"))
        let client = HTTPClient(timeout: .seconds(10), maximumReply: 100, trust: .spki([identity.spkiHash]))
        let reply = try await client.send(
            "POST", url, path: "/add-checkpoint", body: [UInt8](repeating: 7, count: 16_384))
        #expect(
            reply
                == HTTPReply(
                    status: 409, contentType: "text/x.tlog.size",
                    body: Array("POST /log/add-checkpoint 16384\n".utf8)))
        #expect(
            try await client.send("POST", url, path: "/a", body: [UInt8](repeating: 7, count: 16_385)).status
                == 413)
        await listener.close(within: .seconds(5))
        await #expect(throws: HTTPError.unreachable) { try await client.send("GET", url, path: "/") }
    }
}
