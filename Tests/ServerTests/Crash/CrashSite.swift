import Age
import AuditLog
import Console
import Foundation
import Keys
import RPC
import Sealing
@testable import Server
import Storage
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire

/// A site whose server crashes: its keys, a template of its data directory, and sources with something to send.
struct CrashSite: Sendable {
    let site: TestSite
    /// Epoch 1 is published, with some reports; some more wait for epoch 2.
    let template: Place
    let ledger: Ledger
    private let envelope: [UInt8]
    private let keySet: Hash

    /// Makes the keys and the template, with a server that is ended without a crash.
    ///
    /// - Parameter waiting: how many reports are staged and not in a batch yet.
    /// - Returns: the site, of which no server runs.
    /// - Throws: `CrashServer.Ended` where the server does not start, what a tool or a visit
    ///   throws, and `ExpectationFailedError` where the server ends with another code than 0.
    static func make(waiting: Int = 3) async throws -> CrashSite {
        let site = try await TestSite.make(codes: ["bawaslu", "bkn"])
        let place = Place(folder: site.folder.path)
        let ledger = Ledger()
        let clock = try MovedClock(site.folder.file("clock"), before: 1, of: site)
        let server = try await CrashServer.start(place, clock: clock)
        let visit = try await SiteConnection.connect(to: SiteAddress(link: server.link), now: clock.now)
        let trusted = visit.site
        let envelope = try sealEnvelope(
            message: [1, 2, 3], recipients: trusted.keys.map { .hybrid(publicKey: $0.recipient) },
            random: System.random)
        let made = CrashSite(
            site: site, template: place, ledger: ledger, envelope: envelope, keySet: trusted.keySet)
        for _ in 0..<3 { _ = try await made.submit(try made.report(), visit, ledger, clock) }
        try clock.tick()
        try await made.published(1, place, server, ledger, clock)
        for _ in 0..<waiting { _ = try await made.submit(try made.report(), visit, ledger, clock) }
        await visit.close()
        try #require(try await server.stop() == 0)
        try rederive(place, ledger, "before any crash")
        return made
    }

    /// A report nobody sent before.
    ///
    /// Its envelope has the site's header and a body of noise: the server cannot tell.
    func report() throws -> Submit {
        let mailbox = try SigningKey(seed: try #require(FixedBytes<32>(System.random(32))))
        let agencies = site.agencies.map(\.code).sorted()
        var submit = Submit(
            format: 1, keySet: keySet, mailbox: mailbox.publicKey, agencies: agencies, voucher: [], work: [],
            signature: Signature(), envelope: envelope.dropLast(64) + System.random(64))
        submit.signature = try submit.binding.signature(by: mailbox, origin: site.made.origin)
        return submit
    }

    /// A copy of the template in a folder of its own, with a clock at its time.
    func copy(to folder: TemporaryFolder) throws -> (place: Place, ledger: Ledger, clock: MovedClock) {
        let place = Place(folder: folder.path)
        for (from, to) in [(template.data, place.data), (template.published, place.published)] {
            try FileManager.default.copyItem(atPath: from, toPath: to)
        }
        return (place, ledger.copy(), try MovedClock(folder.file("clock"), before: 2, of: site))
    }

    func visit(_ server: CrashServer, _ ledger: Ledger, _ clock: MovedClock) async throws -> SiteConnection {
        let visit = try await SiteConnection.connect(to: SiteAddress(link: server.link), now: clock.now)
        ledger.add(visit.site.checkpoint.checkpoint, seenIn: "a visit")
        return visit
    }

    /// Sends a report as a client does: what comes back is checked before it is a promise.
    @discardableResult
    func submit(
        _ submit: Submit, _ visit: SiteConnection, _ ledger: Ledger, _ clock: MovedClock
    ) async throws -> Promised {
        let promised = try await visit.send(.submit(submit)).promised()
        _ = try AcceptedPromise(
            promised, for: .report(envelope: sha256(submit.envelope), agencies: submit.agencies),
            descriptor: visit.site.descriptor, now: clock.now)
        ledger.add(submit, promised)
        return promised
    }

    /// Waits until an epoch is to be seen by everybody: on the wire and in the published files.
    func published(
        _ epoch: UInt64, _ place: Place, _ server: CrashServer, _ ledger: Ledger, _ clock: MovedClock
    ) async throws {
        let size =
            try await waiting("epoch \(epoch) in public", every: .milliseconds(50)) {
                guard server.isRunning else { throw ServerEnded() }
                let visit = try await visit(server, ledger, clock)
                let shown = visit.site
                await visit.close()
                return shown.epoch.number >= epoch ? shown.checkpoint.checkpoint.size : nil
            } as UInt64
        let checkpoint = try await waiting("epoch \(epoch) in the published files") {
            try place.publicCheckpoint().flatMap { $0.size >= size ? $0 : nil }
        }
        ledger.add(checkpoint, seenIn: "the published files")
    }

    struct ServerEnded: Error {}

    /// After a crash: looks at the disk, starts the server without faults, asks for promises again, sends one more
    /// report, closes an epoch, and looks at the disk once more.
    ///
    /// - Parameters:
    ///   - place: as the crash left it; the server goes on in it, and is killed at the end.
    ///   - ledger: what was promised before; gets what is promised here.
    ///   - clock: the server's, moved to the next epoch.
    ///   - unanswered: reports that were sent and not answered: sent again, each must get its promise.
    ///   - limit: how many promises are asked for again, the newest.
    ///   - what: names the crash in an issue.
    /// - Throws: `CrashServer.Ended` where the server does not start, `WaitedTooLong` where the epoch does not come,
    ///   and what a visit or a report without its promise throws; a broken promise is an issue instead.
    func goOn(
        _ place: Place, _ ledger: Ledger, _ clock: MovedClock, unanswered: [Submit] = [],
        asking limit: Int = 8,
        _ what: String
    ) async throws {
        try rederive(place, ledger, "\(what), as it was left")
        let server = try await CrashServer.start(place, clock: clock)
        let visit = try await visit(server, ledger, clock)
        for kept in ledger.contents.promises.suffix(limit) {
            let again = try await visit.send(.submit(kept.submit)).promised()
            #expect(again == kept.promised, "\(what): another promise for the same report")
        }
        for report in try unanswered + [self.report()] { try await submit(report, visit, ledger, clock) }
        await visit.close()
        try clock.tick()
        let last = ledger.contents.promises.map { $0.promised.promise.epoch }.max() ?? 0
        try await published(max(last, clock.epoch), place, server, ledger, clock)
        server.kill()
        let found = try rederive(place, ledger, "\(what), after going on")
        #expect(found.kept == ledger.contents.promises.count, "\(what): a promise is not kept")
    }

    /// The product's own verifier, at the auditor's level: every sealed entry is opened.
    func verify(_ place: Place, _ clock: MovedClock, _ what: String) async throws {
        let key = KeyFile.auditor(site.auditor)
        let log = try await LogSourceOpening(
            .data(StoredLog(directory: place.data, open: StoredLogSource.init)), key: key, now: clock.now)
        let report = try await VerifyRun(source: log.source, pins: log.pins, key: key).run(kept: nil).report
        #expect(report.failures.isEmpty && report.result == .ok, "\(what): \(report.failures)")
    }
}
