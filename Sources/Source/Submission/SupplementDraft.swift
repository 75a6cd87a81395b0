package import AuditLog
import Console
import Sealing
import Visit
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
            let limit = site.descriptor.limits.envelope
            guard let length = Supplement.contentLength(evidence, readers: readers, site: site),
                (try? EnvelopeSize.fitting(length, recipients: readers.count, limit: limit)) != nil
            else {
                let bytes = evidence.reduce(UInt64(0)) { $0.addingReportingOverflow($1.length).partialValue }
                throw Failure(
                    .badInput, SubmissionText.attachmentsTooLarge(bytes: bytes, limit: limit)(language),
                    field: "--attach", limit: limit)
            }
        }
    }
}
