import RPC
import TLS
import TestSupport
import Testing
import Wire

extension RawClient {
    /// A client whose visit has begun on stream 1, which has ended: two frames have come, and other streams may open.
    static func begun(
        _ listener: Listener, settings: Settings = .floor, reads: Bool = true
    ) async throws -> RawClient {
        let client = try await connect(listener.address, reads: reads)
        let cell = try Cell.seal(ExchangeRequest.site(SiteRequest()).encoded())
        try await client.send([
            .settings(settings), .call(stream: 1, Call(method: Method.exchange.rawValue, deadline: 0)),
        ])
        try await client.send(FrameEncoder.encode(.message(stream: 1, length: cell.count)) + cell)
        if reads {
            #expect(try await client.frames(count: 2).count == 2)
        } else {
            try await Task.sleep(for: .milliseconds(300))
        }
        try await client.send([.cancel(stream: 1)])
        return client
    }
}

/// Runs a test against a listener, which serves others at its end and has forgotten those that left.
func withListener(
    _ services: CountingServices, _ options: ListenerOptions = ListenerOptions(),
    _ body: (Listener) async throws -> Void
) async throws {
    let identity = try TLSIdentity.generate()
    let listener = try await Listener.bind(identity: identity, options: options) { _ in services.all }
    do {
        try await body(listener)
        let other = try await Connection.dial(listener.address, verification: .pinned([identity.spkiHash]))
        #expect(try await other.source.exchange(.site(SiteRequest())) == sampleSite)
        await other.close()
        #expect(try await eventually { listener.connections == 0 && listener.runningCalls == 0 })
    } catch {
        await listener.drain(within: .zero)
        throw error
    }
    await listener.drain(within: .zero)
}
