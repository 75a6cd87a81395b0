import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// Whether an agency was told that it was shown everything.
@Suite struct AuditSilenceTests {
    private let level = AuditLevel.agency("bawaslu")

    /// An operator who withholds a report withholds the accounts that would tell.
    @Test func anAttestationWithoutOnesOwnAccountFails() throws {
        var log = try SampleLog(try SampleSite())
        try log.report(["bawaslu"])
        try log.close(1)
        var withheld = log
        try log.attest(2)
        #expect(try log.audit(level).result == .ok)
        try withheld.attest(2, without: "bawaslu")
        #expect(try withheld.audit(level).failures.map(\.code) == [.accountMismatch])
        #expect(try withheld.audit(.auditor).failures.map(\.code) == [.accountMismatch])
        // Another agency has its own, and the public sees none.
        #expect(try withheld.audit(.agency("bkpsdm")).result == .ok)
        #expect(try withheld.audit(.public).result == .ok)
    }

    @Test func aReportThatIsWithheldWithAllItsAccountsIsNoticed() throws {
        var log = try SampleLog(try SampleSite())
        let report = try log.report(["bawaslu", "bkpsdm"])
        try log.close(1)
        try log.attest(2)
        try log.attest(3)
        #expect(try log.audit(.agency("bkpsdm")).result == .ok)
        log.forget(report)
        #expect(
            try log.audit(.agency("bkpsdm")).failures.map(\.code) == [.accountMismatch, .accountMismatch])
        log.openings.removeAll { $0.opening.record.body.agencies == ["bkpsdm"] }
        #expect(
            try log.audit(.agency("bkpsdm")).failures.map(\.code) == [.accountMismatch, .accountMismatch])
    }

    @Test func silenceOfTwoEpochsAndAnHourIsIncomplete() throws {
        var log = try SampleLog(try SampleSite())
        try log.attest(1)
        #expect(try log.audit(level).result == .ok)
        try log.close(2)
        #expect(try log.audit(level).result == .ok)
        try log.close(3)
        let silent = try log.audit(level)
        #expect(silent.result == .incomplete)
        #expect(silent.gaps == [AuditGap(.silence, since: SampleSite.t0)])
        // Whoever audits for all, or for nobody, is not the one who is told.
        #expect(try log.audit(.auditor).result == .ok)
        #expect(try log.audit(.public).result == .ok)
        try log.attest(4)
        #expect(try log.audit(level).result == .ok)
    }

    @Test func withoutAnAuditorNobodySaysSo() throws {
        var site = try SampleSite()
        site.descriptor.auditor = nil
        site.descriptor = try site.descriptor.signed(by: site.root, origin: site.origin)
        let log = try SampleLog(site)
        #expect(try log.audit(level).gaps == [AuditGap(.silence, since: SampleSite.t0)])
        #expect(try log.audit(.public).result == .ok)
    }

    /// Descriptors that come later name an agency to which nobody can account for what was before.
    @Test func anAgencyThatJoinedLaterIsExempt() throws {
        var log = try SampleLog(try SampleSite())
        try log.close(1)
        let attestation = try log.attestation()
        for code in ["bawaslu", "bkpsdm", "inspektorat"] { try log.account(for: code, through: 511) }
        var random = SeededGenerator(seed: 77)
        let identity = try random.key()
        let keys = try AgencyKeys.sample("kejaksaan").signed(by: identity, origin: "")
        try log.site.renew {
            $0.agencies.append(
                Agency(code: "kejaksaan", name: "kejaksaan", kind: .notSaid, identity: identity.publicKey))
        }
        log.site.agencies.append(
            SampleSite.SampleAgency(code: "kejaksaan", identity: identity, act: identity, keys: keys))
        try log.close(
            2, PublicEntries(site: log.site.descriptor, agencyKeys: [keys], statements: [attestation]))
        #expect(try log.audit(.auditor).failures == [])
        #expect(try log.audit(.agency("kejaksaan")).failures == [])
    }
}
