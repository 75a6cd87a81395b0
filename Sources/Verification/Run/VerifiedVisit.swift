package import AuditLog
package import Sealing
package import TransparencyLog

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
        let run = VerifyRun(
            source: SiteLog(self, note: note), pins: try site.pins(kept: site.checkpoint.checkpoint),
            key: .agency(keys), opensEnvelopes: false,
            held: held)
        let outcome = try await run.run(kept: nil)
        try outcome.checkTree(of: site)
        return outcome
    }
}

extension TrustedSite {
    /// What the site's log is held against: the site's own keys, and a checkpoint that was seen before.
    ///
    /// - Parameter kept: nil where none was.
    /// - Returns: the pins, without a clock.
    /// - Throws: `site` where the site's description names no log key.
    package func pins(kept: Checkpoint?) throws(VerificationError) -> AuditPins {
        do {
            return AuditPins(fingerprint: fingerprint, log: try descriptor.logKey(), kept: kept)
        } catch {
            throw .site(.logKey(error))
        }
    }
}
