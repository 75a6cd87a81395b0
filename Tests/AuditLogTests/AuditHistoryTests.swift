import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// Keys that come and go, the auditor's public word, and clocks.
@Suite struct AuditHistoryTests {
    @Test func what_a_site_begins_with_is_no_change() throws {
        var log = try SampleLog(try SampleSite())
        try log.close(1)
        let report = try log.audit(.public)
        #expect(report.history == [] && report.historyCount == 0)
        #expect(report.agencyKeys.count == 3)
        #expect(report.agencyKeys["bkpsdm"]?.index == 2)
        #expect(report.descriptor == log.site.descriptor)
    }

    @Test func a_rotation_names_the_keys_that_come_and_go() throws {
        var log = try SampleLog(try SampleSite())
        let old = log.site.agencies[1].act.publicKey
        try log.site.rotate(1)
        try log.close(3, PublicEntries(agencyKeys: [log.site.agencies[1].keys]))
        let history = try log.audit(.public).history
        #expect(history.map(\.kind) == [.keyRemoved, .keyAdded])
        #expect(history.map(\.key) == [old.hex, log.site.agencies[1].act.publicKey.hex])
        #expect(history.allSatisfy { $0.agency == "bkpsdm" && $0.use == "act" })
        #expect(history.allSatisfy { $0.index == 256 && $0.epoch == 3 })
    }

    @Test func a_descriptor_names_what_it_changes() throws {
        var log = try SampleLog(try SampleSite())
        let (one, two) = (try SigningKey(seed: sha256([1])), try SigningKey(seed: sha256([2])))
        let dropped = log.site.descriptor.witnesses[1]
        try log.site.renew { next in
            next.promise = one.publicKey
            next.witnesses[1] = Witness(name: "saksi-baru", key: two.publicKey)
            next.quorum = 1
            next.auditor = Auditor(name: "auditor", kind: .notSaid, key: one.publicKey)
            next.replace(0, by: two.publicKey)
        }
        try log.close(1, PublicEntries(site: log.site.descriptor))
        let history = try log.audit(.public).history
        #expect(
            history.map(\.kind) == [
                .keyRemoved, .keyAdded, .witnessRemoved, .witnessAdded, .quorumChanged, .promiseKeyChanged,
                .auditorChanged,
            ])
        #expect(history[0].use == "identity" && history[0].agency == "bawaslu")
        #expect(history[2].agency == dropped.name && history[2].key == dropped.key.hex)
        #expect(history[4].key == "1")
        #expect(history.allSatisfy { $0.index == 256 && $0.epoch == 1 })
    }

    @Test func history_begins_anew_where_an_audit_goes_on() throws {
        var log = try SampleLog(try SampleSite())
        try log.site.rotate(1)
        try log.close(1, PublicEntries(agencyKeys: [log.site.agencies[1].keys]))
        let state = try #require(try log.audit(.public).state)
        try log.site.rotate(0, seed: 5)
        try log.close(2, PublicEntries(agencyKeys: [log.site.agencies[0].keys]))
        let resumed = try log.audit(.public, from: AuditState(decoding: state.encoded()))
        #expect(resumed.history.map(\.agency) == ["bawaslu", "bawaslu"])
        #expect(try log.audit(.public).historyCount == 4)
    }

    @Test func the_newest_attestation_is_told() throws {
        let log = try SampleLog.busy()
        let report = try log.audit(.public)
        #expect(report.attested?.size == 1_024 && report.attested?.epoch == SampleLog.lawful - 1)
        #expect(report.attested?.scheduled == SampleSite.t0 + (SampleLog.lawful - 1) * 21_600)
        let state = try #require(report.state)
        #expect(try log.audit(.public, from: AuditState(decoding: state.encoded())).attested?.size == 1_024)
    }

    @Test func an_attestation_is_checked_where_an_audit_goes_on() throws {
        var log = try SampleLog(try SampleSite())
        try log.close(1)
        let state = try AuditState(decoding: try #require(try log.audit(.public).state).encoded())
        let honest = try log.attestation()
        let wrong = try log.attestation { $0.sealed += 1 }
        var lied = log
        try log.close(2, PublicEntries(statements: [honest]))
        #expect(try log.audit(.public, from: state).attested?.size == 512)
        try lied.close(2, PublicEntries(statements: [wrong]))
        #expect(try lied.audit(.public, from: state).failures.map(\.field) == ["Attestation.sealed"])
    }

    /// A tree older than 64 epochs cannot be compared any more.
    @Test func an_attestation_that_comes_too_late_is_unchecked() throws {
        var log = try SampleLog(try SampleSite())
        let late = try log.attestation()
        for number: UInt64 in 1...64 { try log.close(number) }
        try log.close(65, PublicEntries(statements: [late]))
        let report = try log.audit(.public)
        #expect(report.failures == [] && report.result == .incomplete)
        #expect(report.counts.unchecked == 1 && report.attested == nil)
    }

    @Test func the_first_account_has_an_hour_of_grace() throws {
        var log = try SampleLog(try SampleSite(epochSeconds: 60))
        try log.report(["bawaslu"])
        for number: UInt64 in 1...62 { try log.close(number) }
        #expect(try log.audit(.agency("bawaslu")).result == .ok)
        let state = try #require(try log.audit(.agency("bawaslu")).state)
        try log.close(63)
        let stored = try AuditState(decoding: state.encoded())
        for report in [
            try log.audit(.agency("bawaslu")), try log.audit(.agency("bawaslu"), from: stored),
        ] {
            #expect(report.gaps == [AuditGap(.silence, since: SampleSite.t0)])
        }
    }

    /// An agency whose first record is the auditor's account has one nevertheless.
    @Test func an_account_of_nothing_is_an_account() throws {
        var log = try SampleLog(try SampleSite())
        try log.close(1)
        let state = try #require(try log.audit(.agency("bkpsdm")).state)
        try log.account(for: "bkpsdm", through: 511)
        try log.close(2)
        #expect(try log.audit(.agency("bkpsdm")).result == .ok)
        #expect(try log.audit(.auditor).result == .ok)
        #expect(try log.audit(.agency("bkpsdm"), from: AuditState(decoding: state.encoded())).result == .ok)
    }

    @Test func an_epoch_of_the_future_is_none() throws {
        var log = try SampleLog(try SampleSite())
        try log.close(5)
        func audit(_ now: UInt64) -> AuditReport {
            var audit = Audit(
                level: .public, pins: AuditPins(fingerprint: log.site.fingerprint, now: now))
            for note in log.notes { audit.checkpoint(note) }
            for entry in log.entries { audit.entry(entry) }
            return audit.finish()
        }
        #expect(audit(SampleSite.t0 + 4 * 21_600).result == .ok)
        let early = audit(SampleSite.t0 + 4 * 21_600 - 1)
        // Whose clock it is that is wrong is not known: nothing is false, and nothing is said of what was not read.
        #expect(early.failures == [] && early.result == .incomplete && early.state == nil)
        #expect(early.gaps.map(\.code) == [.clock])
        guard case .clock(let error) = early.gaps.first?.cause else { return }
        #expect(error.index == 511 && error.found == "\(SampleSite.t0 + 5 * 21_600)")
    }

    @Test func a_checkpoint_seen_elsewhere_has_to_fit() throws {
        let log = try SampleLog.busy()
        var other = try SampleLog(try SampleSite())
        for number: UInt64 in 1...5 { try other.close(number) }
        func audit(_ seen: [UInt8]) -> AuditReport {
            var audit = Audit(level: .public, pins: AuditPins(fingerprint: log.site.fingerprint))
            audit.checkpoint(seen, isSeen: true)
            if let note = log.notes.last { audit.checkpoint(note) }
            for entry in log.entries { audit.entry(entry) }
            return audit.finish()
        }
        for note in log.notes { #expect(audit(note).result == .ok) }
        let fork = audit(other.notes[3])
        #expect(fork.failures.map(\.code) == [.fork])
        #expect(fork.failures.first?.index == 1024)
        let longer = audit(other.notes[5])
        #expect(longer.failures.map(\.code) == [.rollback])
        let foreign = try SampleLog(try SampleSite(seed: 3))
        #expect(audit(foreign.notes[0]).failures.map(\.code) == [.signatureInvalid])
    }
}
