import Foundation
import Synchronization
import TestSupport
import Testing

/// The programs over Tor, for real: a network of this machine's own, and a v3 onion service before a real server.
///
/// With `KENTONGAN_LONG`, or with `KENTONGAN_TOR`.
@Suite(.timeLimit(.minutes(5))) struct OnionTests {
    private static let isWanted =
        ["KENTONGAN_LONG", "KENTONGAN_TOR"].contains { ProcessInfo.processInfo.environment[$0] != nil }

    /// The lines by which Tor tells circuits, as they went by.
    private final class Lines: Sendable {
        private let starts = Mutex<[Int: [UInt8]]>([:])

        func note(_ chunk: Relay.Chunk) {
            guard chunk.side == .up else { return }
            starts.withLock { $0[chunk.connection, default: []] += chunk.bytes.prefix(200) }
        }

        var all: [String] {
            starts.withLock { starts in
                starts.keys.sorted().map {
                    String(decoding: starts[$0, default: []].prefix { $0 != 13 }, as: UTF8.self)
                }
            }
        }
    }

    @Test(.needs(.long, isWanted)) func a_report_and_its_answer_over_tor() async throws {
        guard TorNetwork.isThere else { try skip(needing: .tor) }
        let network = try TorNetwork()
        do { try await report(over: network) } catch {
            await network.stop()
            throw error
        }
        await network.stop()
    }

    private func report(over network: TorNetwork) async throws {
        // Tor brings visitors through a relay that sees what it tells of them.
        let lines = Lines()
        let inner = try TorNetwork.freePort()
        let relay = try Relay(to: inner) { chunk in
            lines.note(chunk)
            return chunk.bytes.count
        }
        defer { relay.stop() }
        let knowsWork = try await TorNetwork.knowsWork()
        let onion = try await network.serve(port: 7_443, to: relay.port, withWork: knowsWork)
        #expect(onion.hasSuffix(".onion"))
        async let begun: Void = network.begin()
        let site = try await Site.make(["--public", "\(onion):7443"])
        let file = "data/kentongand.toml"
        try site.folder.write(
            file,
            try site.folder.read(file).replacing(
                "onion_listen = \"\"", with: "onion_listen = \"127.0.0.1:\(inner)\""))
        let server = try await site.serve()
        #expect(server.onion == "127.0.0.1:\(inner)")
        #expect(server.link.hasPrefix("kentongan://\(onion):7443/#"))
        try await begun

        // The service's address is known to the network a little later.
        _ = try await waiting("the onion service", limit: .seconds(60), every: .seconds(1)) {
            try SOCKSClient(network.socks, user: "first", host: onion, port: 7_443)
        }
        if knowsWork {
            let counters = try #require(RawSocket(to: network.metrics))
            counters.send("GET /metrics HTTP/1.0\r\n\r\n")
            let text = String(decoding: counters.readToEnd() ?? [], as: UTF8.self)
            #expect(text.contains("tor_hs_pow_suggested_effort"))
        }
        let before = lines.all.count

        let proxy = ["--proxy", "socks5h://127.0.0.1:\(network.socks)"]
        let submitted = try await Program.source.run(
            [
                "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"), "--yes",
                "--json",
            ]
                + proxy)
        try #require(submitted.status == 0, "\(submitted.error)\(submitted.out)")
        try site.folder.write("codename", try #require(try submitted.json["codename"] as? String))
        try site.folder.write("answer.txt", "Saya melihatnya sendiri.\n")
        let back = ["--site", server.link, "--codename-file", site.folder.file("codename"), "--json"] + proxy
        async let inbox = Program.source.run(["inbox"] + back)
        async let reply = Program.source.run(
            ["reply", "--to", "bkn", "--message-file", site.folder.file("answer.txt")] + back)
        let (shown, answered) = (try await inbox, try await reply)
        #expect(shown.status == 0, "\(shown.error)\(shown.out)")
        #expect(try shown.json["promise"] as? String == "kept")
        #expect(answered.status == 0, "\(answered.error)\(answered.out)")

        // Three commands, a look and a visit each: six connections, and no two on one circuit.
        let circuits = lines.all.dropFirst(before)
        #expect(circuits.count == 6)
        #expect(Set(circuits).count == 6)
        #expect(circuits.allSatisfy { $0.hasPrefix("PROXY TCP6 fc00:dead:beef:4dad::") })

        // One circuit has its share: of ten connections with one user, eight stay.
        var many: [SOCKSClient] = []
        for _ in 0..<10 {
            if let one = try SOCKSClient(network.socks, user: "many", host: onion, port: 7_443) {
                many.append(one)
            }
        }
        try await Task.sleep(for: .seconds(1))
        #expect(many.count { $0.isOpen } == 8)

        let (status, _) = try await server.stop()
        #expect(status == 0)
        // Nothing of circuits is told or kept.
        #expect(!server.running.output.contains("fc00"))
        for name in try site.folder.names("data") {
            #expect(try site.folder.data("data/\(name)").range(of: Data("fc00:dead".utf8)) == nil, "\(name)")
        }
    }
}
