import Age
import AuditLog
import Keys
import RPC
import Sealing
@testable import Server
import Source
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire

@Suite(.timeLimit(.minutes(3))) struct ReviewTests {
    @Test func second_act_with_same_counter_aborted() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let report = try await published(site, daemon)
            let key = site.agencies[0]
            let review = try await daemon.review(site, .agency(key)).connection.review
            let first = try act(on: report, site, key, 0, Hash(), .triage)
            let promised = try await review.act(ActRequest(act: first, reason: nil))
            #expect(try await review.act(ActRequest(act: first, reason: nil)) == promised)
            let hash = sha256(try first.encoded())
            for wrong in [
                try act(on: report, site, key, 0, Hash(), .closed),
                try act(on: report, site, key, 1, Hash(), .closed),
                try act(on: report, site, key, 2, hash, .closed),
            ] {
                #expect(
                    try await code { try await review.act(ActRequest(act: wrong, reason: nil)) } == .aborted)
            }
            _ = try await review.act(
                ActRequest(act: try act(on: report, site, key, 1, hash, .tracing), reason: nil))
            // Not by another's hand or in another's name.
            let others = try act(on: report, site, site.agencies[1], 0, Hash(), .triage)
            #expect(
                try await code { try await review.act(ActRequest(act: others, reason: nil)) }
                    == .permissionDenied)
            var forged = others
            forged.agency = key.code
            #expect(
                try await code { try await review.act(ActRequest(act: forged, reason: nil)) }
                    == .unauthenticated)
            try await site.close(2, daemon)
            #expect(
                try await code {
                    try await review.act(
                        ActRequest(act: try act(on: report, site, key, 1, hash, .closed), reason: nil))
                }
                    == .aborted)
        }
        try await site.verifyAll()
        #expect(try await site.verify(.agency(site.agencies[0])).counts.opened == 3)
    }

    /// And the server gives it none: `auditor_cannot_decrypt` says what it could do with one.
    @Test func auditor_may_not_fetch_envelopes() async throws {
        let site = try await TestSite.make(codes: ["bawaslu", "bkn", "kasn"])
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let submission = try TestSource(site).submission(to: visit.site, excluding: ["kasn"])
            _ = try await visit.submit(submission)
            try await site.close(1, daemon)
            let request = EnvelopeRequest(envelope: submission.envelope, offset: 0)
            var codes: [StatusCode] = []
            for key in [.auditor(site.auditor)] + site.agencies.map({ KeyFile.agency($0) }) {
                let review = try await daemon.review(site, key).connection.review
                codes.append(try await code { try await review.envelope(request).all() })
            }
            // Another agency's report is answered as one that there is not, down to the last byte; the auditor's call is
            // none of its own.
            #expect(codes == [.permissionDenied, .ok, .ok, .notFound])
            let other = try await daemon.review(site, .agency(site.agencies[2])).connection.review
            var refusals: [RPCError?] = []
            for hash in [submission.envelope, Hash()] {
                do {
                    _ = try await other.envelope(EnvelopeRequest(envelope: hash, offset: 0)).all()
                    refusals.append(nil)
                } catch let error as RPCError { refusals.append(error) }
            }
            #expect(refusals[0] != nil && refusals[0] == refusals[1])
            let auditor = try await daemon.review(site, .auditor(site.auditor))
            let question = Question(report: Hash(), counter: 0, envelope: submission.submit.envelope)
            #expect(try await code { try await auditor.connection.review.ask(question) } != .ok)
        }
        #expect(try await site.verify(.auditor(site.auditor)).counts.unopenable == 0)
        try await site.verifyAll()
    }

    @Test func garbage_envelope_counted_not_alarming() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let honest = try TestSource(site)
            _ = try await visit.submit(honest.submission(to: visit.site))
            let hostile = try TestSource(site)
            let noise = try sealEnvelope(
                message: testRandom(900), recipients: [.hybrid(publicKey: hostile.keys.replyRecipient), nil],
                random: testRandom)
            let submit = try hostile.submission(to: visit.site)
                .changed(by: hostile.keys.mailbox, origin: site.made.origin) { $0.envelope = noise }
            _ = try await visit.send(.submit(submit)).promised()
            try await site.close(1, daemon)
        }
        try await site.verifyAll()
        for key in site.agencies {
            let counts = try await site.verify(.agency(key)).counts
            #expect(counts.garbage == 1)
            #expect(counts.envelopes == 2)
        }
        let auditor = try await site.verify(.auditor(site.auditor)).counts
        #expect(auditor.garbage == 0 && auditor.unopenable == 0)
    }

    /// A reason stands with its act, or neither does; agencies and source read it, and nobody else.
    @Test func a_reason_comes_with_its_act() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let source = try TestSource(site)
            let report = try await visit.submit(try source.submission(to: visit.site)).promise.commitment
            try await site.close(1, daemon)
            let key = site.agencies[0]
            let review = try await daemon.review(site, .agency(key)).connection.review
            let text = Reason(format: 1, report: report, agency: key.code, counter: 0, text: "Terbukti.")
            let readers = visit.site.recipients(site.agencies.map(\.code))
            func sealed(_ recipients: [Recipient?]) throws -> [UInt8] {
                try sealEnvelope(message: try text.encoded(), recipients: recipients, random: testRandom)
            }
            let envelope = try sealed(readers + [.hybrid(publicKey: source.keys.replyRecipient)])
            let named = try act(on: report, site, key, 0, Hash(), .decided, reason: sha256(envelope))
            let bare = try act(on: report, site, key, 0, Hash(), .decided)
            let short = try sealed(readers)
            let toFew = try act(on: report, site, key, 0, Hash(), .decided, reason: sha256(short))
            for wrong in [
                ActRequest(act: named, reason: nil), ActRequest(act: named, reason: short),
                ActRequest(act: bare, reason: envelope), ActRequest(act: toFew, reason: short),
            ] {
                #expect(try await code { try await review.act(wrong) } == .invalidArgument)
            }
            let promised = try await review.act(ActRequest(act: named, reason: envelope))
            #expect(try await review.act(ActRequest(act: named, reason: envelope)) == promised)
            // One envelope is one record's.
            let again = try act(
                on: report, site, key, 1, sha256(try named.encoded()), .closed, reason: sha256(envelope))
            #expect(
                try await code { try await review.act(ActRequest(act: again, reason: envelope)) }
                    == .alreadyExists)
            try await site.close(2, daemon)

            let request = EnvelopeRequest(envelope: sha256(envelope), offset: 0)
            let other = try await daemon.review(site, .agency(site.agencies[1])).connection.review
            let read = try await other.envelope(request).all().flatMap(\.data)
            #expect(read == envelope)
            let opened = try openEnvelope(read, identity: site.agencies[1].identity)
            #expect(try Reason.verified(opened, act: named, envelope: sha256(read)) == text)
            #expect(throws: SealingError.self) {
                try Reason.verified(opened, act: bare, envelope: sha256(read))
            }
            let auditor = try await daemon.review(site, .auditor(site.auditor)).connection.review
            #expect(try await code { try await auditor.envelope(request).all() } == .permissionDenied)
            let back = try await daemon.visit(site)
            let asked = ReasonRequest(
                authentication: try back.authentication(.source, source.keys.mailbox), agency: key.code)
            guard case .reason(let shown) = try await back.send(.reason(asked)).result else {
                throw Missing()
            }
            #expect(shown.envelope == envelope)
            let own = try openEnvelope(shown.envelope, identity: source.keys.reply)
            #expect(try Reason(decoding: own) == text)
            var none = asked
            none.agency = site.agencies[1].code
            #expect(try await back.send(.reason(none)).refusal == .notFound)
        }
        try await site.verifyAll()
    }

    /// A note goes to the report's agencies: not to its source, and not to an agency that it excludes.
    @Test func a_note_is_among_the_reports_agencies() async throws {
        let site = try await TestSite.make(codes: ["bawaslu", "bkn", "kasn"])
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let source = try TestSource(site)
            let submission = try source.submission(to: visit.site, excluding: ["kasn"])
            let report = try await visit.submit(submission).promise.commitment
            try await site.close(1, daemon)
            let envelope = try sealEnvelope(
                message: testRandom(900), recipients: visit.site.recipients(["bawaslu", "bkn"]),
                random: testRandom)
            let note = Note(report: report, counter: 0, envelope: envelope)
            let excluded = try await daemon.review(site, .agency(site.agencies[2])).connection.review
            #expect(try await code { try await excluded.note(note) } == .notFound)
            let review = try await daemon.review(site, .agency(site.agencies[0])).connection.review
            var skipped = note
            skipped.counter = 1
            #expect(try await code { try await review.note(skipped) } == .aborted)
            let promised = try await review.note(note)
            #expect(try await review.note(note) == promised)
            // Each agency counts for itself.
            let other = try await daemon.review(site, .agency(site.agencies[1])).connection.review
            var another = note
            another.envelope = try sealEnvelope(
                message: testRandom(900), recipients: visit.site.recipients(["bawaslu", "bkn"]),
                random: testRandom)
            _ = try await other.note(another)
            // Nobody agrees to an erasure in the first 30 days.
            #expect(
                try await code { try await review.consent(consent(of: report, site)) }
                    == .failedPrecondition)
            try await site.close(2, daemon)
            let opened = try await daemon.review(site, .agency(site.agencies[1])).openings()
            #expect(
                opened.count { if case .messagePosted = $0.opening.record.body { true } else { false } } == 2)
            #expect(try await daemon.review(site, .agency(site.agencies[2])).openings().isEmpty)
            let inbox = try await daemon.visit(site).inbox(source)
            #expect(!inbox.more)
            #expect(try await daemon.visit(site).inbox(source, item: 1).refusal == .outOfRange)
        }
        try await site.verifyAll()
    }

    private func consent(of report: Hash, _ site: TestSite) throws -> Consent {
        Consent(
            commitment: report,
            consent: try ErasureConsent(
                agency: site.agencies[0].code, key: site.agencies[0].act, origin: site.made.origin,
                commitment: report, cause: .fetchedByAll))
    }

    private func published(_ site: TestSite, _ daemon: Daemon) async throws -> Hash {
        let visit = try await daemon.visit(site)
        let promised = try await visit.submit(try TestSource(site).submission(to: visit.site))
        try await site.close(1, daemon)
        return promised.promise.commitment
    }

    private func act(
        on report: Hash, _ site: TestSite, _ key: AgencyKeyFile, _ counter: UInt32, _ previous: Hash,
        _ state: CaseState, reason: Hash = Hash()
    ) throws -> Act {
        try Act(
            format: 1, kind: .state, report: report, agency: key.code, counter: counter, previous: previous,
            state: state,
            outcome: .none, due: .none, other: "", related: Hash(), reason: reason, signer: key.act.publicKey,
            second: nil, signature: Signature()
        ).signed(by: key.act, origin: site.made.origin)
    }
}
