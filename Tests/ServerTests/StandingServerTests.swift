import AuditLog
import Console
import Keys
import Review
import Sealing
@testable import Server
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire
import Words

/// What a real server shows of who is new at its site, through a week.
@Suite(.timeLimit(.minutes(5))) struct StandingServerTests {
    private static let week: UInt64 = 7 * 24
    private let codes = ["bawaslu", "bkn"]

    /// By a clock that is so many seconds behind the server's.
    private func look(_ site: TestSite, _ daemon: Daemon, behind lag: UInt64 = 0) async throws -> SeenSite {
        let clock = site.clock
        return try await SourceVisit(
            SiteAddress(link: daemon.link), now: { clock.now - lag }, random: System.random
        ).look()
    }

    /// Signs what the server shows now, or what it showed once.
    private func cosign(
        _ witnesses: [Cosigner], _ site: TestSite, _ daemon: Daemon, checkpoint: String? = nil
    ) async throws {
        let note = try SignedNote([UInt8]((checkpoint ?? daemon.node.site.reply.checkpoint).utf8))
        let shown = try Checkpoint(text: note.text)
        for witness in witnesses {
            _ = try await daemon.node.takeCosignature(
                try witness.cosign(shown, at: site.clock.now).line, size: shown.size)
        }
    }

    @Test func another_identity_waits_for_a_week_and_an_endorsed_one_does_not() async throws {
        for isEndorsed in [false, true] {
            let site = try await TestSite.make()
            let witnesses = [try site.cosigner(0), try site.cosigner(1)]
            let identity = try SigningKey(seed: sha256([1]))
            let newest = try await site.serving { daemon in
                try await cosign(witnesses, site, daemon)
                let seen = try await look(site, daemon)
                #expect(UnsettledSite(seen, readers: codes) == nil && seen.standing.isProven)
                return daemon.node.site.keys[0]
            }
            let origin = newest.origin.isEmpty ? "uji.example/log" : newest.origin
            let body = try Endorsement(format: 1, agency: "bawaslu", next: identity.publicKey).encoded()
            let old = try oldIdentity(site)
            let word = try Statement(
                kind: .endorsement, signer: old.publicKey, body: body, signature: Signature()
            ).signed(by: old, origin: origin)
            try await site.publish(
                keys: [try newest.next(under: identity, origin: origin)],
                statements: isEndorsed ? [word] : []
            ) { $0.replace(0, by: identity.publicKey) }
            try await site.serving { daemon in
                try await site.close(1, daemon)
                try await cosign(witnesses, site, daemon)
                let seen = try await look(site, daemon)
                #expect(seen.areKeysWitnessed)
                #expect((UnsettledSite(seen, readers: codes) == nil) == isEndorsed)
                #expect(UnsettledSite(seen, readers: ["bkn"]) == nil)
                guard !isEndorsed else { return }
                // Six days of epochs, all witnessed, and as many again.
                for day: UInt64 in 1...6 {
                    try await site.close(day * 24, daemon)
                    try await cosign(witnesses, site, daemon)
                }
                let young = try await look(site, daemon)
                guard case .identities(["bawaslu"], let term)? = UnsettledSite(young, readers: codes) else {
                    throw Missing()
                }
                #expect(term.since == site.due(1))
                let until = try #require(term.until)
                #expect(until == site.due(1) + 7 * 86_400 + 2 * 3_600 + 3_600 + 3_600)
                // What is said to count from then on does.
                let epoch = (until - site.t0 + 3_599) / 3_600
                try await site.close(epoch, daemon)
                try await cosign(witnesses, site, daemon)
                let settled = try await look(site, daemon)
                #expect(UnsettledSite(settled, readers: codes) == nil)
                #expect(settled.standing.changed.isEmpty)
            }
        }
    }

    /// A tree that the quorum signed late is not shown for one of seven days, and none that a clock behind takes for younger.
    @Test func what_is_shown_counts_by_every_clock() async throws {
        let site = try await TestSite.make()
        let witnesses = [try site.cosigner(0), try site.cosigner(1)]
        let identity = try SigningKey(seed: sha256([1]))
        let newest = try await site.serving { daemon in daemon.node.site.keys[0] }
        let next = try newest.next(under: identity, origin: site.made.origin)
        try await site.publish(keys: [next]) { $0.replace(0, by: identity.publicKey) }
        try await site.serving { daemon in
            for epoch: UInt64 in [1, 10] {
                try await site.close(epoch, daemon)
                try await cosign(witnesses, site, daemon)
            }
            try await site.close(12, daemon)
            let late = daemon.node.site.reply.checkpoint
            for epoch: UInt64 in [36, 60, 84] { try await site.close(epoch, daemon) }
            try await cosign(witnesses, site, daemon, checkpoint: late)
            for epoch: UInt64 in [108, 132, 156, 179] { try await site.close(epoch, daemon) }
            // Epoch 10 is of seven days ago by the server's clock, and not yet by one that is three hours behind.
            for lag: UInt64 in [0, 3 * 3_600] {
                #expect(UnsettledSite(try await look(site, daemon, behind: lag), readers: codes) == nil)
            }
            // So is epoch 12 now, and was signed by nobody until epoch 84.
            try await site.close(193, daemon)
            #expect(UnsettledSite(try await look(site, daemon), readers: codes) == nil)
        }
    }

    /// An identity that comes back needs the word of each in between, and the server finds all of them.
    @Test func each_change_of_several_is_shown_with_its_word() async throws {
        let site = try await TestSite.make()
        let witnesses = [try site.cosigner(0), try site.cosigner(1)]
        let origin = "uji.example/log"
        let first = try oldIdentity(site)
        let (second, third) = (try SigningKey(seed: sha256([1])), try SigningKey(seed: sha256([2])))
        var newest = try await site.serving { daemon in
            try await cosign(witnesses, site, daemon)
            return daemon.node.site.keys[0]
        }
        // The second one gives its word to two, and is named by two.
        let steps = [(first, second), (second, third), (third, second), (second, first)]
        for (place, (old, next)) in steps.enumerated() {
            let body = try Endorsement(format: 1, agency: "bawaslu", next: next.publicKey).encoded()
            let word = try Statement(
                kind: .endorsement, signer: old.publicKey, body: body, signature: Signature()
            ).signed(by: old, origin: origin)
            newest = try newest.next(under: next, origin: origin)
            try await site.publish(keys: [newest], statements: [word]) {
                $0.replace(0, by: next.publicKey)
            }
            try await site.serving { daemon in
                try await site.close(UInt64(place) + 1, daemon)
                try await cosign(witnesses, site, daemon)
                let seen = try await look(site, daemon)
                #expect(UnsettledSite(seen, readers: codes) == nil && seen.standing.changed.isEmpty)
            }
        }
        #expect(try await site.verify().failures == [])
    }

    private func oldIdentity(_ site: TestSite) throws -> SigningKey {
        try KeyText(site.folder.read("bawaslu/identity.key")).signingKey("identity")
    }

    @Test func witnesses_that_leave_may_sign_for_a_week() async throws {
        let site = try await TestSite.make()
        let witnesses = [try site.cosigner(0), try site.cosigner(1)]
        try await site.serving { daemon in try await cosign(witnesses, site, daemon) }
        let own = try SigningKey(seed: sha256([2]))
        let quorum = try Renewal.read(site.directory.descriptor).quorum
        #expect(quorum == 2)
        try await site.publish {
            $0.witnesses = [Witness(name: "saksi.example", key: own.publicKey)]
            $0.quorum = 1
        }
        try await site.serving { daemon in
            try await site.close(1, daemon)
            let alone = try await look(site, daemon)
            guard case .witnesses? = UnsettledSite(alone, readers: codes) else { throw Missing() }
            try await cosign([try Cosigner(name: "saksi.example", key: own)], site, daemon)
            let new = try await look(site, daemon)
            guard case .witnesses? = UnsettledSite(new, readers: codes) else { throw Missing() }
            // Those of before sign on, though the descriptor does not name them any more.
            try await cosign(witnesses, site, daemon)
            let both = try await look(site, daemon)
            #expect(UnsettledSite(both, readers: codes) == nil)
            guard case .witnessed = both.freshness else { throw Missing() }
        }
    }

    /// Whoever changes the witnesses of a site that they never signed is told before it is done what that does to sources, and it does.
    @Test func witnesses_that_never_signed_are_told_before_they_go() async throws {
        let site = try await TestSite.make()
        let witnesses = [try site.cosigner(0), try site.cosigner(1)]
        let own = try SigningKey(seed: sha256([2]))
        func change(_ next: inout SiteDescriptor) {
            (next.witnesses, next.quorum) = ([Witness(name: "saksi.example", key: own.publicKey)], 1)
        }
        // One of two signed: none is a quorum.
        try await site.serving { daemon in try await cosign([witnesses[0]], site, daemon) }
        let refused = await #expect(throws: SiteChangeError.self) {
            try await site.publish(waits: false, change)
        }
        guard case .needsWait(let doubts)? = refused else { throw Missing() }
        let silent = SiteChangeDoubt.quorumSilent(signed: 1, quorum: 2)
        let unseen = SiteChangeDoubt.nextQuorumUnseen(signed: 0, quorum: 1)
        #expect(doubts.contains(silent) && doubts.contains(unseen) && doubts.contains(.witnessesChanged))
        let words = try #require(refused?.failure)
        for text in [words.text(.english), words.text(.indonesian)] {
            #expect(text.contains("verify --cosign") && text.contains("1") && text.contains("2"))
        }
        // A witness that joins takes nobody's word away.
        #expect(
            try await site.publish(waits: false) {
                $0.witnesses.append(Witness(name: "saksi.example", key: own.publicKey))
            } == [])
        try await site.serving { daemon in try await site.close(1, daemon) }
        // Once a quorum has signed, and the one that stays has, there is nothing more to say than that a witness goes.
        try await site.serving { daemon in
            try await cosign(witnesses + [try Cosigner(name: "saksi.example", key: own)], site, daemon)
        }
        #expect(try await site.publish(change) == [])
    }

    /// What it said happens: nothing is sent until the new quorum has signed, and for seven days more.
    @Test func without_a_quorum_nothing_is_sent_until_the_new_one_signs() async throws {
        let site = try await TestSite.make()
        let own = try SigningKey(seed: sha256([2]))
        try await site.serving { _ in }
        let doubts = try await site.publish {
            ($0.witnesses, $0.quorum) = ([Witness(name: "saksi.example", key: own.publicKey)], 1)
        }
        #expect(
            doubts == [
                .quorumSilent(signed: 0, quorum: 2), .nextQuorumUnseen(signed: 0, quorum: 1),
            ])
        try await site.serving { daemon in
            func isUnsettled() async throws -> Bool {
                if case .witnesses? = UnsettledSite(try await look(site, daemon), readers: codes) {
                    true
                } else {
                    false
                }
            }
            for day: UInt64 in 0...12 {
                try await site.close(1 + day * 24, daemon)
                if day % 4 == 0 { #expect(try await isUnsettled()) }
            }
            try await cosign([try Cosigner(name: "saksi.example", key: own)], site, daemon)
            for day: UInt64 in 13...18 { try await site.close(1 + day * 24, daemon) }
            #expect(try await isUnsettled())
            for day: UInt64 in 19...20 { try await site.close(1 + day * 24, daemon) }
            #expect(UnsettledSite(try await look(site, daemon), readers: codes) == nil)
        }
    }

    @Test func who_is_back_as_somebody_else_waits() async throws {
        let site = try await TestSite.make()
        let witnesses = [try site.cosigner(1)]
        let gone = try Renewal.read(site.directory.descriptor).agencies[0]
        let newest = try await site.serving { daemon in daemon.node.site.keys[0] }
        try await site.publish { $0.agencies.removeFirst() }
        try await site.serving { daemon in try await site.close(1, daemon) }
        let identity = try SigningKey(seed: sha256([3]))
        var back = gone
        back.identity = identity.publicKey
        let keys = try newest.next(under: identity, origin: site.made.origin)
        // A lineage that denies what it was makes the log false: the server does not log it.
        await #expect(throws: SiteChangeError.self) {
            try await site.publish(keys: [keys]) { [back] in $0.agencies.insert(back, at: 0) }
        }
        back.lineage = gone.lineage(followedBy: identity.publicKey)
        var changes = SiteChanges()
        changes.added = [
            AgencyCard(
                format: 1, name: back.name, kind: back.kind, identity: back.identity, keys: keys)
        ]
        let drafted = try changes.draft(
            after: try Renewal.read(site.directory.descriptor), keys: [newest], former: [gone],
            now: site.clock.now)
        #expect(drafted.next.agencies.first == back)
        try await site.publish(keys: [keys]) { [back] in $0.agencies.insert(back, at: 0) }
        try await site.serving { daemon in
            try await site.close(2, daemon)
            try await cosign(witnesses, site, daemon)
            let seen = try await look(site, daemon)
            #expect(seen.standing.changed == ["bawaslu"])
        }
        #expect(try await site.verify().failures == [])
    }
}
