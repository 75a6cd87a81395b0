package import AuditLog
import TransparencyLog
package import Wire

/// The steps of a close, in this order: `plan`, the caller signs, `advanceGuard`, `publish`, `settle`.
///
/// After a crash between any two, opening leaves the planned batch and the caller goes on with signing; every step
/// but `plan` may be repeated.
package protocol EpochClosing: Sendable {
    /// Decides a batch and stores it whole, in one transaction that no reader sees anything of.
    ///
    /// - Parameters:
    ///   - number: of the epoch that closes the batch; above the last one published.
    ///   - make: pure; `BatchPlan.make` with clock, secrets and key set put in.
    /// - Returns: the batch as stored, whose `after` is to be signed.
    /// - Throws: `planPending` while another one waits, `epochCut`, `refused` for what `make` throws or where
    ///   its plan leaves a pending record out.
    func plan(number: UInt64, make: @escaping @Sendable (CloseInput) throws -> BatchPlan)
        async throws(StoreError) -> PlannedBatch

    /// The batch that was planned and not published, after a crash or a fault.
    func pendingPlan() async throws(StoreError) -> PlannedBatch?

    /// Compare-and-swap of the guard, durable on return. Only then may the signature leave memory.
    ///
    /// - Throws: `guardMoved` where the guard is neither where the batch begins nor where it ends.
    func advanceGuard(_ planned: PlannedBatch) async throws(StoreError)

    /// Makes the planned batch the public log, in one compare-and-swap.
    ///
    /// - Parameters:
    ///   - planned: as `plan` or `pendingPlan` gave it.
    ///   - checkpoint: the signed note of `planned.after`.
    /// - Throws: `noPlan` for another plan than the one that waits or was published last.
    func publish(_ planned: PlannedBatch, checkpoint: String) async throws(StoreError)

    /// Moves what is published out of staging, in the order of keys, so that the order of arrival is nowhere any
    /// more. Nothing that can be read changes.
    ///
    /// It costs as much whether nothing came or one report: the public is asking for the new batch meanwhile, and how
    /// fast it is answered must not tell.
    func settle() async throws(StoreError)

    /// Puts more signatures under a published checkpoint; `change` gets the note as it stands, in the transaction
    /// that writes the new one.
    ///
    /// - Returns: the note as it stands now.
    /// - Throws: `outOfRange` where no checkpoint of that size is published.
    func replaceCheckpoint(size: UInt64, _ change: @escaping @Sendable (String) throws -> String)
        async throws(StoreError) -> String
}

/// Where a fault can be thrown while an epoch closes: after the step, before the next one.
package enum CloseStep: CaseIterable, Sendable {
    /// The whole plan is written and not committed.
    case planWritten
    case planCommitted
    /// The guard's new content is durable beside the old one.
    case guardWritten
    case guardAdvanced
    /// The plan is swapped for the published state, and this is not committed.
    case flipWritten
    case flipCommitted
    /// The records have moved to their permanent tables.
    case recordsMoved
}

/// Everything that a batch is decided from.
package struct CloseInput: Sendable {
    /// Of the epoch.
    package let number: UInt64
    /// Where the batch begins.
    package let state: LogState
    /// Everything promised for `number` or before and in no batch yet, ascending by promised epoch, then
    /// commitment.
    package let pending: [PendingRecord]
    /// What waits to be said in public and fits in one batch: of descriptors the lowest serial, likewise of
    /// each agency's keys.
    ///
    /// All of it must be in the batch.
    package let publicEntries: PublicEntries
}

/// A batch that is stored and not yet published: it will be, as it is, however late.
package struct PlannedBatch: Equatable, Sendable {
    /// Its last entry.
    package let epoch: Epoch
    /// Where the public log stands, and the guard unless it was advanced already.
    package let before: LogPosition
    /// What to sign.
    package let after: LogState
}

/// A size of the log and its root.
package struct LogPosition: Equatable, Sendable {
    /// Entries.
    package var size: UInt64
    /// Of the tree of that size.
    package var root: Hash

    /// A position from its parts.
    package init(size: UInt64, root: Hash) {
        self.size = size
        self.root = root
    }

    /// Where a state stands.
    package init(_ state: LogState) {
        self.init(size: state.size, root: state.edge.root)
    }
}
