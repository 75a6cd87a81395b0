import Keys
import Wire

/// Holds each erasure against the record whose envelope it says was erased, and each missing envelope against the
/// erasures.
///
/// An erasure names the commitment, the entry's index, the envelope and exactly the agencies of a record that was
/// included before. It is lawful when the retention that held at that inclusion is over, or 30 days after it with the
/// consent of every agency of the record. Anything else is `erasureInvalid`, and excuses nothing.
///
/// Memory grows with the records that are opened and are not filler, by about a hundred bytes each: an erasure comes
/// half a year after what it erases.
struct ErasureCheck: Sendable {
    /// A record that names an envelope.
    struct Kept: Equatable, Sendable {
        /// Of its entry.
        var index: UInt64
        /// When the epoch of its batch was due, seconds since 1970; nil while the batch is open.
        var included: UInt64?
        /// Days, of the descriptor in force at its inclusion.
        var retention: UInt16
        /// SHA-256 over the envelope's hash and the codes of the record's agencies.
        var content: Hash
        /// A lawful erasure names it.
        var isErased = false
    }

    /// Seconds from a record's inclusion until everybody's consent may erase it.
    static let earliestByConsent: UInt64 = 30 * 86_400

    /// By commitment.
    private(set) var kept: [Hash: Kept]
    /// Those of the batch under way.
    private var fresh: [Hash] = []
    private var erasures: [(erased: PayloadErased, index: UInt64)] = []
    /// Envelopes that are not there, and the indices of their entries.
    private var missing: [Hash: UInt64] = [:]
    /// Envelopes that were there in this run.
    private var present: Set<Hash> = []
    /// Erasures of batches before the newest one of this run.
    private var settled: [(commitment: Hash, index: UInt64)] = []
    /// Erasures of the newest batch.
    private var newest: [(commitment: Hash, index: UInt64)] = []

    /// Takes what an earlier audit kept.
    init(kept: [Hash: Kept] = [:]) {
        self.kept = kept
    }

    /// A record of the batch under way that names an envelope.
    ///
    /// - Parameters:
    ///   - commitment: the record's.
    ///   - envelope: SHA-256 of the envelope that it names.
    ///   - agencies: the record's, in its order.
    ///   - index: of its entry.
    ///   - isThere: whether whoever keeps the log still has the envelope.
    ///   - retention: of the descriptor in force, in days.
    /// - Throws: `recordMismatch` for a commitment that stands in the log already.
    mutating func enter(
        _ commitment: Hash, envelope: Hash, agencies: [AgencyCode], at index: UInt64, isThere: Bool,
        retention: UInt16
    ) throws(LogError) {
        if let first = kept[commitment] {
            throw LogError(
                .recordMismatch, at: index, "SealedRecord.commitment",
                expected: "one at entry \(first.index) alone",
                found: "the same again")
        }
        kept[commitment] = Kept(
            index: index, included: nil, retention: retention,
            content: Self.content(envelope: envelope, agencies: agencies))
        fresh.append(commitment)
        if isThere { present.insert(commitment) } else { missing[commitment] = index }
    }

    /// An erasure of the batch under way.
    mutating func enter(_ erased: PayloadErased, at index: UInt64) {
        erasures.append((erased, index))
    }

    /// An epoch closes the batch.
    ///
    /// - Parameters:
    ///   - epoch: the one that closes it.
    ///   - site: the site's history, for the keys that may consent.
    ///   - tally: gets what is wrong.
    mutating func close(_ epoch: Epoch, site: SiteCheck, tally: inout AuditTally) {
        settled += newest
        newest = []
        for (erased, index) in erasures {
            do { try check(erased, scheduled: epoch.scheduled, site: site) } catch {
                tally.fail(error.at(index))
                continue
            }
            kept[erased.commitment]?.isErased = true
            missing[erased.commitment] = nil
            newest.append((erased.commitment, index))
            tally.counts.erased += 1
        }
        for commitment in fresh { kept[commitment]?.included = epoch.scheduled }
        fresh = []
        erasures = []
    }

    /// No entry follows: what is missing now was not erased, and what was erased an epoch ago is gone.
    mutating func finish(tally: inout AuditTally) {
        for (_, index) in missing.sorted(by: { $0.value < $1.value }) {
            tally.fail(
                LogError(.unaccounted, at: index, "envelope", expected: "one, or an erasure", found: "none"))
        }
        for (commitment, index) in settled where present.contains(commitment) {
            tally.fail(
                LogError(
                    .erasureInvalid, at: index, "PayloadErased.envelope",
                    expected: "an envelope that is gone",
                    found: "one that is there"))
        }
    }

    private func check(
        _ erased: PayloadErased, scheduled: UInt64, site: SiteCheck
    ) throws(LogError) {
        guard let record = kept[erased.commitment], let included = record.included else {
            throw LogError(
                .erasureInvalid, "PayloadErased.commitment", expected: "a record of an earlier batch",
                found: erased.commitment.hex)
        }
        guard record.index == erased.index else {
            throw LogError(
                .erasureInvalid, "PayloadErased.index", expected: record.index, found: erased.index)
        }
        guard record.content == Self.content(envelope: erased.envelope, agencies: erased.agencies) else {
            throw LogError(
                .erasureInvalid, "PayloadErased",
                expected: "envelope and agencies of the record at \(record.index)",
                found: "others")
        }
        guard !record.isErased else {
            throw LogError(.erasureInvalid, "PayloadErased", expected: "one erasure", found: "another one")
        }
        let isByConsent = erased.cause == .fetchedByAll
        let period = isByConsent ? Self.earliestByConsent : UInt64(record.retention) * 86_400
        let (lawful, overflow) = included.addingReportingOverflow(period)
        guard !overflow, scheduled >= lawful else {
            throw LogError(
                .erasureInvalid, "PayloadErased.cause", expected: "an epoch due at \(lawful) or later",
                found: "\(scheduled)")
        }
        try checkConsents(of: erased, by: isByConsent ? erased.agencies : [], site: site)
    }

    private func checkConsents(
        of erased: PayloadErased, by agencies: [AgencyCode], site: SiteCheck
    ) throws(LogError) {
        guard erased.consents.map({ $0.agency }) == agencies else {
            throw LogError(
                .erasureInvalid, "PayloadErased.consents",
                expected: agencies.isEmpty ? "none" : agencies.joined(separator: " "),
                found: erased.consents.map { $0.agency }.joined(separator: " "))
        }
        let origin = site.descriptor?.origin ?? ""
        for consent in erased.consents {
            guard site.mayConsent(consent.signer, for: consent.agency, toEntry: erased.index),
                consent.isValid(origin: origin, commitment: erased.commitment, cause: erased.cause)
            else {
                throw LogError(
                    .erasureInvalid, "ErasureConsent.signature",
                    expected:
                        "signed by an act key of \(consent.agency) under its identity at entry \(erased.index)",
                    found: "not")
            }
        }
    }

    private static func content(envelope: Hash, agencies: [AgencyCode]) -> Hash {
        var bytes = envelope.bytes
        // No code is the beginning of another with its line feed.
        for agency in agencies { bytes += Array(agency.utf8) + [0x0a] }
        return sha256(bytes)
    }
}
