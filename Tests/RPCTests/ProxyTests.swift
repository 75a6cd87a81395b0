import Dialing
import HTTP
import NIOCore
import NIOPosix
import RPC
import TLS
import Testing
import Wire

@Suite struct ProxyTests {
    @Test(arguments: [nil, "a circuit of its own"]) func `a visit through a proxy, by name`(_ user: String?)
        async throws
    {
        let services = SampleServices()
        let identity = try TLSIdentity.generate()
        let listener = try await Listener.bind(identity: identity, options: ListenerOptions()) { _ in
            services.all
        }
        let proxy = try await SampleProxy.start(to: listener.port, user: user)
        let connection = try await Connection.dial(
            Address(host: "kentongan.onion", port: 443), proxy: .socks5(proxy.address, user: user),
            verification: .pinned([identity.spkiHash]))
        #expect(try await connection.source.exchange(.site(SiteRequest())) == sampleSite)
        let name = Array("kentongan.onion".utf8)
        #expect(proxy.seen.all == [5, 1, 0, 3, 15] + name + [1, 187])
        await connection.close()
        await listener.drain(within: .zero)
        await proxy.stop()
    }

    @Test func `circuits of its own, unless a user was given`() throws {
        let proxy = try #require(Proxy(url: "socks5h://127.0.0.1:9050"))
        let address = Address(host: "127.0.0.1", port: 9050)
        #expect(proxy.apart(as: "one") == .socks5(address, user: "one"))
        #expect(Proxy.socks5(address, user: "given").apart(as: "one") == .socks5(address, user: "given"))
    }

    @Test(arguments: [false, true]) func `a file through a proxy, by name`(_ isSecure: Bool) async throws {
        let identity = try TLSIdentity.generate()
        let listener = try await HTTPListener.bind(
            HTTPListenerOptions(identity: isSecure ? identity : nil)
        ) { HTTPResponse(status: 200, contentType: "text/plain", body: Array($0.path.utf8)) }
        let user = "a circuit of its own"
        let proxy = try await SampleProxy.start(to: listener.port, user: user)
        func client(_ address: Address) -> HTTPClient {
            HTTPClient(
                timeout: .seconds(10), maximumReply: 100, trust: .spki([identity.spkiHash]),
                proxy: .socks5(address, user: user))
        }
        let url = try #require(HTTPURL("http\(isSecure ? "s" : "")://kentongan.onion"))
        let reply = try await client(proxy.address).send("GET", url, path: "/checkpoint")
        #expect(reply.status == 200)
        #expect(reply.body == Array("/checkpoint".utf8))
        let name = Array("kentongan.onion".utf8)
        #expect(proxy.seen.all == [5, 1, 0, 3, 15] + name + (isSecure ? [1, 187] : [0, 80]))
        await proxy.stop()
        await #expect(throws: HTTPError.proxy(reply: nil)) {
            try await client(proxy.address).send("GET", url, path: "/checkpoint")
        }
        let refusing = try await SampleProxy.start(to: 0, user: user, reply: 4)
        await #expect(throws: HTTPError.proxy(reply: 4)) {
            try await client(refusing.address).send("GET", url, path: "/checkpoint")
        }
        await refusing.stop()
        await listener.close(within: .zero)
    }

    @Test(
        arguments: [
            ("192.0.2.7", [5, 1, 0, 1, 192, 0, 2, 7, 1, 187]),
            ("2001:db8::1", [5, 1, 0, 4, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 187]),
        ] as [(String, [UInt8])]) func `an address goes as one, and a refusal has its code`(
            _ host: String, _ request: [UInt8]
        ) async throws
    {
        let proxy = try await SampleProxy.start(to: 0, reply: 4)
        await #expect(throws: DialError.proxy(reply: 4)) {
            _ = try await Connection.dial(
                Address(host: host, port: 443), proxy: .socks5(proxy.address), verification: .unverified)
        }
        #expect(proxy.seen.all == request)
        await proxy.stop()
    }

    @Test func `a proxy that wants a password we do not have`() async throws {
        let proxy = try await SampleProxy.start(to: 0, user: "somebody")
        await #expect(throws: DialError.proxy(reply: nil)) {
            _ = try await Connection.dial(
                Address(host: "host.example", port: 1), proxy: .socks5(proxy.address),
                verification: .unverified)
        }
        await proxy.stop()
    }

    @Test func `a proxy that is none`() async throws {
        let services = SampleServices()
        let listener = try await Listener.bind(
            identity: try TLSIdentity.generate(), options: ListenerOptions()
        ) { _ in services.all }
        await #expect(throws: DialError.self) {
            _ = try await Connection.dial(
                Address(host: "host.example", port: 1), proxy: .socks5(listener.address),
                verification: .unverified,
                timeout: .seconds(5))
        }
        let address = listener.address
        await listener.drain(within: .zero)
        await #expect(throws: DialError.proxy(reply: nil)) {
            _ = try await Connection.dial(
                Address(host: "host.example", port: 1), proxy: .socks5(address), verification: .unverified)
        }
    }
}
