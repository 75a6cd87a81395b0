import AuditLog
import Console
import Review
import Sealing
@testable import Server
import Storage
import TestSupport
import Testing
import Verification
import Wire

/// A site on disk with all of its keys, and a clock.
struct TestSite: Sendable {
    static let epochSeconds: UInt64 = 3_600

    /// When epoch 0 was due, seconds since 1970.
    let t0: UInt64
    let folder: TemporaryFolder
    let directory: DataDirectory
    let clock: TestClock
    let agencies: [AgencyKeyFile]
    let auditor: AuditorKeyFile
    let made: NewSite
    var configuration: Configuration

    static func make(
        origin: String = "uji.example/log", codes: [AgencyCode] = ["bawaslu", "bkn"],
        now: UInt64 = 1_800_000_000
    ) async throws -> TestSite {
        let folder = try TemporaryFolder()
        let clock = TestClock(now)
        for code in codes {
            _ = try AgencyKeygen(code: code, name: "Kantor \(code)")
                .create(in: folder.file(code), now: now, random: System.random)
        }
        _ = try AuditorKeygen(name: "Auditor").create(in: folder.file("auditor"), random: System.random)
        var configuration = Configuration()
        configuration.listen = Configuration.Address(host: "127.0.0.1", port: 0)
        configuration.public = configuration.listen
        configuration.answerDelay = .zero
        configuration.drain = .seconds(1)
        configuration.freeBytes = 16 << 20
        let plan = SitePlan(
            origin: origin,
            agencies: try codes.map { try SitePlan.agencyCard(folder.file("\($0)/agency.card")) },
            auditor: try SitePlan.auditorCard(folder.file("auditor/auditor.card")),
            epochSeconds: UInt32(epochSeconds), quorum: nil, configuration: configuration)
        let directory = DataDirectory(folder.file("data"))
        let made = try await plan.create(
            in: directory, rootKeyPath: folder.file("root.key"), now: now, random: testRandom)
        let agencies = try codes.map { code in
            guard case .agency(let keys) = try KeyFile.read(folder.file("\(code)/agency.key")) else {
                throw Missing()
            }
            return keys
        }
        guard case .auditor(let auditor) = try KeyFile.read(folder.file("auditor/auditor.key")) else {
            throw Missing()
        }
        return TestSite(
            t0: now / epochSeconds * epochSeconds, folder: folder, directory: directory, clock: clock,
            agencies: agencies, auditor: auditor, made: made,
            configuration: configuration)
    }

    /// The time at which an epoch is due.
    func due(_ epoch: UInt64) -> UInt64 { t0 + epoch * Self.epochSeconds }

    func start(
        faults: Faults = Faults(), notices: Notices = Notices(), isClockAccepted: Bool = false
    ) async throws -> Daemon {
        let clock = clock
        return try await Daemon.start(
            in: directory, configuration: configuration, now: { clock.now }, random: testRandom,
            isClockAccepted: isClockAccepted, log: notices.log(configuration), faults: faults.closure)
    }

    /// Runs the server for `body`, and ends it whatever comes.
    func serving<Result>(
        faults: Faults = Faults(), notices: Notices = Notices(), isClockAccepted: Bool = false,
        _ body: (Daemon) async throws -> Result
    ) async throws -> Result {
        let daemon = try await start(faults: faults, notices: notices, isClockAccepted: isClockAccepted)
        do {
            let result = try await body(daemon)
            await daemon.stop()
            return result
        } catch {
            await daemon.stop()
            throw error
        }
    }

    /// The time goes to when `epoch` is due, and it is closed.
    func close(_ epoch: UInt64, _ daemon: Daemon) async throws {
        clock.set(due(epoch))
        try await daemon.node.closeIfDue()
        try #require(daemon.node.site.epoch.number == epoch)
    }

    /// Verifies the whole log from the files, whether or not a server runs.
    func verify(_ key: KeyFile? = nil) async throws -> AuditReport {
        let log = try await LogSourceOpening(
            .data(StoredLog(directory: directory.path, open: StoredLogSource.init)), key: key, now: clock.now)
        return try await VerifyRun(source: log.source, pins: log.pins, key: key).run(kept: nil).report
    }

    /// Verifies at every level: public, each agency, the auditor.
    ///
    /// - Parameters:
    ///   - isAccounted: false where nobody plays the auditor for so long that agencies miss their accounts; that
    ///     nobody told them that they were shown everything is then no gap.
    ///   - sourceLocation: where a failure of the log is recorded.
    /// - Throws: what opening or reading the log throws; a failure that verification finds is an issue instead.
    func verifyAll(isAccounted: Bool = true, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for key in [nil, .auditor(auditor)] + agencies.map({ KeyFile.agency($0) }) {
            let report = try await verify(key)
            #expect(report.failures == [], sourceLocation: sourceLocation)
            let gaps = report.gaps.filter { isAccounted || $0.cause != .silence }
            #expect(gaps == [], sourceLocation: sourceLocation)
        }
    }
}
