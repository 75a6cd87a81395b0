import TransparencyLog
package import Wire

extension BatchEnd {
    /// The epoch that closes the batch in which a receipt's entry stands.
    ///
    /// - Parameters:
    ///   - receipt: proven in the site's checkpoint; nil gives nil.
    ///   - site: whose checkpoint has to hold the epoch's entry.
    /// - Returns: nil where that is not proven, or the entry stands in another batch.
    package func epoch(closing receipt: Receipt?, at site: TrustedSite) -> Epoch? {
        guard let receipt, epoch.first <= receipt.index, receipt.index < inclusion.index else { return nil }
        let entry = Entry(
            format: 1, index: inclusion.index, previous: inclusion.previous, body: .epoch(epoch))
        do {
            try ProvenEntry(entry, path: inclusion.proof).check(in: site.checkpoint.checkpoint)
            return epoch
        } catch {
            return nil
        }
    }
}
