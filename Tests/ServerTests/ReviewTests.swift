import Age
import AuditLog
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
            #expect(codes == [.permissionDenied, .ok, .ok, .permissionDenied])
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

    private func published(_ site: TestSite, _ daemon: Daemon) async throws -> Hash {
        let visit = try await daemon.visit(site)
        let promised = try await visit.submit(try TestSource(site).submission(to: visit.site))
        try await site.close(1, daemon)
        return promised.promise.commitment
    }

    private func act(
        on report: Hash, _ site: TestSite, _ key: AgencyKeyFile, _ counter: UInt32, _ previous: Hash,
        _ state: CaseState
    ) throws -> Act {
        try Act(
            format: 1, kind: .state, report: report, agency: key.code, counter: counter, previous: previous,
            state: state,
            outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(), signer: key.act.publicKey,
            second: nil, signature: Signature()
        ).signed(by: key.act, origin: site.made.origin)
    }
}
