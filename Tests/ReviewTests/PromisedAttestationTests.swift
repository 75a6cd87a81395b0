import AuditLog
import Keys
import Sealing
import TestSupport
import Testing
@testable import Verification
import Wire

/// What the auditor said and the site promised to publish has to be in the log by that epoch.
@Suite struct PromisedAttestationTests {
    private let sample: SampleReview
    private let state: VerifyState

    init() async throws {
        sample = try SampleReview.busy().sample
        var state = try #require(VerifyState(try await Self.run(sample, kept: nil), before: nil))
        state.attested = sample.state.size
        state.attestedEpoch = 7
        self.state = try #require(VerifyState(text: state.text))
    }

    private static func run(_ sample: SampleReview, kept: VerifyState?) async throws -> VerifyOutcome {
        let site = try SampleReviewSite(sample)
        let key = KeyFile.auditor(sample.auditor)
        return try await VerifyRun(
            source: SiteLog(try await site.session(key)), pins: try sample.pins, key: key,
            resumes: kept?.audit != nil
        ).run(kept: kept)
    }

    @Test func itIsKept() {
        #expect(state.attestedEpoch == 7)
    }

    @Test func beforeThatEpochNothingIsMissing() async throws {
        var sample = sample
        try sample.close(6)
        #expect(try await Self.run(sample, kept: state).report.failures == [])
    }

    @Test func anAttestationThatIsNotLoggedIsAFailure() async throws {
        var sample = sample
        try sample.close(6)
        try sample.close(8)
        let report = try await Self.run(sample, kept: state).report
        #expect(report.result == .failed && report.failures.map(\.code) == [.accountMismatch])
        #expect(report.failures.first?.expected == "attestation of 1024 entries in epoch 7")
    }

    @Test func oneThatIsLoggedIsRight() async throws {
        var sample = sample
        let first = try await Self.run(sample, kept: nil).report
        for agency in sample.agencies {
            let total = try #require(first.accounts[agency.code])
            let account = try Account(
                format: 1, agency: agency.code, through: total.through, count: total.count,
                commitments: total.commitments, signer: sample.auditor.key.publicKey, signature: Signature()
            ).signed(by: sample.auditor.key, origin: sample.origin)
            try sample.stage(.account(AccountGiven(agencies: [agency.code], account: account)))
        }
        let said = try sample.attestation()
        try sample.close(7, PublicEntries(statements: [said]))
        let report = try await Self.run(sample, kept: state).report
        #expect(report.failures == [] && report.attested?.size == 1_024)
    }
}
