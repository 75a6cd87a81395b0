import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// Who watches a site does not change from one epoch to the next on the root key's word alone.
@Suite struct AuditChangeTests {
    /// Seven days in epochs of six hours.
    private static let week: UInt64 = 7 * 4

    private func gaps(_ log: SampleLog, from state: AuditState? = nil) throws -> [AuditGap.Cause] {
        let report = try log.audit(.public, from: state)
        #expect(report.failures == [])
        return report.gaps.map(\.cause)
    }

    private func unsettled(_ log: SampleLog, from state: AuditState? = nil) throws -> [SiteEvent] {
        for cause in try gaps(log, from: state) {
            if case .unsettled(let changes) = cause { return changes }
        }
        return []
    }

    private static let changes: [(SiteEvent.Kind, @Sendable (inout SiteDescriptor) -> Void)] = [
        (.auditorChanged, { $0.auditor?.key = sampleKey(1) }),
        (.witnessRemoved, { $0.witnesses.removeLast() }),
        (.witnessAdded, { $0.witnesses.append(Witness(name: "saksi-baru", key: sampleKey(2))) }),
        (.quorumChanged, { $0.quorum = 1 }),
        (.keyAdded, { $0.replace(0, by: sampleKey(3)) }),
    ]

    private static func sampleKey(_ byte: UInt8) -> PublicKey {
        (try? SigningKey(seed: sha256([byte])))?.publicKey ?? PublicKey()
    }

    @Test(arguments: changes.indices) func a_change_counts_after_seven_days(_ number: Int) throws {
        let (kind, change) = Self.changes[number]
        var log = try SampleLog(try SampleSite(quorum: kind == .quorumChanged ? 2 : 1))
        try log.site.renew(change)
        try log.close(1, PublicEntries(site: log.site.descriptor))
        let young = try unsettled(log)
        #expect(young.map(\.kind) == [kind])
        #expect(young.first?.serial == 1 && young.first?.scheduled == SampleSite.t0 + 21_600)
        #expect(try log.audit(.public).result == .incomplete)
        #expect(try log.audit(.public).isVerified)
        let state = try AuditState(decoding: try #require(try log.audit(.public).state).encoded())
        try log.close(Self.week)
        #expect(try unsettled(log) == young)
        // An audit that goes on knows as much as one from the beginning.
        #expect(try unsettled(log, from: state) == young)
        try log.close(Self.week + 1)
        #expect(try gaps(log) == [])
        #expect(try gaps(log, from: state) == [])
    }

    @Test func what_the_old_identity_signed_counts_at_once() throws {
        for isEndorsed in [true, false] {
            var log = try SampleLog(try SampleSite())
            let new = Self.sampleKey(3)
            try log.site.renew { $0.replace(0, by: new) }
            let statement = try endorsement(
                of: new, agency: "bawaslu", by: log.site.agencies[0].identity, log.site.origin)
            try log.close(
                1,
                PublicEntries(site: log.site.descriptor, statements: isEndorsed ? [statement] : []))
            #expect(try unsettled(log).isEmpty == isEndorsed)
        }
    }

    @Test func what_the_old_auditor_signed_before_counts_at_once() throws {
        for (agency, new) in [
            ("", Self.sampleKey(3)), ("", Self.sampleKey(4)), ("bawaslu", Self.sampleKey(3)),
        ] {
            var log = try SampleLog(try SampleSite())
            let signer = agency.isEmpty ? log.site.auditor : log.site.agencies[0].identity
            let statement = try endorsement(of: new, agency: agency, by: signer, log.site.origin)
            try log.close(1, PublicEntries(statements: [statement]))
            try log.site.renew { $0.auditor?.key = Self.sampleKey(3) }
            try log.close(2, PublicEntries(site: log.site.descriptor))
            // Of another key, or by who is not the auditor, it says nothing.
            #expect(try unsettled(log).isEmpty == (agency.isEmpty && new == Self.sampleKey(3)))
        }
    }

    /// The descriptor that names the new auditor stands before the statement in their batch.
    @Test func what_the_old_auditor_signed_counts_in_the_same_batch() throws {
        for signer in [true, false] {
            var log = try SampleLog(try SampleSite())
            let (new, other) = (Self.sampleKey(3), try SigningKey(seed: sha256([77])))
            let statement = try endorsement(
                of: new, agency: "", by: signer ? log.site.auditor : other, log.site.origin)
            try log.site.renew { $0.auditor?.key = new }
            try log.close(1, PublicEntries(site: log.site.descriptor, statements: [statement]))
            let report = try log.audit(.public)
            #expect(report.failures.isEmpty == signer)
            guard signer else { continue }
            #expect(try unsettled(log).isEmpty)
            // And an audit that goes on knows the auditor of then.
            let state = try AuditState(decoding: try #require(report.state).encoded())
            try log.close(2)
            #expect(try unsettled(log, from: state).isEmpty)
        }
    }

    /// Who leaves for an epoch does not come back as somebody else unnoticed.
    @Test func an_identity_that_left_and_is_back_as_another_one_counts_after_seven_days() throws {
        var log = try SampleLog(try SampleSite())
        let gone = log.site.descriptor.agencies[0]
        let (identity, code) = (try SigningKey(seed: sha256([3])), gone.code)
        let last = log.site.agencies[0].keys
        try log.site.renew { $0.agencies.removeFirst() }
        let kept = log.site.agencies
        log.site.agencies.removeFirst()
        try log.close(1, PublicEntries(site: log.site.descriptor))
        let state = try AuditState(decoding: try #require(try log.audit(.public).state).encoded())
        log.site.agencies = kept
        log.site.agencies[0].keys = try AgencyKeys.sample(code) {
            $0.serial = last.serial + 1
            $0.previous = sha256(try last.encoded())
            $0.origin = log.site.origin
            $0.acts = last.acts
        }.signed(by: identity, origin: log.site.origin)
        var back = gone
        back.lineage = gone.lineage(followedBy: identity.publicKey)
        back.identity = identity.publicKey
        try log.site.renew { $0.agencies.insert(back, at: 0) }
        try log.close(
            2, PublicEntries(site: log.site.descriptor, agencyKeys: [log.site.agencies[0].keys]))
        #expect(try unsettled(log).map(\.kind) == [.keyAdded])
        #expect(try unsettled(log, from: state).map(\.old) == [gone.identity.hex])
    }

    private func endorsement(
        of new: PublicKey, agency: AgencyCode, by signer: SigningKey, _ origin: Origin
    ) throws -> Statement {
        let body = Endorsement(format: 1, agency: agency, next: new)
        return try Statement(
            kind: .endorsement, signer: signer.publicKey, body: try body.encoded(), signature: Signature()
        ).signed(by: signer, origin: origin)
    }

    /// Working keys are signed by the identity, which is as good as an old key's word.
    @Test func renewed_working_keys_count_at_once() throws {
        var log = try SampleLog(try SampleSite())
        try log.site.rotate(1)
        try log.close(1, PublicEntries(agencyKeys: [log.site.agencies[1].keys]))
        #expect(try gaps(log) == [])
        #expect(try log.audit(.public).history.map(\.serial) == [1, 1])
    }

    @Test func the_newest_changes_are_kept() throws {
        var log = try SampleLog(try SampleSite())
        for number: UInt64 in 1...3 {
            try log.site.rotate(1, seed: number)
            try log.close(number, PublicEntries(agencyKeys: [log.site.agencies[1].keys]))
        }
        let history = try log.audit(.public).history
        #expect(history.map(\.epoch) == [1, 1, 2, 2, 3, 3])
        let event = try #require(history.last)
        #expect(try SiteEvent(decoding: event.encoded()) == event)
    }

    /// A new log says of nothing that it changed: who knew the old one compares.
    @Test func a_log_that_follows_is_held_against_the_old_one() throws {
        let old = try SampleSite()
        let state = try #require(try SampleLog(old).audit(.public).state)
        func changes(_ change: (inout SampleSite) throws -> Void) throws -> [SiteEvent] {
            var new = old
            new.log = try SigningKey(seed: sha256([9]))
            let key = new.log.publicKey
            try new.renew {
                $0.origin = "contoh.example/log2"
                $0.log = key
                $0.promise = key
                $0.witnesses[0].name = "contoh.example/log2/saksi"
            }
            try change(&new)
            new.descriptor = try new.descriptor.signed(by: new.root, origin: new.origin)
            return state.changes(to: try SampleLog(new).audit(.public))
        }
        #expect(try changes { _ in } == [])
        let auditor = Self.sampleKey(3)
        let other = try changes { $0.descriptor.auditor?.key = auditor }
        #expect(other.map(\.kind) == [.auditorChanged] && other.map(\.key) == [auditor.hex])
        #expect(other.allSatisfy { $0.epoch == nil && $0.index == 0 })
        #expect(try changes { $0.descriptor.witnesses[1].key = auditor }.count == 2)
        let keys = try changes {
            $0.agencies[1].keys.acts = [auditor]
            $0.agencies[1].keys = try $0.agencies[1].keys.signed(by: $0.agencies[1].identity, origin: "")
        }
        #expect(keys.map(\.kind) == [.keyRemoved, .keyAdded] && keys.allSatisfy { $0.agency == "bkpsdm" })
    }
}

/// The lineage of an identity tells sources what the log tells who reads it: false, it makes the log false.
@Suite struct AuditLineageTests {
    private func codes(_ log: SampleLog) throws -> [LogError.Code] {
        try log.audit(.public).failures.map(\.code)
    }

    @Test func a_lineage_that_leaves_an_identity_out_is_a_failure() throws {
        let key = try SigningKey(seed: sha256([3])).publicKey
        for (lineage, isRight) in [
            (Hash(), false), (sha256([1]), false), (nil, true),
        ] {
            var log = try SampleLog(try SampleSite())
            try log.site.renew {
                $0.replace(0, by: key)
                if let lineage { $0.agencies[0].lineage = lineage }
            }
            try log.close(1, PublicEntries(site: log.site.descriptor))
            #expect(try codes(log).contains(.descriptorInvalid) == !isRight)
        }
        // Nor one that grew while nothing changed, nor one of a first descriptor.
        var log = try SampleLog(try SampleSite())
        try log.site.renew { $0.agencies[0].lineage = sha256([1]) }
        try log.close(1, PublicEntries(site: log.site.descriptor))
        #expect(try codes(log).contains(.descriptorInvalid))
        var site = try SampleSite()
        site.descriptor.agencies[0].lineage = sha256([1])
        site.descriptor = try site.descriptor.signed(by: site.root, origin: site.origin)
        #expect(try codes(try SampleLog(site)).contains(.descriptorInvalid))
    }

    /// What a root key would like sources to take for an agency that was never there.
    @Test func who_is_back_as_another_is_no_newcomer() throws {
        for isHonest in [true, false] {
            var log = try SampleLog(try SampleSite())
            var back = log.site.descriptor.agencies[0]
            let last = log.site.agencies[0].keys
            try log.site.renew { $0.agencies.removeFirst() }
            let kept = log.site.agencies
            log.site.agencies.removeFirst()
            try log.close(1, PublicEntries(site: log.site.descriptor))
            let state = try AuditState(decoding: try #require(try log.audit(.public).state).encoded())
            let identity = try SigningKey(seed: sha256([3]))
            log.site.agencies = kept
            log.site.agencies[0].keys = try AgencyKeys.sample(back.code) {
                $0.serial = last.serial + 1
                $0.previous = sha256(try last.encoded())
                $0.origin = log.site.origin
                $0.acts = last.acts
            }.signed(by: identity, origin: log.site.origin)
            if isHonest { back.lineage = back.lineage(followedBy: identity.publicKey) }
            back.identity = identity.publicKey
            try log.site.renew { $0.agencies.insert(back, at: 0) }
            try log.close(
                2, PublicEntries(site: log.site.descriptor, agencyKeys: [log.site.agencies[0].keys]))
            #expect(try codes(log).isEmpty == isHonest)
            #expect(try log.audit(.public, from: state).failures.isEmpty == isHonest)
        }
    }
}
