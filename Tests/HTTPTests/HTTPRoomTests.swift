import Testing
import TestSupport

@testable import HTTP

/// More connections than a listener has room for.
@Suite(.timeLimit(.minutes(1))) struct HTTPRoomTests {
    /// After some time the idlest; at once any that was never answered.
    @Test(arguments: [Duration.milliseconds(300), .seconds(60)]) func bareOnesMakeRoom(_ leisure: Duration)
        async throws
    {
        let options = HTTPListenerOptions(maximumConnections: 4, leisure: leisure)
        let listener = try await HTTPListener.bind(options) { _ in .plain(404) }
        var bare: [RawPeer] = []
        for _ in 0..<4 { bare.append(try await RawPeer.connect(listener.port)) }
        #expect(try await eventually { listener.connectionCount == 4 })
        try await Task.sleep(for: .milliseconds(400))
        let peer = try await RawPeer.connect(listener.port)
        try await peer.write("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try await peer.all().hasPrefix("HTTP/1.1 404 "))
        #expect(listener.connectionCount <= 4)
        await listener.close(within: .zero)
        _ = bare
    }

    @Test func whoWasAnsweredJustNowStays() async throws {
        let options = HTTPListenerOptions(maximumConnections: 1, leisure: .seconds(60))
        let listener = try await HTTPListener.bind(options) { _ in .plain(404) }
        let first = try await RawPeer.connect(listener.port)
        try await first.write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        try await Task.sleep(for: .milliseconds(300))
        let late = try await RawPeer.connect(listener.port)
        #expect(try await late.all() == "")
        try await first.write("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try await first.all().hasPrefix("HTTP/1.1 404 "))
        await listener.close(within: .zero)
    }
}
