package import Keys
package import Wire

extension AuthorshipProof {
    /// What its armor is called.
    package static let armorName = "AUTHORSHIP PROOF"
    /// Bytes of the longest file that holds one.
    package static let fileLimit = 1 << 14

    /// A source's word that whoever wrote the report at this commitment wrote this statement too.
    ///
    /// - Parameters:
    ///   - statement: 1 to 4,000 bytes of UTF-8: what is said, and to whom.
    ///   - report: the report's commitment.
    ///   - key: the codename's author key.
    ///   - origin: the site's.
    /// - Throws: `field` for a statement outside its bounds, `keys` where the crypto library refuses.
    package init(
        of statement: String, report: Hash, by key: SigningKey, origin: String
    ) throws(SealingError) {
        let unsigned = AuthorshipProof(
            format: 1, origin: origin, report: report, author: key.publicKey, statement: statement,
            signature: Signature())
        do {
            self = try unsigned.signed(by: key, origin: origin)
        } catch {
            switch error {
            case .encoding(let error): throw .field(error)
            case .signing: throw .keys("the proof could not be signed")
            }
        }
    }

    /// Holds the proof against a report that was opened and verified.
    ///
    /// - Parameters:
    ///   - commitment: the report's.
    ///   - author: the author key that the report binds itself to.
    ///   - origin: the site's.
    /// - Throws: `mismatch` for another report, author or site, `signature` where the author did not sign it.
    package func check(report commitment: Hash, author: PublicKey, origin: String) throws(SealingError) {
        try expect(format: format)
        guard self.origin == origin else {
            throw .mismatch(what: "origin", expected: "the site's", found: "another")
        }
        try expect("report", commitment.hex, report.hex)
        guard self.author == author else {
            throw .mismatch(what: "author", expected: "the report's", found: "another")
        }
        guard isSigned(by: author, origin: origin) else { throw .signature("proof of authorship") }
    }
}
