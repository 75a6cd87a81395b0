import Foundation
import TestSupport
import Testing

/// A Tor network of this machine's own, on loopback: three authorities, four more relays, one onion service, one client.
///
/// It speaks with nobody outside. Its authorities agree every ten seconds; the service and the client start when they have:
/// one that is there before the network tries what fails, and waits longer each time before it tries again.
final class TorNetwork: @unchecked Sendable {
    private static let tor = "/usr/sbin/tor"
    private static let gencert = "/usr/bin/tor-gencert"
    private static let (authorities, relays) = (3, 4)
    /// Seconds between two consensuses, and within which votes and signatures go round.
    private static let (interval, delay) = (10.0, 2.0)

    static var isThere: Bool {
        [tor, gencert].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Whether this Tor knows the proof of work for onion services.
    static func knowsWork() async throws -> Bool {
        try await Running(path: tor, ["--list-modules"]).ended().out.contains("pow: yes")
    }

    /// The client's SOCKS port.
    let socks: UInt16
    /// Where the service shows its counters.
    let metrics: UInt16
    private let folder: TemporaryFolder
    private var running: [Running] = []
    private var directory: [String] = []

    init() throws {
        folder = try TemporaryFolder()
        (socks, metrics) = (try Self.freePort(), try Self.freePort())
        try folder.write("empty", "")
    }

    /// Ends all of it: kills, since what is started from a test's thread has all signals blocked that can be.
    func stop() async {
        for tor in running { tor.signal(SIGKILL) }
        for tor in running { _ = try? await tor.ended() }
        running = []
    }

    /// Starts the onion service, which brings its visitors to a port of this machine; the network runs.
    ///
    /// - Returns: its address, which the network knows a little later.
    func serve(port: UInt16, to target: UInt16, withWork: Bool) async throws -> String {
        var lines = [
            "SocksPort 0", "MetricsPort 127.0.0.1:\(metrics)", "MetricsPortPolicy accept 127.0.0.1",
            "HiddenServiceDir \(folder.file("service/onion"))", "HiddenServiceVersion 3",
            "HiddenServicePort \(port) 127.0.0.1:\(target)", "HiddenServiceExportCircuitID haproxy",
        ]
        if withWork {
            lines += [
                "HiddenServicePoWDefensesEnabled 1", "HiddenServicePoWQueueRate 20",
                "HiddenServicePoWQueueBurst 40",
            ]
        }
        try begin("service", lines)
        let address = try await waiting("the onion address", limit: .seconds(30), every: .milliseconds(50)) {
            try? self.folder.read("service/onion/hostname").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        try begin("client", ["SocksPort 127.0.0.1:\(socks)"])
        for name in ["client", "service"] {
            _ = try await waiting("\(name) in the network", limit: .seconds(120), every: .milliseconds(200)) {
                (try? self.folder.read("\(name)/log"))?.contains("Bootstrapped 100%") == true ? true : nil
            }
        }
        return address
    }

    /// Starts the network.
    func begin() async throws {
        try await makeAuthorities()
        // Votes are cast two delays before a full interval: from just behind that moment all relays are in the first one.
        let now = Date().timeIntervalSince1970
        let rest = (Self.interval - 2 * Self.delay + 0.5 - now).truncatingRemainder(dividingBy: Self.interval)
        try await Task.sleep(for: .seconds(rest < 0 ? rest + Self.interval : rest))
        for (name, ports) in authorityPorts.enumerated().map({ ("a\($0)", $1) }) {
            try begin(
                name,
                relay(name, ports.relay) + [
                    "AuthoritativeDirectory 1", "V3AuthoritativeDirectory 1",
                    "DirPort 127.0.0.1:\(ports.directory) IPv4Only",
                    "TestingV3AuthInitialVotingInterval \(Int(Self.interval))",
                    "TestingV3AuthInitialVoteDelay \(Int(Self.delay))",
                    "TestingV3AuthInitialDistDelay \(Int(Self.delay))",
                    "V3AuthVotingInterval \(Int(Self.interval))", "V3AuthVoteDelay \(Int(Self.delay))",
                    "V3AuthDistDelay \(Int(Self.delay))",
                ])
        }
        for number in 0..<Self.relays { try begin("r\(number)", relay("r\(number)", try Self.freePort())) }
        let all = Self.authorities + Self.relays
        _ = try await waiting("a consensus of all relays", limit: .seconds(120), every: .milliseconds(200)) {
            (0..<Self.authorities).allSatisfy { number in
                let text = (try? self.folder.read("a\(number)/cached-microdesc-consensus")) ?? ""
                return text.components(separatedBy: "\nr ").count > all
            } ? true : nil
        }
    }

    // MARK: Parts

    private var authorityPorts: [(relay: UInt16, directory: UInt16)] = []

    private func makeAuthorities() async throws {
        for number in 0..<Self.authorities {
            let ports = (relay: try Self.freePort(), directory: try Self.freePort())
            authorityPorts.append(ports)
            let keys = "a\(number)/keys"
            try folder.write("\(keys)/.made", "")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: folder.file("a\(number)"))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.file(keys))
            let made = try await Running(
                path: Self.gencert,
                [
                    "--create-identity-key", "-m", "12", "-a", "127.0.0.1:\(ports.directory)",
                    "-i", folder.file("\(keys)/authority_identity_key"),
                    "-s", folder.file("\(keys)/authority_signing_key"),
                    "-c", folder.file("\(keys)/authority_certificate"), "--passphrase-fd", "0",
                ], input: "x\n"
            ).ended()
            try #require(made.status == 0, "\(made.error)")
            let identity = try #require(
                try folder.read("\(keys)/authority_certificate").split(separator: "\n")
                    .first { $0.hasPrefix("fingerprint ") }?.dropFirst(12))
            let listed = try await Running(
                path: Self.tor,
                [
                    "-f", folder.file("empty"), "--defaults-torrc", folder.file("empty"), "--quiet",
                    "--list-fingerprint", "--ORPort", "\(ports.relay)", "--DataDirectory",
                    folder.file("a\(number)"), "--Nickname", "a\(number)", "--DirAuthority",
                    "x 127.0.0.1:1 \(String(repeating: "F", count: 40))",
                ]
            ).ended()
            let fingerprint = listed.out.split { $0.isWhitespace }.dropFirst().joined()
            try #require(fingerprint.count == 40, "\(listed)")
            directory.append(
                "DirAuthority a\(number) orport=\(ports.relay) no-v2 v3ident=\(identity) "
                    + "127.0.0.1:\(ports.directory) \(fingerprint)")
        }
    }

    private func relay(_ name: String, _ port: UInt16) -> [String] {
        [
            "Nickname \(name)", "Address 127.0.0.1", "ORPort 127.0.0.1:\(port) IPv4Only", "AssumeReachable 1",
            "ExitPolicy reject *:*", "SocksPort 0", "ContactInfo none@example.invalid",
            "PublishServerDescriptor 1", "DirCache 1",
        ]
    }

    private func begin(_ name: String, _ lines: [String]) throws {
        let place = folder.file(name)
        try FileManager.default.createDirectory(
            atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let all =
            [
                "TestingTorNetwork 1", "DataDirectory \(place)", "Log notice file \(place)/log",
                "RunAsDaemon 0",
                // It ends with this process, whatever becomes of the test.
                "__OwningControllerProcess \(ProcessInfo.processInfo.processIdentifier)",
                "ShutdownWaitLength 1",
                "PathsNeededToBuildCircuits 0.67", "TestingDirAuthVoteExit *", "TestingDirAuthVoteHSDir *",
                "TestingDirAuthVoteGuard *", "V3AuthNIntervalsValid 2", "MaxMemInQueues 256 MB", "NumCPUs 1",
            ] + directory + lines
        try folder.write("\(name)/torrc", all.joined(separator: "\n") + "\n")
        running.append(
            try Running(
                path: Self.tor, ["-f", "\(place)/torrc", "--defaults-torrc", folder.file("empty")]))
    }

    /// A port of this machine that nobody has.
    static func freePort() throws -> UInt16 {
        let listener = try SilentListener()
        return listener.port
    }
}
