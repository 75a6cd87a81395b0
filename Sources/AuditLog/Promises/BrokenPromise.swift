package import TransparencyLog
package import Wire

/// Evidence, for anyone and without a clock, that a promise was broken.
///
/// The promise, the batch of the first epoch numbered at or above its own, and the commitment absent from it.
/// The epoch before shows that it is the first one; batch 0 has none before it.
package struct BrokenPromise: Equatable, Sendable {
    /// What was promised.
    package let promise: Promise
    /// Shows that the commitment is not in the batch.
    package let absence: AbsenceProof
    /// The epoch before the batch; nil where the batch is the first.
    package let before: ProvenEntry?

    /// Takes the parts unverified.
    package init(promise: Promise, absence: AbsenceProof, before: ProvenEntry?) {
        self.promise = promise
        self.absence = absence
        self.before = before
    }

    /// Checks that the promise was made and broken.
    ///
    /// - Parameters:
    ///   - descriptor: names the promise key; as trusted as the caller got it.
    ///   - checkpoint: the one that the paths lead to, verified by the caller.
    /// - Throws: `signatureInvalid` where the promise is not this site's, `promiseBroken` where the epochs do
    ///   not show that it was broken; `batchInvalid`, `rootMismatch` or `entryUndecodable` where the
    ///   commitment is not shown absent, or an entry not to be what and where it says.
    package func verify(descriptor: SiteDescriptor, checkpoint: Checkpoint) throws(LogError) {
        do { try promise.check(descriptor: descriptor) } catch {
            throw LogError(.signatureInvalid, "Promise", expected: "this site's", found: "\(error)")
        }
        let epoch = try absence.verify(promise.commitment, in: checkpoint)
        guard epoch.number >= promise.epoch else {
            throw LogError(
                .promiseBroken, "Epoch.number", expected: "at least \(promise.epoch)",
                found: "\(epoch.number)")
        }
        guard epoch.first > 0 else {
            guard let before else { return }
            throw LogError(
                .promiseBroken, "epoch before", expected: "none before batch 0",
                found: "entry \(before.entry.index)")
        }
        guard let before, before.entry.index == epoch.first.less(1) else {
            throw LogError(
                .promiseBroken, "epoch before", expected: "entry \(epoch.first.less(1))",
                found: before.map { "entry \($0.entry.index)" } ?? "none")
        }
        try before.check(in: checkpoint)
        guard case .epoch(let last) = before.entry.body else { throw before.notAnEpoch }
        guard last.number < promise.epoch else {
            throw LogError(
                .promiseBroken, "epoch before", expected: "below \(promise.epoch)", found: "\(last.number)")
        }
    }
}
