import Foundation
import Synchronization
import TestSupport
import Testing

/// The programs that read a log, over a network that cuts every connection long before its end.
@Suite(.timeLimit(.minutes(5))) struct CutProgramTests {
    /// Bytes that a connection lasts: handshake and site cell, and a part of what is read.
    private static let lasting = 120_000

    /// With the control: what one connection brings is not enough.
    @Test func a_log_and_its_envelopes_are_read_over_connections_that_break() async throws {
        let site = try await Site.make()
        let server = try await site.serve(
            "data",
            [
                "--publish", site.folder.file("public"), "--publish-listen", "127.0.0.1:0",
            ])
        try site.folder.write("rekaman.bin", [UInt8](repeating: 7, count: 300_000))
        let submitted = try await Program.source.run(
            "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"), "--attach",
            site.folder.file("rekaman.bin"), "--keep-metadata", "--yes", "--json")
        try #require(submitted.status == 0, "\(submitted.error)")
        let key = site.key("bkn")
        func verified(_ link: String) async throws -> (status: Int32, entries: Int, envelopes: Int) {
            let output = try await Program.review.run("verify", "--site", link, "--key", key, "--json")
            let checked = try? output.json["checked"] as? [String: Any]
            return (output.status, checked?["entries"] as? Int ?? 0, checked?["envelopes"] as? Int ?? 0)
        }
        // Two envelopes, and twelve epochs of 256 entries.
        let whole = try await eventually { () -> (status: Int32, entries: Int, envelopes: Int)? in
            let found = try await verified(server.link)
            return found.envelopes >= 2 && found.entries >= 12 * 256 ? found : nil
        }
        #expect(whole.status == 0)

        let down = Down()
        let relay = try Relay(to: server.port) { chunk in
            chunk.side == .up ? chunk.bytes.count : down.passing(chunk, of: Self.lasting)
        }
        defer { relay.stop() }
        let link = server.link.replacing(":\(server.port)/", with: ":\(relay.port)/")
        try #require(link != server.link)
        func reads(_ what: String, _ body: () async throws -> Void) async throws {
            let before = down.count
            try await body()
            #expect(down.count >= before + 3, "\(what) needed \(down.count - before) connections")
        }
        try await reads("verify") {
            let found = try await verified(link)
            #expect(found.status == 0 && found.envelopes == whole.envelopes)
            #expect(found.entries >= whole.entries)
        }
        try await reads("monitor") {
            let output = try await Program.monitor.run(
                "check", "--site", link, "--state", site.folder.file("log.state"), "--lang", "en", "-t", "60")
            #expect(output.status < 2 && output.out.contains("size="), "\(output.out)")
        }
        try await reads("sync") {
            let synced = try await Program.review.run(
                "sync", "--site", link, "--key", key, "--store", site.folder.file("store"), "--json")
            #expect(synced.status == 0, "\(synced.error)")
            #expect(try synced.json["envelopes"] as? Int == whole.envelopes)
        }
        try await tiles(of: site, entries: whole.entries)
        #expect(try await server.stop().status == 0)
    }

    /// The same log as files: every twentieth comes in half, so that none is cut five times in a row by chance.
    private func tiles(of site: Site, entries: Int) async throws {
        let place = try #require(try object(site.folder.data("ready.json"))["publish"] as? String)
        let port = try #require(
            place.split(separator: ":").last.flatMap { UInt16($0.prefix { $0.isNumber }) })
        let cuts = Mutex(0)
        let relay = try Relay(to: port) { chunk in
            guard chunk.side == .down, chunk.connection % 20 == 2 else { return chunk.bytes.count }
            cuts.withLock { $0 += 1 }
            return chunk.bytes.count / 2
        }
        defer { relay.stop() }
        let output = try await Program.review.run(
            "verify", "--tiles", "http://127.0.0.1:\(relay.port)", "--vkey", "\(site.data)/log.vkey", "--json"
        )
        let checked = try #require(try output.json["checked"] as? [String: Any])
        #expect(output.status == 0, "\(output.out)")
        #expect(checked["entries"] as? Int ?? 0 >= entries)
        #expect(cuts.withLock { $0 } > 1)
        try await alwaysCut(port, of: site)
    }

    /// One kind of file that never comes whole: the log is neither false nor right, and the monitor calls somebody.
    private func alwaysCut(_ port: UInt16, of site: Site) async throws {
        for kind in ["/tile/0/", "/tile/entries/"] {
            let cut = Mutex<Set<Int>>([])
            let relay = try Relay(to: port) { chunk in
                let isAsked = chunk.bytes.starts(with: "GET \(kind)".utf8)
                let isCut = cut.withLock { cut in
                    if chunk.side == .up, isAsked { cut.insert(chunk.connection) }
                    return chunk.side == .down && cut.contains(chunk.connection)
                }
                return isCut ? chunk.bytes.count / 2 : chunk.bytes.count
            }
            defer { relay.stop() }
            let place = [
                "--tiles", "http://127.0.0.1:\(relay.port)", "--vkey", "\(site.data)/log.vkey",
            ]
            let verified = try await Program.review.run(["verify", "--json"] + place)
            #expect(verified.status == 69, "\(verified.out)")
            #expect(try verified.failure.code == "unreachable")
            let state = ["--state", site.folder.file("cut.state"), "--lang", "en", "-t", "60"]
            let watched = try await Program.monitor.run(["check"] + state + place)
            #expect(watched.status == 2 && watched.out.hasPrefix("KENTONGAN CRITICAL"), "\(watched.out)")
            #expect(watched.out.contains(kind) && !watched.out.contains("root_mismatch"), "\(watched.out)")
            #expect(cut.withLock { $0.count } >= 10)
        }
    }
}

/// Bytes that came down, by connection.
private final class Down: Sendable {
    private let bytes = Mutex<[Int: Int]>([:])

    var count: Int { bytes.withLock { $0.count } }

    /// How many of these bytes still go on.
    func passing(_ chunk: Relay.Chunk, of most: Int) -> Int {
        bytes.withLock { bytes in
            let before = bytes[chunk.connection, default: 0]
            bytes[chunk.connection] = before + chunk.bytes.count
            return min(chunk.bytes.count, max(0, most - before))
        }
    }
}
