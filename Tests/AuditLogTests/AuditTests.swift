import AuditLog
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct AuditTests {
    private static let next = SampleLog.lawful + 1
    static let levels: [AuditLevel] = [.public, .agency("bawaslu"), .agency("bkpsdm"), .auditor]

    @Test(arguments: levels) func a_whole_log_is_ok(level: AuditLevel) throws {
        let log = try SampleLog.busy()
        let report = try log.audit(level)
        #expect(report.failures == [])
        #expect(report.result == .ok)
        #expect(report.origin == log.site.origin)
        #expect(report.size == 5 * 256)
        #expect(report.root == log.state.edge.root)
        #expect(report.counts.entries == 5 * 256)
        #expect(report.counts.epochs == 5)
        #expect(report.counts.checkpoints == 5)
        #expect(report.counts.descriptors == 2)
        #expect(report.counts.unopenable == 0)
        #expect(report.witnessed == SampleSite.t0 + 10)
        #expect(report.state?.checkpoint?.root == report.root)
    }

    @Test(arguments: levels) func bundles_and_entries_give_the_same_report(level: AuditLevel) throws {
        let log = try SampleLog.busy()
        #expect(try log.auditBundles(level) == log.audit(level))
    }

    @Test func counts_say_what_was_opened() throws {
        let log = try SampleLog.busy()
        let all = try log.audit(.auditor).counts
        #expect(all.sealed == all.opened)
        #expect(all.erased == 1)
        #expect(all.opened == all.filler + 15)
        let own = try log.audit(.agency("bkpsdm")).counts
        #expect(own.opened == 4)
        #expect(own.filler == 0)
        #expect(own.sealed == all.sealed)
    }

    @Test func nothing_checked_is_never_ok() throws {
        let log = try SampleLog.busy()
        let nothing = Audit(level: .public, pins: AuditPins(fingerprint: log.site.fingerprint)).finish()
        #expect(nothing.result == .incomplete)
        #expect(nothing.state == nil)
        var unsigned = log
        unsigned.notes = []
        #expect(try unsigned.audit(.public).result == .incomplete)
        var older = log
        older.notes.removeLast()
        #expect(try older.audit(.public).result == .incomplete)
    }

    @Test(arguments: levels) func goes_on_from_its_state(level: AuditLevel) throws {
        var log = try SampleLog(try SampleSite())
        try log.report(["bawaslu"])
        try log.close(1)
        let report = try log.audit(level)
        let state = try #require(report.state)
        let stored = try AuditState(decoding: state.encoded())
        #expect(stored == state)
        try log.report(["bawaslu", "bkpsdm"])
        try log.account(for: "bawaslu", through: 511)
        try log.close(2)
        let resumed = try log.audit(level, from: stored)
        #expect(resumed.result == .ok)
        #expect(resumed.counts.entries == 768)
        var fresh = try log.audit(level)
        // A resumed audit does not look at the earlier checkpoints again.
        fresh.counts.checkpoints = resumed.counts.checkpoints
        #expect(resumed.accounts == fresh.accounts)
        #expect(resumed.counts == fresh.counts)
        #expect(resumed.root == fresh.root)
        #expect(try log.audit(level, from: resumed.state).result == .ok)
        #expect(throws: LogError.self) { try log.audit(level == .auditor ? .public : .auditor, from: stored) }
    }

    @Test func accounts_say_what_the_auditor_signs() throws {
        var log = try SampleLog.busy()
        let total = try #require(try log.audit(.auditor).accounts["bawaslu"])
        #expect(total.through == 1279)
        #expect(try log.audit(.agency("bawaslu")).accounts["bawaslu"]?.through == 1279)
        let before = log.openings
        try log.account(for: "bawaslu", through: 1279) {
            #expect($0.count == total.count)
            #expect($0.commitments == total.commitments)
        }
        #expect(before == log.openings)
        try log.close(Self.next)
        #expect(try log.audit(.agency("bawaslu")).result == .ok)
    }

    @Test func garbage_is_counted_and_ok() throws {
        var log = try SampleLog(try SampleSite())
        try log.report(["bawaslu"])
        try log.close(1)
        let opened = try #require(log.openings(for: .agency("bawaslu")).first)
        guard case .reportReceived(let record) = opened.opening.record.body else { return }
        func audit(_ finding: EnvelopeFinding) -> AuditReport {
            var audit = Audit(level: .agency("bawaslu"), pins: AuditPins(fingerprint: log.site.fingerprint))
            for note in log.notes { audit.checkpoint(note) }
            audit.opening(opened, envelope: finding)
            for entry in log.entries { audit.entry(entry) }
            return audit.finish()
        }
        let good = audit(.fetched(hash: record.envelope, readable: true))
        #expect(good.result == .ok && good.counts.envelopes == 1 && good.counts.garbage == 0)
        let garbage = audit(.fetched(hash: record.envelope, readable: false))
        #expect(garbage.result == .ok && garbage.counts.garbage == 1)
        let other = audit(.fetched(hash: Hash(), readable: true))
        #expect(other.failures.map(\.code) == [.envelopeMismatch])
    }
}
