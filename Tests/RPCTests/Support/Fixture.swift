import Dialing
import RPC
import TLS
import Testing
import Wire

/// How a test's client reaches its services.
enum Path: CaseIterable {
    case memory
    case network
}

/// A client's connection whose visit has begun.
struct Fixture {
    let services: SampleServices
    let connection: Connection
    let listener: Listener?

    init(
        _ path: Path, _ services: SampleServices = SampleServices(),
        options: ListenerOptions = ListenerOptions()
    )
        async throws
    {
        self.services = services
        switch path {
        case .memory:
            listener = nil
            connection = try await connectInMemory(options: options) { _ in services.all }
        case .network:
            let identity = try TLSIdentity.generate()
            let listener = try await Listener.bind(identity: identity, options: options) { _ in services.all }
            self.listener = listener
            connection = try await Connection.dial(
                listener.address, verification: .pinned([identity.spkiHash]))
        }
    }

    func begin() async throws {
        #expect(try await connection.source.exchange(.site(SiteRequest())) == sampleSite)
    }

    func end() async {
        await connection.close()
        await listener?.drain(within: .zero)
    }
}

/// Runs a test over a connection whose visit has begun, and ends it.
func withFixture(
    _ path: Path, _ services: SampleServices = SampleServices(), options: ListenerOptions = ListenerOptions(),
    _ body: (Fixture) async throws -> Void
) async throws {
    let fixture = try await Fixture(path, services, options: options)
    try await fixture.begin()
    do {
        try await body(fixture)
    } catch {
        await fixture.end()
        throw error
    }
    await fixture.end()
}

extension Listener {
    var address: Address { Address(host: "127.0.0.1", port: port) }
}

/// What it comes to when it changes no more.
func settled(_ value: () -> Int) async throws -> Int {
    var last = value()
    var unchanged = 0
    for _ in 0..<200 where unchanged < 6 {
        try await Task.sleep(for: .milliseconds(50))
        let now = value()
        unchanged = now == last && now > 0 ? unchanged + 1 : 0
        last = now
    }
    #expect(unchanged == 6)
    return last
}
