import Keys
import Review
import Sealing
import TestSupport
import Testing
import Verification
import Wire
import Words

/// A statement by a report's source, as an agency that can read the report checks it.
@Suite struct AuthorshipCheckTests {
    private let sample: SampleReview
    private let report: Hash
    private let site: SampleReviewSite

    init() throws {
        (sample, report) = try SampleReview.busy()
        site = try SampleReviewSite(sample)
    }

    private func proof(
        by key: SigningKey, report: Hash? = nil, origin: String? = nil
    ) throws -> AuthorshipProof {
        try AuthorshipProof(
            of: "Kepada Bawaslu: saya penulisnya.\nHubungi lewat kotak ini.", report: report ?? self.report,
            by: key,
            origin: origin ?? sample.origin)
    }

    private func check(_ proof: AuthorshipProof) async throws -> AuthorshipCheck {
        let session = try await site.session(.agency(sample.bawaslu))
        return try await AuthorshipCheck.run(
            proof, report: String(report.hex.prefix(12)), session: session, key: sample.bawaslu)
    }

    @Test func only_the_reports_author_can_make_one() async throws {
        let source = try sample.source(1)
        let right = try await check(try proof(by: source.author))
        #expect(right.fault == nil && right.report == report)
        #expect(right.text(.english).contains("    Kepada Bawaslu"))

        let wrong: [AuthorshipProof] = [
            // Another codename's, the mailbox key of the right one, and the agency that knows all that the report says.
            try proof(by: try sample.source(2).author), try proof(by: source.mailbox),
            try proof(by: sample.bawaslu.act),
            // Another report's, and another site's.
            try proof(by: source.author, report: Hash()),
            try proof(by: source.author, origin: "other.example"),
        ]
        for proof in wrong { #expect(try await check(proof).fault != nil) }
        // Under the author's own name.
        var forged = try proof(by: sample.bawaslu.act)
        forged.author = source.author.publicKey
        #expect(try await check(forged).fault == .signature("proof of authorship"))
        var changed = try proof(by: source.author)
        changed.statement += " Tidak."
        let other = try await check(changed)
        #expect(other.fault == .signature("proof of authorship"))
        // Nobody's words are shown as the source's.
        #expect(!other.text(.indonesian).contains("Tidak."))
        #expect(other.json.text.contains(#""author":false"#))
    }

    @Test func a_file_that_holds_something_else_is_named() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", "-----BEGIN KENTONGAN PROMISE-----\nAAAA\n-----END KENTONGAN PROMISE-----\n")
        let error = #expect(throws: AuthorshipFileError.self) {
            try AuthorshipCheck.read(folder.file("x"))
        }
        #expect(error?.failure.kind == .badInput)
        #expect(throws: AuthorshipFileError.self) { try AuthorshipCheck.read(folder.file("none")) }
    }
}
