import AuditLog
import Keys
import Storage
import TransparencyLog
import Wire

extension PublishedSite {
    /// How many checkpoints are looked at for a quorum: behind them a site is stale whatever they say.
    private static let searchedCheckpoints = 16

    /// The newest checkpoint that has the quorum of this site's descriptor, and its place in this site's tree.
    ///
    /// - Parameters:
    ///   - store: of this log.
    ///   - old: a descriptor whose witnesses still count; where one checkpoint has its quorum too, that one is taken.
    /// - Returns: nil where no quorum is asked, or none of the newest checkpoints has one.
    /// - Throws: `StoreError`; `LogError` where the log is not one that this server made.
    func newestWitnessed(
        in store: any Store, behind old: SiteDescriptor
    ) async throws -> WitnessedCheckpoint? {
        guard descriptor.quorum > 0 else { return nil }
        let earlier = try await store.checkpointSizes(below: size, limit: Self.searchedCheckpoints)
        let (log, witnesses) = (try descriptor.logKey(), try descriptor.witnessKeys())
        let before = try old.witnessKeys()
        var first: (text: String, size: UInt64)?
        for candidate in [size] + earlier {
            guard let text = try await store.checkpoint(at: candidate) else { continue }
            func has(_ quorum: UInt8, _ witnesses: [VerifierKey]) -> Bool {
                let verified = try? VerifiedCheckpoint(
                    bytes: [UInt8](text.utf8), origin: descriptor.origin, log: log, witnesses: witnesses)
                return quorum == 0 || verified?.quorumTime(quorum) != nil
            }
            guard has(descriptor.quorum, witnesses) else { continue }
            if has(old.quorum, before) { return try await witnessed(text, size: candidate, in: store) }
            if first == nil { first = (text, candidate) }
        }
        guard let first else { return nil }
        return try await witnessed(first.text, size: first.size, in: store)
    }

    private func witnessed(
        _ text: String, size older: UInt64, in store: any Store
    ) async throws -> WitnessedCheckpoint {
        let last = try Entry(decoding: try await store.entry(at: older.less(1)))
        guard case .epoch(let epoch) = last.body else {
            throw LogError(.batchInvalid, at: older.less(1), "EntryBody", expected: "epoch", found: "another")
        }
        return WitnessedCheckpoint(
            checkpoint: text, epoch: epoch, previous: last.previous,
            proof: try await store.proof(try ProofPlan.inclusion(of: older.less(1), in: older)),
            consistency: try await store.proof(try ProofPlan.consistency(from: older, to: size)))
    }
}
