import Keys
import Sealing
import Testing
import Wire

@Suite struct AuthorshipTests {
    private let source: Source
    private let proof: AuthorshipProof

    init() throws {
        source = try Source()
        proof = try AuthorshipProof(
            of: "Kepada Bawaslu: saya penulisnya.", report: hash("report"), by: source.author,
            origin: Site.origin)
    }

    private func check(
        _ proof: AuthorshipProof, report: Hash? = nil, author: PublicKey? = nil, origin: String = Site.origin
    ) throws {
        try proof.check(
            report: report ?? hash("report"), author: author ?? source.author.publicKey, origin: origin)
    }

    @Test func `it is of one report, by its author, for one site`() throws {
        try check(proof)
        let other = try Source("other").author
        expectMismatch("report") { try check(proof, report: hash("another")) }
        expectMismatch("author") { try check(proof, author: other.publicKey) }
        expectMismatch("origin") { try check(proof, origin: "other.example") }
        let forged = try AuthorshipProof(
            of: proof.statement, report: hash("report"), by: other, origin: Site.origin)
        expectMismatch("author") { try check(forged) }
    }

    @Test func `the signature covers everything`() throws {
        let changes: [(inout AuthorshipProof) -> Void] = [
            { $0.statement += "!" }, { $0.signature = Signature() },
        ]
        for change in changes {
            var changed = proof
            change(&changed)
            #expect(throws: SealingError.signature("proof of authorship")) { try check(changed) }
        }
        var later = proof
        later.format = 2
        expectMismatch("format") { try check(later) }
        // A supplement's signature over the same bytes is none.
        var relabelled = proof
        relabelled.signature = try source.author.sign(
            label: SignatureLabel.supplement.label, origin: Site.origin,
            body: Array(try proof.encoded().dropLast(64)))
        #expect(throws: SealingError.signature("proof of authorship")) { try check(relabelled) }
    }

    @Test func `a statement outside its bounds is named, not signed`() throws {
        for statement in ["", String(repeating: "x", count: 4_001)] {
            let error = #expect(throws: SealingError.self) {
                try AuthorshipProof(
                    of: statement, report: hash("report"), by: source.author, origin: Site.origin)
            }
            guard case .field? = error else { throw SampleError() }
        }
    }
}
