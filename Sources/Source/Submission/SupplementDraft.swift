package import AuditLog
import Console
import Sealing
package import Wire
package import Words

extension Supplement {
    /// Attachments on their way: what is known of them before their report is promised.
    package struct Draft: Equatable, Sendable {
        package let files: [EvidenceFile]
        /// What the report says of them, in the same order.
        package let evidence: [Evidence]

        package init(files: [EvidenceFile], story: Story) {
            self.files = files
            evidence = story.evidence
        }

        /// Throws before anything is sent where the site takes no envelope as long as this one.
        package func check(site: TrustedSite, language: Language) throws(Failure) {
            guard !files.isEmpty else { return }
            let readers = site.descriptor.agencies.map(\.code)
            let unsigned = supplement(report: Hash(), author: PublicKey(), readers: readers, site: site)
            let limit = site.descriptor.limits.envelope
            let bytes = evidence.reduce(UInt64(0)) { $0 + $1.length }
            guard let message = try? unsigned.encoded(),
                (try? EnvelopeSize.fitting(
                    4 + UInt64(message.count) + bytes + 32 * UInt64(files.count), recipients: readers.count,
                    limit: limit)) != nil
            else {
                throw Failure(
                    .badInput, SubmissionText.attachmentsTooLarge(bytes: bytes, limit: limit)(language),
                    field: "--attach", limit: limit)
            }
        }

        func supplement(report: Hash, author: PublicKey, readers: [AgencyCode], site: TrustedSite)
            -> Supplement
        {
            Supplement(
                format: 1, root: site.fingerprint, keySet: site.keySet, report: report, author: author,
                agencies: readers, note: "", evidence: evidence, signature: Signature())
        }
    }
}
