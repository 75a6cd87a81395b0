import AuditLog
import Console
import Keys
import RPC
import Review
import Sealing
@testable import Server
import Storage
import TestSupport
import Testing
import Verification
import Visit
import Wire

/// Acts that no honest agency hands in, and two that meet.
@Suite(.timeLimit(.minutes(3))) struct ActAttackTests {
    private func published(_ site: TestSite, _ daemon: Daemon) async throws -> Hash {
        let visit = try await daemon.visit(site)
        let promised = try await visit.submit(try TestSource(site).submission(to: visit.site))
        try await site.close(1, daemon)
        return promised.promise.commitment
    }

    private func act(
        on report: Hash, _ key: AgencyKeyFile, to state: CaseState, outcome: Outcome = .none,
        counter: UInt32 = 0,
        signer: SigningKey? = nil, origin: String, reason: Hash = Hash()
    ) throws -> Act {
        let signer = signer ?? key.act
        return try Act(
            format: 1, kind: .state, report: report, agency: key.code, counter: counter, previous: Hash(),
            state: state, outcome: outcome, due: .none, other: "", related: Hash(), reason: reason,
            signer: signer.publicKey, second: nil, signature: Signature()
        ).signed(by: signer, origin: origin)
    }

    @Test func an_act_for_another_site_or_another_report_is_refused() async throws {
        let site = try await TestSite.make()
        let other = try await TestSite.make()
        try await site.serving { daemon in
            let report = try await published(site, daemon)
            let key = site.agencies[0]
            let review = try await daemon.review(site, .agency(key)).connection.review
            // Signed for a site of the same agency's with another name.
            let elsewhere = try act(on: report, key, to: .triage, origin: "lain.kentongan.example")
            #expect(
                try await code { try await review.act(ActRequest(act: elsewhere, reason: nil)) }
                    == .unauthenticated)
            // Of the other site's agency of the same code.
            let stranger = try act(on: report, other.agencies[0], to: .triage, origin: site.made.origin)
            #expect(
                try await code { try await review.act(ActRequest(act: stranger, reason: nil)) }
                    == .unauthenticated)
            // Agreed to by a key that is none of the agency's.
            var agreed = try act(on: report, key, to: .triage, origin: site.made.origin)
            agreed.second = try SecondSignature(
                agreeingTo: agreed, key: other.agencies[0].act, origin: site.made.origin)
            agreed = try agreed.signed(by: key.act, origin: site.made.origin)
            #expect(
                try await code { try await review.act(ActRequest(act: agreed, reason: nil)) }
                    == .unauthenticated)
            // Reports that this site does not have.
            for unknown in [Hash(), sha256(report.bytes)] {
                let lost = try act(on: unknown, key, to: .triage, origin: site.made.origin)
                #expect(
                    try await code { try await review.act(ActRequest(act: lost, reason: nil)) } == .notFound)
            }
            // Nothing of that stands in the way of the honest one.
            let honest = try act(on: report, key, to: .triage, origin: site.made.origin)
            _ = try await review.act(ActRequest(act: honest, reason: nil))
            try await site.close(2, daemon)
        }
        try await site.verifyAll()
    }

    /// Between what the store holds and what visitors are shown, an act was in neither: its own agency was told of a colleague's.
    @Test func an_act_that_is_published_and_not_yet_shown_is_told_to_its_agency() async throws {
        let site = try await TestSite.make()
        let faults = Faults()
        try await site.serving(faults: faults) { daemon in
            let report = try await published(site, daemon)
            let key = site.agencies[0]
            let session = try await ReviewSession.open(daemon.visit(site), key: .agency(key))
            let act = try act(on: report, key, to: .triage, origin: site.made.origin)
            let promised = try await session.review.act(ActRequest(act: act, reason: nil))
            let shown = try await session.newestCheckpoint()
            faults.set([.flipCommitted])
            site.clock.set(site.due(2))
            await #expect(throws: (any Error).self) { try await daemon.node.closeIfDue() }
            #expect(daemon.node.store.head()?.state.lastEpoch?.number == 2)
            #expect(try await session.newestCheckpoint() == shown)
            #expect(try await session.stagedPromises() == [promised])
            faults.set([])
            try await daemon.node.closeIfDue()
            #expect(try await session.newestCheckpoint() != shown)
            #expect(try await session.stagedPromises() == [])
        }
        try await site.verifyAll()
    }

    @Test func a_retired_key_acts_no_more() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let report = try await published(site, daemon)
            let retired = site.agencies[0]
            _ = try await KeysRenewal(
                keyFile: site.folder.file("bawaslu/agency.key"),
                identityFile: site.folder.file("bawaslu/identity.key"), days: 90, out: nil
            ).run(SiteAddress(link: daemon.link), now: site.clock.now, random: System.random)
            try await site.close(2, daemon)
            // Its own program sees that it is no key of the agency's any more.
            await #expect(throws: VerificationError.self) {
                _ = try await daemon.review(site, .agency(retired))
            }
            // Nor does what it signed, brought by the key that took its place.
            guard case .agency(let renewed) = try KeyFile.read(site.folder.file("bawaslu/agency.key")) else {
                Issue.record("no agency's key file")
                return
            }
            let review = try await daemon.review(site, .agency(renewed)).connection.review
            let late = try act(on: report, retired, to: .triage, origin: site.made.origin)
            #expect(
                try await code { try await review.act(ActRequest(act: late, reason: nil)) }
                    == .unauthenticated)
            let new = try act(on: report, renewed, to: .triage, origin: site.made.origin)
            _ = try await review.act(ActRequest(act: new, reason: nil))
            try await site.close(3, daemon)
        }
    }

    /// A connection is one key's: nobody hands in under it what another one signed, be it of the same agency.
    @Test func an_act_is_brought_by_who_signed_it() async throws {
        let site = try await TestSite.make()
        let (key, second) = (site.agencies[0], try SigningKey(seed: sha256([1])))
        let identity = try KeyText(site.folder.read("bawaslu/identity.key")).signingKey("identity")
        try await site.serving { daemon in
            let report = try await published(site, daemon)
            let review = try await daemon.review(site, .agency(key)).connection.review
            var keys = try daemon.node.site.keys[0].next(under: identity, origin: site.made.origin)
            keys.acts.append(second.publicKey)
            keys = try keys.signed(by: identity, origin: site.made.origin)
            _ = try await review.renewKeys(keys)
            try await site.close(2, daemon)
            #expect(daemon.node.site.keys[0].acts == keys.acts)
            let others = try act(on: report, key, to: .triage, signer: second, origin: site.made.origin)
            #expect(
                try await code { try await review.act(ActRequest(act: others, reason: nil)) }
                    == .unauthenticated)
            let own = try act(on: report, key, to: .triage, origin: site.made.origin)
            _ = try await review.act(ActRequest(act: own, reason: nil))
        }
    }

    /// Each closes its own; neither is in the other's way, whatever the order in which the log has them.
    @Test func two_agencies_close_the_same_case_at_once() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let report = try await published(site, daemon)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for key in site.agencies {
                    group.addTask {
                        let review = try await daemon.review(site, .agency(key)).connection.review
                        let closing = try act(on: report, key, to: .triage, origin: site.made.origin)
                        let promised = try await review.act(ActRequest(act: closing, reason: nil))
                        #expect(promised.promise.epoch == 2)
                        // The same again is the same.
                        #expect(try await review.act(ActRequest(act: closing, reason: nil)) == promised)
                    }
                }
                try await group.waitForAll()
            }
            try await site.close(2, daemon)
            for key in site.agencies {
                let opened = try await daemon.review(site, .agency(key)).openings()
                let acts = opened.compactMap { item in
                    if case .act(let recorded) = item.opening.record.body { recorded.act } else { nil }
                }
                #expect(Set(acts.map(\.agency)) == Set(site.agencies.map(\.code)))
                #expect(acts.count == site.agencies.count)
            }
        }
        try await site.verifyAll()
    }
}
