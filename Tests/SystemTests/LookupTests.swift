import Foundation
import TestSupport
import Testing

/// The programs, watched by strace: with a proxy or an onion name nothing on this machine is asked for an address.
@Suite(.timeLimit(.minutes(3))) struct LookupTests {
    private static let strace = "/usr/bin/strace"
    private static let fingerprint = String(repeating: "0", count: 64)

    /// A port of this machine on which nobody listens.
    private static let nobody = "127.0.0.1:9"

    @Test func `the judge sees a look-up where there is one`() async throws {
        try checkPossible()
        let calls = try await calls(
            .source, ["site", "--site", "kentongan://situs.invalid:443/#\(Self.fingerprint)"])
        #expect(!calls.lookups.isEmpty)
    }

    @Test(
        arguments: [
            "kentongan.onion", "kentongan.onion.", "KENTONGAN.Onion", "kentongan\u{3002}onion",
            "kentongan\u{ff0e}onion", "kentongan%2eonion", "[kentongan.onion]",
        ]) func `no spelling of an onion is looked up`(_ host: String) async throws
    {
        try checkPossible()
        let link = "kentongan://\(host):443/#\(Self.fingerprint)"
        let tiles = ["--tiles", "http://\(host)/log", "--vkey", "/dev/null"]
        let proxied = ["--proxy", "socks5://\(host):9050"]
        let runs: [(Program, [String])] = [
            (.source, ["site", "--site", link]), (.source, ["site", "--site", link, "--proxy", proxy]),
            (.source, ["site", "--site", "kentongan://situs.invalid:443/#\(Self.fingerprint)"] + proxied),
            (.review, ["verify"] + tiles), (.review, ["verify"] + tiles + ["--proxy", proxy]),
        ]
        for (program, arguments) in runs {
            let calls = try await calls(program, arguments)
            #expect(calls.status != 0)
            #expect(calls.lookups == [], "\(program.rawValue) \(arguments)")
        }
    }

    @Test(arguments: ["127.0.0.1:9", "localhost:9"]) func `with a proxy nothing is looked up`(
        _ address: String
    ) async throws {
        try checkPossible()
        let proxy = "socks5://\(address)"
        let runs: [(Program, [String])] = [
            (.source, ["site", "--site", "kentongan://situs.invalid:443/#\(Self.fingerprint)"]),
            (.review, ["verify", "--tiles", "http://situs.invalid/log", "--vkey", "/dev/null"]),
        ]
        for (program, arguments) in runs {
            let calls = try await calls(program, arguments + ["--proxy", proxy])
            #expect(calls.status != 0)
            #expect(calls.lookups == [], "\(program.rawValue) \(arguments)")
        }
    }

    // MARK: The judge

    private var proxy: String { "socks5://\(Self.nobody)" }

    private func checkPossible() throws {
        guard FileManager.default.isExecutableFile(atPath: Self.strace) else { try skip(needing: .strace) }
    }

    private struct Calls {
        let status: Int32
        /// System calls that ask for an address, or read how to.
        let lookups: [String]
    }

    private func calls(_ program: Program, _ arguments: [String]) async throws -> Calls {
        let folder = try TemporaryFolder()
        let trace = folder.file("trace")
        let watched = try Running(
            path: Self.strace,
            ["-f", "-qq", "-s", "200", "-e", "trace=network,openat", "-o", trace, program.path] + arguments)
        let output = try await watched.ended()
        let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map(String.init)
        // Else nothing was watched.
        try #require(lines.contains { $0.contains("libc.so.6") })
        let marks = [
            "/etc/resolv.conf", "htons(53)", "htons(853)", "htons(5353)", "nscd", "systemd/resolve", "avahi",
        ]
        return Calls(
            status: output.status, lookups: lines.filter { line in marks.contains { line.contains($0) } })
    }
}
