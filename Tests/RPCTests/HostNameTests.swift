import Dialing
import HTTP
import RPC
import TLS
import Testing
import Wire

/// An onion address is one however it is written, and nobody but Tor is asked for it.
@Suite struct HostNameTests {
    static let onions = [
        "kentongan.onion", "kentongan.onion.", "kentongan.onion...", "KenTongan.ONION",
        "kentongan\u{3002}onion",
        "kentongan\u{ff0e}onion\u{ff61}", "kentongan%2eonion", "kentongan%2Eonion%2e", "kentongan.%6fnion",
        "kentongan\u{ff0e}\u{ff2f}\u{ff2e}\u{ff29}\u{ff2f}\u{ff2e}", "kentongan%E3%80%82onion",
    ]

    @Test(arguments: onions) func `all spellings are one`(_ text: String) {
        #expect(HostName(text)?.description == "kentongan.onion")
        #expect(HostName(text)?.isOnion == true)
    }

    @Test(
        arguments: [
            ("Situs.Example.", "situs.example"), ("192.0.2.7", "192.0.2.7"), ("2001:DB8::1", "2001:db8::1"),
            ("onion.example", "onion.example"), ("bawang-onion", "bawang-onion"), ("a_b", "a_b"),
        ]) func `what is no onion is none`(_ text: String, _ host: String)
    {
        #expect(HostName(text)?.description == host)
        #expect(HostName(text)?.isOnion == false)
    }

    @Test(arguments: [("onion", true), ("a..onion", true), ("a.onion.example", false), ("aonion", false)])
    func `the last label decides`(_ text: String, _ isOnion: Bool) {
        #expect(HostName(text)?.isOnion == isOnion)
    }

    /// What a resolver must not see either, because it might take it for something else than we do.
    @Test(
        arguments: [
            "", ".", "a b", "a\n.onion", "kentongan.onion\0", "kentongan%252eonion", "kentongan%onion", "a%2",
            "oni\u{ad}on", "k\u{200b}.onion", "kentongan.\u{43e}nion", "a/b.onion", "a@b", "[::1]", "a%ff",
            String(repeating: "a", count: 254),
        ]) func `anything else is no host`(_ text: String)
    {
        #expect(HostName(text) == nil)
    }

    @Test(arguments: onions + ["kentongan.\u{43e}nion"]) func `none is dialled without a proxy`(
        _ host: String
    ) async throws {
        await #expect(throws: DialError.unreachable) {
            try await Connection.dial(Address(host: host, port: 1), verification: .unverified)
        }
        // Nor is it looked up as the proxy's own address.
        await #expect(throws: DialError.proxy(reply: nil)) {
            try await Connection.dial(
                Address(host: "192.0.2.1", port: 1), proxy: .socks5(Address(host: host, port: 1)),
                verification: .unverified)
        }
    }

    @Test(arguments: onions) func `a proxy gets the one spelling`(_ host: String) async throws {
        let proxy = try await SampleProxy.start(to: 0, reply: 4)
        await #expect(throws: DialError.proxy(reply: 4)) {
            try await Connection.dial(
                Address(host: host, port: 443), proxy: .socks5(proxy.address), verification: .unverified)
        }
        #expect(proxy.seen.all == [5, 1, 0, 3, 15] + Array("kentongan.onion".utf8) + [1, 187])
        await proxy.stop()
    }
}
