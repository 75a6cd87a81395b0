import AuditLog
package import Sealing
import TransparencyLog

extension ReviewSession {
    /// Reads and verifies the whole log of this visit with the openings of its agency; no envelope is fetched.
    ///
    /// - Parameters:
    ///   - keys: the agency's.
    ///   - note: a newer checkpoint of the site's, up to which is read; nil for that of the visit's beginning.
    ///   - held: where the caller keeps the records: the batches before them.
    /// - Returns: what was found; failures are of single records, or of the log beside them.
    /// - Throws: `source` where the entries are not those of the site's checkpoint: then nothing is proven.
    package func verified(
        keys: AgencyKeyFile, note: [UInt8]?, held: LogEpochs? = nil
    ) async throws(VerificationError) -> VerifyOutcome {
        let pins: AuditPins
        do {
            pins = AuditPins(
                fingerprint: site.fingerprint, log: try site.descriptor.logKey(),
                kept: site.checkpoint.checkpoint)
        } catch {
            throw .site(.logKey(error))
        }
        let run = VerifyRun(
            source: SiteLog(self, note: note), pins: pins, key: .agency(keys), opensEnvelopes: false,
            held: held)
        let outcome = try await run.run(kept: nil)
        try outcome.checkTree(of: site)
        return outcome
    }
}
