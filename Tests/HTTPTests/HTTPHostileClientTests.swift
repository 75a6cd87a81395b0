import Foundation
import Synchronization
import TestSupport
import Testing

@testable import HTTP

/// Bytes that no honest client sends, against a real listener.
@Suite(.timeLimit(.minutes(3))) struct HTTPHostileClientTests {
    private static let refused: [(String, Int)] = [
        ("GET /../x HTTP/1.1\r\nHost: a\r\n", 404), ("GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\n", 404),
        ("GET /a//b HTTP/1.1\r\nHost: a\r\n", 404), ("GET /a?b HTTP/1.1\r\nHost: a\r\n", 404),
        ("GET http://a/ HTTP/1.1\r\nHost: a\r\n", 400), ("OPTIONS * HTTP/1.1\r\nHost: a\r\n", 400),
        ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n", 400), ("GET /\0 HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET / HTTP/1.1\r\n", 400), ("GET / HTTP/1.1\r\nHost:\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n", 400), ("GET / HTTP/1.1\r\nHost : a\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n", 400), ("GET / HTTP/1.1\r\nHost\r\n", 400),
        ("GET / HTTP/1.0\r\nHost: a\r\n", 505), ("BREW / HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET / HTTP/1.1\r\nContent-Length: 1\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1, 1\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: +1\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: -1\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 0x1\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 16385\r\nHost: a\r\n", 413),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: a\r\n", 411),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\nHost: a\r\n", 411),
        ("POST / HTTP/1.1\r\nTransfer-Encoding : chunked\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\nHost: a\r\n", 417),
        ("GET / HTTP/1.1\r\nHost: a\r\n X: b\r\n", 400), ("GET / HTTP/1.1\nHost: a\n", 400),
        ("\u{16}\u{3}\u{1}\u{2}", 400),
    ]

    /// Each is answered by one refusal, and the connection ends.
    @Test(arguments: refused) func isRefused(_ text: String, _ status: Int) async throws {
        let asked = Asked()
        let listener = try await HTTPListener.bind(HTTPListenerOptions()) { asked.answer($0) }
        let peer = try await RawPeer.connect(listener.port)
        // What follows must not be taken for a request.
        peer.push(text + "\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = try await peer.all()
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
        #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
        #expect(answer.contains("Connection: close\r\n"))
        #expect(asked.paths == [])
        await listener.close(within: .zero)
    }

    @Test func anAnswerIsWhatIsWrittenHere() async throws {
        let asked = Asked()
        let listener = try await HTTPListener.bind(HTTPListenerOptions()) { asked.answer($0) }
        let peer = try await RawPeer.connect(listener.port)
        try await peer.write(
            "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let head = """
            HTTP/1.1 200 OK\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: 2\r
            X-Content-Type-Options: nosniff\r
            Content-Security-Policy: default-src 'none'\r
            Cache-Control: no-store\r\n
            """
        #expect(try await peer.all() == head + "\r\n" + head + "Connection: close\r\n\r\n/a")
        await listener.close(within: .zero)
    }

    @Test func aThousandRequestsAtOnceAreAnsweredInOrder() async throws {
        let asked = Asked()
        let listener = try await HTTPListener.bind(HTTPListenerOptions()) { asked.answer($0) }
        let peer = try await RawPeer.connect(listener.port)
        let requests = (0..<1_000).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        peer.push(requests + "GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let answer = try await peer.all()
        let bodies = answer.components(separatedBy: "\r\n\r\n").dropFirst().map {
            String($0.prefix { $0 != "H" })
        }
        #expect(bodies == (0..<1_000).map { "/\($0)" } + ["/end"])
        #expect(asked.mostAtOnce == 1)
        await listener.close(within: .zero)
    }

    @Test(arguments: [
        "G", "GET / HTTP/1.1\r\nHost: a\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1",
    ]) func whoIsSlowIsTold(_ start: String) async throws {
        let listener = try await HTTPListener.bind(HTTPListenerOptions(requestTimeout: .milliseconds(300))) {
            _ in
            .plain(200)
        }
        let peer = try await RawPeer.connect(listener.port)
        try await peer.write(start)
        // One byte now and then is no progress: it is told while they still come.
        var pushed = 0
        while peer.isOpen, pushed < 500 {
            try await Task.sleep(for: .milliseconds(20))
            if start.hasPrefix("GET") { peer.push("a") }
            pushed += 1
        }
        #expect(pushed < 500)
        #expect(try await peer.all().hasPrefix("HTTP/1.1 408 "))
        await listener.close(within: .zero)
    }

    @Test func whoSaysNothingIsLeft() async throws {
        let options = HTTPListenerOptions(requestTimeout: .seconds(20), idle: .milliseconds(200))
        let listener = try await HTTPListener.bind(options) { _ in .plain(200) }
        let peer = try await RawPeer.connect(listener.port)
        #expect(try await peer.all() == "")
        let after = try await RawPeer.connect(listener.port)
        try await after.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await after.all().hasSuffix("\r\n\r\n200 OK\n"))
        await listener.close(within: .zero)
    }

    @Test func halfClosed() async throws {
        let listener = try await HTTPListener.bind(HTTPListenerOptions()) { _ in
            try? await Task.sleep(for: .milliseconds(50))
            return .plain(200)
        }
        let whole = try await RawPeer.connect(listener.port)
        try await whole.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        try await whole.end()
        #expect(try await whole.all().hasSuffix("\r\n\r\n200 OK\n"))
        let half = try await RawPeer.connect(listener.port)
        try await half.write("GET / HTTP/1.1\r\nHost: a")
        try await half.end()
        #expect(try await half.all() == "")
        await listener.close(within: .zero)
    }

    @Test func twoThousandConnectionsTakeTwoHundredPlaces() async throws {
        let listener = try await HTTPListener.bind(HTTPListenerOptions(maximumConnections: 200)) { _ in
            .plain(200)
        }
        var peers: [RawPeer] = []
        for _ in 0..<40 {
            try await withThrowingTaskGroup(of: RawPeer?.self) { group in
                for _ in 0..<50 { group.addTask { try? await RawPeer.connect(listener.port) } }
                for try await peer in group { if let peer { peers.append(peer) } }
            }
            #expect(listener.connectionCount <= 200)
        }
        #expect(listener.connectionCount == 200)
        #expect(try await eventually { peers.count(where: \.isOpen) <= 200 })
        for peer in peers { peer.close() }
        #expect(try await eventually { listener.connectionCount == 0 })
        let peer = try await RawPeer.connect(listener.port)
        try await peer.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try await peer.all().hasPrefix("HTTP/1.1 200 "))
        await listener.close(within: .zero)
    }

    @Test func whoDoesNotReadIsLeft() async throws {
        let folder = try TemporaryFolder()
        try folder.write("file", [UInt8](repeating: 7, count: 32 << 20))
        let listener = try await HTTPListener.bind(HTTPListenerOptions(idle: .milliseconds(300))) { _ in
            HTTPFile(path: folder.file("file")).map { HTTPResponse(file: $0, contentType: "a/b") }
                ?? .plain(404)
        }
        let peer = try await RawPeer.connect(listener.port, reads: false)
        try await peer.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await eventually { listener.connectionCount == 1 })
        #expect(try await eventually { listener.connectionCount == 0 })
        peer.close()
        await listener.close(within: .zero)
    }

    @Test func drainLetsAnAnswerEnd() async throws {
        let asked = Asked()
        let listener = try await HTTPListener.bind(HTTPListenerOptions()) { request in
            _ = asked.answer(request)
            try? await Task.sleep(for: .milliseconds(200))
            return .plain(200)
        }
        let (busy, idle) = (
            try await RawPeer.connect(listener.port), try await RawPeer.connect(listener.port)
        )
        try await busy.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await eventually { asked.paths == ["/"] && listener.connectionCount == 2 })
        let begin = ContinuousClock.now
        await listener.close(within: .seconds(50))
        #expect(ContinuousClock.now - begin < .seconds(40), "the answer, not the limit, ends it")
        #expect(try await busy.all().hasSuffix("200 OK\n"))
        #expect(try await idle.all() == "")
    }
}

/// A responder that remembers.
final class Asked: Sendable {
    private struct State {
        var paths: [String] = []
        var now = 0
        var most = 0
    }

    private let state = Mutex(State())

    var paths: [String] { state.withLock { $0.paths } }
    var mostAtOnce: Int { state.withLock { $0.most } }

    func answer(_ request: HTTPRequest) -> HTTPResponse {
        state.withLock { state in
            state.paths.append(request.path)
            state.now += 1
            state.most = max(state.most, state.now)
        }
        defer { state.withLock { $0.now -= 1 } }
        return HTTPResponse(
            status: 200, headers: [("Cache-Control", "no-store")], body: Array(request.path.utf8))
    }
}
