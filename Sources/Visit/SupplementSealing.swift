import Age
package import AuditLog
import Keys
package import Sealing
package import Wire

extension Supplement {
    /// Binds files alone to their report.
    ///
    /// - Parameters:
    ///   - evidence: what is said of each file, in their order.
    ///   - note: what its source says about it; "" for nothing.
    ///   - report: the report's commitment.
    ///   - author: the codename's author key.
    ///   - readers: the report's agencies, ascending.
    ///   - site: whose root and key set it names.
    /// - Returns: a supplement, not signed yet.
    package static func unsigned(
        _ evidence: [Evidence], note: String, report: Hash, author: PublicKey, readers: [AgencyCode],
        site: TrustedSite
    ) -> Supplement {
        Supplement(
            format: 1, root: site.fingerprint, keySet: site.keySet, report: report, author: author,
            agencies: readers, note: note, evidence: evidence, signature: Signature())
    }

    /// The length of the plaintext of a supplement with these files.
    ///
    /// - Parameters:
    ///   - evidence: what is said of each file, its length among it.
    ///   - note: what its source says about it.
    ///   - readers: codes of those whose names count, ascending.
    ///   - site: that it would be sealed for.
    /// - Returns: bytes before the padding; nil where a field is outside the schema's bounds, or the sum
    ///   beyond 64 bits.
    package static func contentLength(
        _ evidence: [Evidence], note: String, readers: [AgencyCode], site: TrustedSite
    ) -> UInt64? {
        let unsigned = unsigned(
            evidence, note: note, report: Hash(), author: PublicKey(), readers: readers, site: site)
        guard let message = try? unsigned.encoded() else { return nil }
        var length = 4 + UInt64(message.count) + 32 * UInt64(evidence.count)
        for file in evidence {
            let (sum, overflow) = length.addingReportingOverflow(file.length)
            guard !overflow else { return nil }
            length = sum
        }
        return length
    }
}

extension EnvelopeSealer {
    /// Starts the envelope of a supplement, signed by the codename's author key and sealed to its reply
    /// key besides; its files follow.
    ///
    /// - Parameters:
    ///   - evidence: length and hash of each file, in the order in which they will come.
    ///   - note: what its source says about it.
    ///   - report: the report's commitment.
    ///   - readers: the report's agencies, ascending.
    ///   - site: whose keys it is sealed to, and whose limit holds.
    ///   - keys: the codename's.
    ///   - random: bytes fit for keys.
    /// - Throws: `tooLarge` beyond the site's limit; `keys` where it cannot be signed.
    package init(
        supplement evidence: [Evidence], note: String, report: Hash, readers: [AgencyCode], site: TrustedSite,
        keys: SourceKeys, random: RandomBytes
    ) throws(SealingError) {
        let unsigned = Supplement.unsigned(
            evidence, note: note, report: report, author: keys.author.publicKey, readers: readers, site: site)
        guard let signed = try? unsigned.signed(by: keys.author, origin: site.descriptor.origin),
            let message = try? signed.encoded()
        else { throw .keys("the attachments could not be signed") }
        try self.init(
            message: message, evidence: evidence,
            recipients: site.recipients(readers) + [.hybrid(publicKey: keys.replyRecipient)],
            limit: site.descriptor.limits.envelope, random: random)
    }
}
