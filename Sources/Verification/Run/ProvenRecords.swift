import AuditLog
package import Cases
package import Sealing
import TransparencyLog
import Wire
import Words

/// What an agency was given of a log that was read and verified as a whole: each record proven, or with why it is not.
///
/// One read of all entries and openings, however many records there are; no envelope is fetched.
package struct ProvenRecords: Sendable {
    /// What the verification found; its failures are of single records, or of the log beside them.
    package let outcome: VerifyOutcome
    private let keys: AgencyKeyFile

    /// Sorted by report.
    package var records: ReviewRecords { outcome.records }
    /// The quorum's time in the checkpoint that all proofs are for, seconds since 1970; nil below the quorum.
    package var witnessed: UInt64? { outcome.report.witnessed }

    /// Reads the log of a visit, and that of the newest checkpoint where an envelope seems to be gone.
    ///
    /// - Parameters:
    ///   - session: a visit of the agency's.
    ///   - keys: the agency's.
    ///   - isNewest: reads up to the newest checkpoint, not to that of the visit's beginning: what was staged when that was asked
    ///     before is then in the log or still staged, and not between the two.
    /// - Returns: what of it is proven.
    /// - Throws: `source` where the entries are not those of the site's checkpoint: then nothing is proven.
    package static func read(
        _ session: ReviewSession, keys: AgencyKeyFile, isNewest: Bool = false
    ) async throws(VerificationError) -> ProvenRecords {
        let note = isNewest ? try await session.newestCheckpoint() : nil
        let first = try await read(session, keys: keys, note: note)
        guard !first.records.gone.isEmpty else { return first }
        // An erasure may have been published since the visit began; without a newer checkpoint it was not.
        guard let newest = try? await session.newestCheckpoint() else { return first }
        return try await read(session, keys: keys, note: newest)
    }

    private static func read(
        _ session: ReviewSession, keys: AgencyKeyFile, note: [UInt8]?
    ) async throws(VerificationError) -> ProvenRecords {
        let site = session.site
        let pins: AuditPins
        do {
            pins = AuditPins(
                fingerprint: site.fingerprint, log: try site.descriptor.logKey(),
                kept: site.checkpoint.checkpoint)
        } catch {
            throw .site(.logKey(error))
        }
        let run = VerifyRun(
            source: SiteLog(session, note: note), pins: pins, key: .agency(keys), opensEnvelopes: false)
        let outcome = try await run.run(kept: nil)
        try outcome.checkTree(of: site)
        return ProvenRecords(outcome: outcome, keys: keys)
    }

    /// The number of the epoch that published an entry; nil for an entry behind the last one.
    package func epoch(holding index: UInt64) -> UInt64? { outcome.epochs.number(holding: index) }

    /// Whether an epoch of the log named the key set that a content says to be sealed to.
    package func names(_ content: OpenedContent) -> Bool {
        guard let keySet = content.keySet else { return true }
        return outcome.epochs.names(keySet) == true
    }

    /// The one report whose id begins so, proven.
    ///
    /// - Throws: `records` where it is none, `site` where it is not proven.
    package func report(_ prefix: String) throws(VerificationError) -> ReviewRecord {
        let report: ReviewRecord
        do { report = try records.report(prefix) } catch { throw .records(error) }
        guard let fault = report.fault else { return report }
        throw .site(.notProven(report.commitment, fault))
    }
}
