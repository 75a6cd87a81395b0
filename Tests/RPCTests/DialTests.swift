import Dialing
import NIOCore
import NIOPosix
import RPC
import TLS
import TestSupport
import Testing
import Wire

@Suite struct DialTests {
    @Test func `another key than the pinned`() async throws {
        let listener = try await sampleListener()
        await #expect(throws: DialError.tls(.pinMismatch)) {
            _ = try await Connection.dial(
                listener.address, verification: .pinned([[UInt8](repeating: 9, count: 32)]))
        }
        #expect(try await eventually { listener.connections == 0 })
        await listener.drain(within: .zero)
    }

    @Test func `nobody there`() async throws {
        let listener = try await sampleListener()
        let address = listener.address
        await listener.drain(within: .zero)
        await #expect(throws: DialError.unreachable) {
            _ = try await Connection.dial(address, verification: .unverified)
        }
        await #expect(throws: DialError.unreachable) {
            _ = try await Connection.dial(Address(host: "name.invalid", port: 1), verification: .unverified)
        }
    }

    @Test func `a server that says nothing`() async throws {
        let silent = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let address = Address(host: "127.0.0.1", port: silent.localAddress?.port ?? 0)
        await #expect(throws: DialError.timeout) {
            _ = try await Connection.dial(address, verification: .unverified, timeout: .milliseconds(150))
        }
        let task = Task { try await Connection.dial(address, verification: .unverified) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: DialError.cancelled) { _ = try await task.value }
        try await silent.close().get()
    }

    @Test func `more connections than allowed`() async throws {
        let listener = try await sampleListener(
            ListenerOptions(maximumConnections: 2, leisure: .seconds(60)))
        let first = try await Connection.dial(listener.address, verification: .unverified)
        let second = try await Connection.dial(listener.address, verification: .unverified)
        // Who is greeted and was served just now makes no room.
        for one in [first, second] { _ = try await one.source.exchange(.site(SiteRequest())) }
        await #expect(throws: DialError.self) {
            _ = try await Connection.dial(listener.address, verification: .unverified, timeout: .seconds(5))
        }
        #expect(listener.connections == 2)
        await first.close()
        #expect(try await eventually { listener.connections == 1 })
        let third = try await Connection.dial(listener.address, verification: .unverified)
        _ = try await third.source.exchange(.site(SiteRequest()))
        _ = try await second.source.exchange(.site(SiteRequest()))
        await second.close()
        await third.close()
        await listener.drain(within: .zero)
    }

    @Test func `calls after the end`() async throws {
        let listener = try await sampleListener()
        let connection = try await Connection.dial(listener.address, verification: .unverified)
        await connection.close()
        await connection.close()
        let error = await #expect(throws: RPCError.self) {
            _ = try await connection.source.exchange(.site(SiteRequest()))
        }
        #expect(error?.code == .unavailable)
        await #expect(throws: RPCError.self) { try await connection.audit.checkpoint(CheckpointRequest()) }
        await #expect(throws: RPCError.self) {
            try await connection.audit.entries(EntriesRequest(first: 0, end: 1)).next()
        }
        await #expect(throws: RPCError.self) {
            try await connection.upload.upload().send(
                UploadChunk(upload: Nonce(), offset: 0, data: [1], envelope: []))
        }
        await listener.drain(within: .zero)
    }

    @Test func `a connection nobody holds closes`() async throws {
        let listener = try await sampleListener()
        do {
            let connection = try await Connection.dial(listener.address, verification: .unverified)
            _ = try await connection.source.exchange(.site(SiteRequest()))
        }
        #expect(try await eventually { listener.connections == 0 })
        await listener.drain(within: .zero)
    }

    @Test(arguments: [
        ("socks5://127.0.0.1:9050", Proxy.socks5(Address(host: "127.0.0.1", port: 9050))),
        (
            "socks5h://user@proxy.example:1080",
            .socks5(Address(host: "proxy.example", port: 1_080), user: "user")
        ),
        ("SOCKS5://[::1]:9050/", .socks5(Address(host: "::1", port: 9_050))),
    ]) func `a proxy's url`(_ url: String, _ proxy: Proxy) {
        #expect(Proxy(url: url) == proxy)
    }

    @Test(arguments: [
        "", "socks5://", "socks5://host", "socks5://host:0", "socks5://host:65536", "socks5://:1",
        "http://host:1",
        "socks5://@host:1", "socks5://a:b@host:1", "socks5://::1:9050", "socks5://host:+1",
        "socks5://host:1/path",
    ]) func `no proxy's url`(_ url: String) {
        #expect(Proxy(url: url) == nil)
    }

    private func sampleListener(_ options: ListenerOptions = ListenerOptions()) async throws -> Listener {
        let services = SampleServices()
        return try await Listener.bind(identity: try TLSIdentity.generate(), options: options) { _ in
            services.all
        }
    }
}
