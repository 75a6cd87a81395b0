import Age
import AuditLog
import Console
import Keys
import RPC
import Review
import Sealing
@testable import Server
import Source
import Storage
import TestSupport
import Testing
import Verification
import Visit
import Wire

/// Sealed content goes when its time has come or when every agency agrees, and not before; the log says so, and everybody who
/// verifies it believes it.
@Suite(.timeLimit(.minutes(5))) struct ErasureTests {
    /// Epochs of an hour.
    private static let day: UInt64 = 24

    private struct Scene {
        let site: TestSite
        let source: TestSource
        let report: Hash
        let envelope: Hash
    }

    private func scene() async throws -> Scene {
        let site = try await TestSite.make()
        let source = try TestSource(site)
        let (report, envelope) = try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let submission = try source.submission(to: visit.site)
            let promised = try await visit.submit(submission)
            try await site.close(1, daemon)
            return (promised.promise.commitment, submission.envelope)
        }
        return Scene(site: site, source: source, report: report, envelope: envelope)
    }

    /// A server that was off until an epoch is due, and closes it when it starts.
    private func serving<Result>(
        _ scene: Scene, at epoch: UInt64, faults: Faults = Faults(),
        _ body: (Daemon) async throws -> Result
    ) async throws -> Result {
        scene.site.clock.set(scene.site.due(epoch))
        return try await scene.site.serving(faults: faults, isClockAccepted: true) { daemon in
            try await daemon.node.closeIfDue()
            #expect(daemon.node.site.epoch.number == epoch)
            return try await body(daemon)
        }
    }

    private func length(_ scene: Scene, _ daemon: Daemon) async throws -> UInt64? {
        try await daemon.node.store.envelope(scene.envelope)?.length
    }

    /// At every level: nothing wrong, and so many erasures.
    private func verify(
        _ scene: Scene, erased: UInt64, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let site = scene.site
        for key in [nil, .auditor(site.auditor)] + site.agencies.map({ KeyFile.agency($0) }) {
            let report = try await site.verify(key)
            #expect(report.failures == [], sourceLocation: sourceLocation)
            if key != nil { #expect(report.counts.erased == erased, sourceLocation: sourceLocation) }
        }
    }

    private func consents(_ scene: Scene, _ agency: Int, _ daemon: Daemon) async throws -> ReviewConsent {
        let key = scene.site.agencies[agency]
        let visit = try await daemon.visit(scene.site)
        let session = try await ReviewSession.open(visit, key: .agency(key))
        return try await ReviewConsent.run(
            String(scene.report.hex.prefix(12)), session: session, key: key)
    }

    @Test func at_the_retention_date_and_not_an_epoch_before() async throws {
        let scene = try await scene()
        let date = 1 + 730 * Self.day
        try await serving(scene, at: date - 1) { daemon in
            let found1 = try await daemon.node.store.status().pending
            #expect(found1 == 0)
            let found2 = try await length(scene, daemon)
            #expect(found2 == 31_744)
            let before = daemon.node.store.space.stored
            // Due: the record first, while the envelope is there still.
            try await scene.site.close(date, daemon)
            let pending = try await daemon.node.store.status().pending
            #expect(pending == 1)
            let found3 = try await length(scene, daemon)
            #expect(found3 == 31_744)
            try await verify(scene, erased: 0)
            // Published: then the envelope goes, and its room is given back.
            try await scene.site.close(date + 1, daemon)
            let found4 = try await daemon.node.store.status().pending
            #expect(found4 == 0)
            let found5 = try await length(scene, daemon)
            #expect(found5 == 0)
            try await verify(scene, erased: 1)
            try await scene.site.close(date + 2, daemon)
            #expect(daemon.node.store.space.stored < before)
            let found6 = try await daemon.node.store.status().pending
            #expect(found6 == 0)
            // Nothing expires silently: the mailbox shows the erasure.
            let mailbox = scene.source.keys.mailbox.publicKey
            let found7 = try await daemon.node.store.report(mailbox: mailbox)?.erasure
            #expect(found7 != nil)
        }
        try await verify(scene, erased: 1)
        // For a month; then the mailbox goes, too.
        let mailbox = scene.source.keys.mailbox.publicKey
        try await serving(scene, at: date + 30 * Self.day) { daemon in
            let found8 = try await daemon.node.store.report(mailbox: mailbox)
            #expect(found8 != nil)
            try await scene.site.close(date + 1 + 30 * Self.day, daemon)
            let found9 = try await daemon.node.store.report(mailbox: mailbox)
            #expect(found9 == nil)
        }
        try await verify(scene, erased: 1)
    }

    @Test func a_crash_between_the_record_and_the_envelope_is_made_up_for() async throws {
        let scene = try await scene()
        let date = 1 + 730 * Self.day
        let faults = Faults()
        try await serving(scene, at: date, faults: faults) { daemon in
            let pending = try await daemon.node.store.status().pending
            #expect(pending == 1)
            faults.set([.flipCommitted])
            scene.site.clock.set(scene.site.due(date + 1))
            await #expect(throws: (any Error).self) { try await daemon.node.closeIfDue() }
            let found10 = try await length(scene, daemon)
            #expect(found10 == 31_744)
        }
        // The erasure is published and the envelope is there. The start erases it before it closes what is overdue.
        scene.site.clock.set(scene.site.due(date + 3))
        try await scene.site.serving { daemon in
            #expect(daemon.node.site.epoch.number == date + 3)
            let found11 = try await length(scene, daemon)
            #expect(found11 == 0)
        }
        try await verify(scene, erased: 1)
        // And once: the next starts and closes say nothing again.
        try await serving(scene, at: date + 4) { daemon in
            let found12 = try await daemon.node.store.status().pending
            #expect(found12 == 0)
        }
        try await verify(scene, erased: 1)
    }

    @Test func everybodys_consent_erases_early_and_the_source_sees_it() async throws {
        let scene = try await scene()
        let date = 1 + 30 * Self.day
        try await serving(scene, at: date - 1) { daemon in
            let early = try await consents(scene, 0, daemon)
            #expect(early.given == [] && early.early.map { $0.from } == [scene.site.due(date)])
            try await scene.site.close(date, daemon)
            let first = try await consents(scene, 0, daemon)
            #expect(first.given.map(\.agencies) == [["bawaslu"]] && first.given.map(\.missing) == [["bkn"]])
            #expect(
                first.given.map(\.commitment) == [scene.report] && first.unread == [] && first.early.isEmpty)
            // The same again changes nothing, and one agency alone erases nothing.
            let found13 = try await consents(scene, 0, daemon)
            #expect(found13 == first)
            try await scene.site.close(date + 1, daemon)
            let found14 = try await daemon.node.store.status().pending
            #expect(found14 == 0)
            let second = try await consents(scene, 1, daemon)
            #expect(second.given.map(\.missing) == [[]])
            let pending = try await daemon.node.store.status().pending
            #expect(pending == 1)
            try await scene.site.close(date + 2, daemon)
            let found15 = try await length(scene, daemon)
            #expect(found15 == 0)
            // Nobody is asked again.
            #expect(try await daemon.node.store.agreed(limit: 9).isEmpty)
            await #expect(throws: UnreadReport.erased) { try await consents(scene, 0, daemon) }
            // The inbox proves it to the source, and the codename works still.
            let visit = try await daemon.visit(scene.site)
            guard case .report(let report) = try await visit.inbox(scene.source).result else {
                throw Missing()
            }
            let checked = try CheckedReport(
                report, site: visit.site, mailbox: scene.source.keys.mailbox.publicKey,
                now: scene.site.clock.now)
            #expect(checked.doubts == [] && checked.erasure?.cause == .fetchedByAll)
            #expect(checked.erasure?.consents.count == 2)
        }
        try await verify(scene, erased: 1)
    }

    @Test func forged_replayed_and_foreign_consents_are_refused() async throws {
        let scene = try await scene()
        let site = scene.site
        let other = try TestSource(site)
        let own = try await serving(scene, at: 2) { daemon in
            let visit = try await daemon.visit(site)
            // Of the second agency alone.
            let promised = try await visit.submit(
                try other.submission(to: visit.site, excluding: [site.agencies[0].code]))
            try await site.close(3, daemon)
            return promised.promise.commitment
        }
        try await serving(scene, at: 3 + 31 * Self.day) { daemon in
            let key = site.agencies[0]
            let review = try await daemon.review(site, .agency(key)).connection.review
            func consent(
                _ code: AgencyCode, _ signer: SigningKey, signed: Hash, _ cause: ErasureCause = .fetchedByAll
            ) throws -> ErasureConsent {
                try ErasureConsent(
                    agency: code, key: signer, origin: site.made.origin, commitment: signed, cause: cause)
            }
            let strange = site.agencies[1]
            let refused: [(ErasureConsent, Hash, StatusCode)] = [
                (
                    try consent(strange.code, strange.act, signed: scene.report), scene.report,
                    .permissionDenied
                ),
                (try consent(key.code, strange.act, signed: scene.report), scene.report, .unauthenticated),
                // Signed for another record, and for another cause.
                (try consent(key.code, key.act, signed: own), scene.report, .unauthenticated),
                (
                    try consent(key.code, key.act, signed: scene.report, .retention), scene.report,
                    .unauthenticated
                ),
                // Another agency's report is answered as one that there is not.
                (try consent(key.code, key.act, signed: own), own, .notFound),
                (try consent(key.code, key.act, signed: Hash()), Hash(), .notFound),
            ]
            for (place, (consent, commitment, expected)) in refused.enumerated() {
                let found = try await code {
                    try await review.consent(Consent(commitment: commitment, consent: consent))
                }
                #expect(found == expected, "\(place)")
            }
            #expect(try await daemon.node.store.agreed(limit: 9).isEmpty)
            // Its own signature by the other's name, kept by nobody.
            let auditor = try await daemon.review(site, .auditor(site.auditor)).connection.review
            let asAuditor = try await code {
                try await auditor.consent(
                    Consent(
                        commitment: scene.report,
                        consent: try consent(key.code, key.act, signed: scene.report)))
            }
            #expect(asAuditor == .permissionDenied)
            let found16 = try await daemon.node.store.status().pending
            #expect(found16 == 0)
        }
        // The first agency never consents: the second one's word erases nothing, however long it waits.
        try await serving(scene, at: 3 + 300 * Self.day) { daemon in
            let held = try #require(try await daemon.node.store.payload(of: scene.report))
            let key = site.agencies[1]
            let given = try await daemon.node.store.consent(
                try ErasureConsent(
                    agency: key.code, key: key.act, origin: site.made.origin, commitment: scene.report,
                    cause: .fetchedByAll), to: scene.report)
            #expect(given.map(\.agency) == [key.code] && held.agencies.count == 2)
            try await site.close(3 + 300 * Self.day + 1, daemon)
            try await site.close(3 + 300 * Self.day + 2, daemon)
            let found17 = try await length(scene, daemon)
            #expect(found17 == 31_744)
        }
        try await verify(scene, erased: 0)
    }

    /// Whoever holds the root key could else consent for an agency, under an identity of its own.
    @Test func who_took_an_agencys_place_consents_to_nothing_of_before() async throws {
        let scene = try await scene()
        let (site, identity) = (scene.site, try SigningKey(seed: sha256([1])))
        let keys = try await site.serving { daemon in daemon.node.site.keys[0] }
        let next = try keys.next(under: identity, origin: site.made.origin)
        try await site.publish(keys: [next]) { $0.replace(0, by: identity.publicKey) }
        try await serving(scene, at: 2 + 31 * Self.day) { daemon in
            #expect(daemon.node.site.descriptor.agencies[0].identity == identity.publicKey)
            for (place, expected) in [(0, StatusCode.failedPrecondition), (1, .ok)] {
                let key = site.agencies[place]
                let review = try await daemon.review(site, .agency(key)).connection.review
                let consent = try ErasureConsent(
                    agency: key.code, key: key.act, origin: site.made.origin, commitment: scene.report,
                    cause: .fetchedByAll)
                let found = try await code {
                    try await review.consent(Consent(commitment: scene.report, consent: consent))
                }
                #expect(found == expected, "\(key.code)")
            }
            let agreed = try await daemon.node.store.agreed(limit: 9)
            #expect(agreed.isEmpty)
        }
        try await verify(scene, erased: 0)
    }

    @Test func a_backlog_is_worked_off_over_several_epochs() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let source = try TestSource(site)
            let report = try await visit.submit(try source.submission(to: visit.site)).promise.commitment
            try await site.close(1, daemon)
            let review = try await daemon.review(site, .agency(site.agencies[0])).connection.review
            for counter in 0..<UInt32(Eraser.pace) {
                let envelope = try sealEnvelope(
                    message: [1, 2, 3], recipients: [.hybrid(publicKey: source.keys.replyRecipient)],
                    random: System.random)
                _ = try await review.ask(Question(report: report, counter: counter, envelope: envelope))
            }
            try await site.close(2, daemon)
        }
        let date = 2 + 730 * Self.day
        site.clock.set(site.due(date))
        try await site.serving(isClockAccepted: true) { daemon in
            try await daemon.node.closeIfDue()
            #expect(try await daemon.node.store.status().pending == UInt64(Eraser.pace))
            try await site.close(date + 1, daemon)
            let pending = try await daemon.node.store.status().pending
            #expect(pending == 1)
            try await site.close(date + 2, daemon)
            #expect(try await daemon.node.store.payloads(from: 0, through: 9, limit: 99).isEmpty)
            #expect(try await daemon.node.store.condemned(limit: 99).isEmpty)
        }
        let report = try await site.verify(.auditor(site.auditor))
        #expect(report.failures == [] && report.counts.erased == UInt64(Eraser.pace) + 1)
    }
}
