import AuditLog
import Console
import Foundation
import RPC
@testable import Server
import Storage
import Synchronization
import TestSupport
import Wire

/// A real server on a real socket with a real disk, somebody who may report, and a public that watches.
final class OracleServer: Sendable {
    /// What is wrong on purpose.
    enum Control: Equatable {
        case none
        /// An epoch closes when something came.
        case publishesAtOnce
        /// A close takes that many microseconds longer where something came.
        case slowClose(UInt32)
    }

    struct Setting: Sendable {
        var control = Control.none
        /// The prober's own submissions of each epoch.
        var own = 1
        /// Whether somebody who does not report visits all the same: the network sees visits, the public does not.
        var decoys = true
        /// Of the close, as `answer_delay_ms`.
        var answerDelay = Duration.zero
    }

    let site: TestSite
    let daemon: Daemon
    private let setting: Setting
    private let random: OracleSource
    private let slowness: Slowness

    /// Runs epochs and gives what the public saw of each.
    static func run(_ setting: Setting, epochs: Int, seed: UInt64) async throws -> [OracleSample] {
        var site = try await TestSite.make()
        site.configuration.publishDirectory = site.folder.file("public")
        site.configuration.publishListen = Configuration.Address(host: "127.0.0.1", port: 0)
        site.configuration.answerDelay = setting.answerDelay
        let server = try await OracleServer(site, setting, seed: seed)
        do {
            var watch = try await OracleWatch(server)
            var samples: [OracleSample] = []
            // The first ones warm everything up.
            for number in 1...epochs + 4 {
                let sample = try await server.epoch(UInt64(number), &watch)
                if number > 4 { samples.append(sample) }
            }
            await watch.close()
            await server.daemon.stop()
            return samples
        } catch {
            await server.daemon.stop()
            throw error
        }
    }

    private init(_ site: TestSite, _ setting: Setting, seed: UInt64) async throws {
        let (clock, slow) = (site.clock, Slowness())
        self.site = site
        self.setting = setting
        random = OracleSource(OracleRandom(seed: seed))
        slowness = slow
        daemon = try await Daemon.start(
            in: site.directory, configuration: site.configuration, now: { clock.now }, random: System.random,
            faults: { if $0 == .planCommitted { slow.pass() } })
    }

    private func epoch(_ number: UInt64, _ watch: inout OracleWatch) async throws -> OracleSample {
        var coins = random.bytes(8)
        let reported = coins.removeLast() & 1 == 1
        site.clock.set(site.due(number) - TestSite.epochSeconds / 2)
        if reported {
            let visit = try await daemon.visit(site)
            _ = try await visit.send(.submit(watch.submission(random))).promised()
            await visit.close()
        } else if setting.decoys {
            let visit = try await daemon.visit(site)
            _ = try await visit.send(.decoy(Decoy()))
            await visit.close()
        }
        for _ in 0..<setting.own { try await watch.probe(random) }
        slowness.set(0)
        if case .slowClose(let microseconds) = setting.control, reported { slowness.set(microseconds) }
        let early = setting.control == .publishesAtOnce && reported
        // The public has a clock of its own, which nobody moves.
        let publicTime = early ? -Double(TestSite.epochSeconds) / 2 : 0
        let features = try await watch.epoch(number, publicTime: publicTime) { [site, daemon] in
            site.clock.set(site.due(number))
            try await daemon.node.closeIfDue()
        }
        return OracleSample(features, reported: reported)
    }
}

/// Makes a step of a close longer.
private final class Slowness: Sendable {
    private let microseconds = Mutex<UInt32>(0)

    func set(_ value: UInt32) { microseconds.withLock { $0 = value } }

    func pass() {
        let value = microseconds.withLock { $0 }
        if value > 0 { usleep(value) }
    }
}
