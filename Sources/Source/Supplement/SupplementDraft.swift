package import AuditLog
import Sealing
import Visit
package import Wire

extension Supplement {
    /// Attachments on their way: what is known of them before their report is promised.
    package struct Draft: Equatable, Sendable {
        /// In the order in which they are sealed.
        package let files: [EvidenceFile]
        /// What the report says of them, in the same order.
        package let evidence: [Evidence]
        /// What its source says about them; "" for nothing.
        package let note: String

        /// Holds files beside what their report says of them.
        ///
        /// - Parameters:
        ///   - files: as they were read first.
        ///   - story: the report, whose evidence these files are, one by one.
        package init(files: [EvidenceFile], story: Story) {
            self.files = files
            evidence = story.evidence
            note = ""
        }

        /// Holds files that come behind their report, or a note alone.
        package init(files: [EvidenceFile], note: String) {
            self.files = files
            evidence = files.map(\.evidence)
            self.note = note
        }

        /// Throws before anything is sent where the site takes no envelope as long as this one.
        package func check(site: TrustedSite) throws(EvidenceError) {
            guard !files.isEmpty || !note.isEmpty else { return }
            let readers = site.descriptor.agencies.map(\.code)
            let limit = site.descriptor.limits.envelope
            let bytes = evidence.reduce(UInt64(0)) { $0.plus($1.length) }
            guard let length = Supplement.contentLength(evidence, note: note, readers: readers, site: site)
            else { throw .tooLarge(bytes: bytes, limit: limit) }
            do throws(SealingError) {
                _ = try EnvelopeSize.fitting(length, recipients: readers.count + 1, limit: limit)
            } catch {
                // What files alone may have: a limit between two lengths of envelopes is the shorter one's.
                guard case .tooLarge(_, let room) = error else { throw .sealing(error) }
                throw .tooLarge(bytes: bytes, limit: room.less(length.less(bytes)))
            }
        }
    }
}
