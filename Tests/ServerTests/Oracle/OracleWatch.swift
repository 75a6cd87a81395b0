import AuditLog
import Console
import Foundation
import Keys
import RPC
import Sealing
@testable import Server
import Source
import Testing
import TransparencyLog
import Verification
import Visit
import Wire
import Words

/// The public, and a prober among it: asks for everything that anybody may ask for, and looks at the clock.
struct OracleWatch {
    private let site: TestSite
    private let daemon: Daemon
    /// Kept from epoch to epoch; one more for what is asked while the first one waits.
    private let kept: SiteConnection
    private let poller: SiteConnection
    private let sample: SealedSubmission
    private var size: UInt64
    private var state: VerifyState?

    /// What each epoch's own submissions were and how long they took.
    private var own: Set<Hash> = []
    private var probes: [Double] = []
    private let web: OracleWeb

    init(_ server: OracleServer) async throws {
        (site, daemon) = (server.site, server.daemon)
        kept = try await daemon.visit(site)
        poller = try await daemon.visit(site)
        web = try OracleWeb(try #require(daemon.publicAddress))
        sample = try TestSource(site).submission(to: kept.site)
        size = kept.site.checkpoint.checkpoint.size
    }

    func close() async {
        await kept.close()
        await poller.close()
    }

    /// The sample's envelope with another end, under a mailbox of its own: sealing and scrypt are not what is
    /// measured here, and the server sees no difference.
    func submission(_ random: OracleSource) throws -> Submit {
        let mailbox = try SigningKey(seed: try #require(FixedBytes<32>(random.bytes(32))))
        let end = random.bytes(1_024)
        return try sample.changed(by: mailbox, origin: site.made.origin) {
            $0.envelope.replaceSubrange($0.envelope.count - 1_024..<$0.envelope.count, with: end)
        }
    }

    /// The prober's own report, timed.
    mutating func probe(_ random: OracleSource) async throws {
        let submission = try submission(random)
        let start = ContinuousClock.now
        let visit = try await daemon.visit(site)
        let promised = try await visit.send(.submit(submission)).promised()
        probes.append(Self.log(ContinuousClock.now - start))
        own.insert(promised.promise.commitment)
        await visit.close()
    }

    /// Watches an epoch while it is open, while it closes and afterwards.
    ///
    /// - Parameters:
    ///   - number: of the epoch that `closing` closes.
    ///   - publicTime: seconds from the scheduled time to the beginning of the close, by the public's clock.
    ///   - closing: closes the epoch and does what a server does after that.
    /// - Returns: all that was seen and timed, the probes since the last epoch among it.
    /// - Throws: what a call, a read of a published file or `closing` throws; `ExpectationFailedError` where an
    ///   answer by HTTP is not whole, or no tile changed.
    mutating func epoch(
        _ number: UInt64, publicTime: Double, closing: @escaping @Sendable () async throws -> Void
    ) async throws -> OracleFeatures {
        var features = OracleFeatures()
        features.add(Oracle.prober, probes)
        probes = []
        try await durations("while open", &features)
        // A file that is not there yet.
        let next = try #require(Tile(kind: .hashes(level: 0), index: size / 256, width: 256))
        try await web.get(next.path, "while open", &features)
        let (old, start) = (size, ContinuousClock.now)
        async let closed: Void = closing()
        let seen = try await poll(until: { $0 > old })
        features.add("close's time", publicTime + Double(seconds: seen.time - start))
        features.add("close's duration", Self.log(seen.time - start))
        features.add("longest call of the close", seen.longest)
        size = seen.size
        // While what was staged moves to where it stays.
        try await durations("at the close", &features)
        try await rush(20, &features)
        try await closed
        try await durations("after the close", &features)
        try await published(from: old, &features)
        try await monitored(number, &features)
        own = []
        return features
    }

    /// How long public calls take, as logarithms: of the shortest of a few, and of all.
    private func durations(_ when: String, _ features: inout OracleFeatures) async throws {
        let audit = kept.connection.audit
        let last = size / 256 - 1
        let calls: [(String, () async throws -> Void)] = [
            ("checkpoint", { _ = try await audit.checkpoint(CheckpointRequest()) }),
            ("tile", { _ = try await audit.tile(TileRequest(level: 0, index: last, width: 256)) }),
            (
                "entries",
                {
                    _ = try await audit.entries(EntriesRequest(first: 256 * last, end: 256 * last + 256))
                        .all()
                }
            ),
        ]
        for (name, call) in calls {
            var times: [Double] = []
            for _ in 0..<2 {
                let start = ContinuousClock.now
                try await call()
                times.append(Self.log(ContinuousClock.now - start))
            }
            features.add("\(name) \(when)", [times.min() ?? 0, times.reduce(0, +) / 2])
        }
    }

    /// As many public reads as given, one after the other: how long all took, and the longest.
    private func rush(_ count: Int, _ features: inout OracleFeatures) async throws {
        let (start, last) = (ContinuousClock.now, size / 256 - 1)
        var longest = Duration.zero
        for _ in 0..<count {
            let before = ContinuousClock.now
            _ = try await kept.connection.audit.tile(TileRequest(level: 0, index: last, width: 256))
            longest = max(longest, ContinuousClock.now - before)
        }
        features.add("many tiles", [Self.log(ContinuousClock.now - start), Self.log(longest)])
    }

    private func poll(
        until isNew: (UInt64) -> Bool
    ) async throws -> (size: UInt64, time: ContinuousClock.Instant, longest: Double) {
        var longest = Duration.zero
        while true {
            let start = ContinuousClock.now
            let reply = try await poller.connection.audit.checkpoint(CheckpointRequest())
            let now = ContinuousClock.now
            longest = max(longest, now - start)
            let size = try Checkpoint(text: SignedNote(Array(reply.checkpoint.utf8)).text).size
            if isNew(size) { return (size, now, Self.log(longest)) }
        }
    }

    /// The batch: over the wire, as files, and as these are served.
    private func published(from old: UInt64, _ features: inout OracleFeatures) async throws {
        let audit = kept.connection.audit
        let parts = try await audit.entries(EntriesRequest(first: old, end: size)).all()
        var entries: [[UInt8]] = []
        for part in parts {
            var offset = 0
            while offset + 2 <= part.bundle.count {
                let length = Int(part.bundle[offset]) << 8 | Int(part.bundle[offset + 1])
                entries.append(Array(part.bundle[offset + 2..<offset + 2 + length]))
                offset += 2 + length
            }
        }
        let batch = OracleBatch(entries, own: own).features(own: own.count)
        for (name, value) in zip(batch.names, batch.values) { features.add(name, value) }
        features.add(
            "entries' parts", [Double(parts.count), Double(parts.reduce(0) { $0 + $1.bundle.count })])
        features.add(
            "checkpoint's length",
            Double(try await audit.checkpoint(CheckpointRequest()).checkpoint.utf8.count))
        try files(from: old, &features)
        let tile = try #require(Tile(kind: .hashes(level: 0), index: old / 256, width: 256))
        let bundle = try #require(Tile.changedBundles(from: old, to: size).first)
        try await web.get("checkpoint", "checkpoint", &features)
        try await web.get(tile.path, "tile", &features)
        try await web.get(bundle.path, "bundle", &features)
    }

    /// Sizes, order and times of the files that came.
    private func files(from old: UInt64, _ features: inout OracleFeatures) throws {
        let tiles = Tile.changedBundles(from: old, to: size) + Tile.changed(from: old, to: size)
        var (sizes, times): ([Double], [Double]) = ([], [])
        for path in tiles.map(\.path) + ["checkpoint"] {
            let file = "\(site.configuration.publishDirectory)/\(path)"
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            sizes.append((attributes[.size] as? NSNumber)?.doubleValue ?? 0)
            times.append((attributes[.modificationDate] as? Foundation.Date)?.timeIntervalSince1970 ?? 0)
        }
        features.add("files", [Double(sizes.count), sizes.reduce(0, +), sizes.last ?? 0])
        features.add(
            "files' times",
            [
                Double(zip(times, times.dropFirst()).count { $1 < $0 }),
                Foundation.log(max(1e-6, (times.last ?? 0) - (times.first ?? 0))),
            ])
    }

    /// What `kentongan-monitor check --json` says, after a fresh visit; both timed.
    private mutating func monitored(_ number: UInt64, _ features: inout OracleFeatures) async throws {
        let start = ContinuousClock.now
        let visit = try await daemon.visit(site)
        let visited = ContinuousClock.now
        let cell = try await visit.send(.site(SiteRequest())).encoded()
        let celled = ContinuousClock.now
        let pins = AuditPins(fingerprint: visit.site.fingerprint, log: try visit.site.descriptor.logKey())
        let check = MonitorCheck(
            source: SiteLog(visit), pins: pins, maximumAge: nil)
        let (finding, next) = try await check.run(kept: state, now: site.clock.now)
        let output = MonitorOutput(finding, .english)
        state = next
        await visit.close()
        features.add("visit", Self.log(visited - start))
        features.add("site's cell", [Self.log(celled - visited), Double(cell.count)])
        features.add(
            "monitor's metrics",
            [
                Double(output.status.rawValue), Double(output.message.utf8.count),
                Double((output.size ?? 0) - size), Double(output.epoch ?? 0) - Double(number),
                Double(output.age ?? 0), output.isWitnessed ? 1 : 0,
            ])
    }

    static func log(_ duration: Duration) -> Double {
        Foundation.log(max(1e-6, Double(seconds: duration)))
    }
}

extension Double {
    init(seconds duration: Duration) {
        self = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
