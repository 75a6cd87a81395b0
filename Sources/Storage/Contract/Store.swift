package import Wire

/// A server's only storage: what is staged, the log, and the sealed payloads.
///
/// The contract, for every engine; its parts say what each call does and throws:
///
/// **Durable when.** `stage`, `enqueue`, `plan`, `advanceGuard`, `publish` and `UploadStore.finish` return
/// when what they did survives a loss of power; a payload is durable before the record that names it. An
/// answer that was not given may or may not have taken effect, and the same request again tells.
///
/// **One writer.** Every change is a transaction, one after the other. Staged records share transactions
/// (group commit): each gets its own outcome, and none is answered before its transaction is synced. Reads
/// see one snapshot each and never wait for writes. All calls may come from many tasks at once.
///
/// **Compare-and-swap.** At most one planned batch exists, and a plan begins where the published log ends. It
/// is never changed or thrown away: `publish` swaps exactly that plan for the published state, and only that.
/// The guard, outside the database, goes only from a batch's beginning to its end. So no two roots of one
/// size are ever signed, whatever crashes, and a database put back from a copy is refused.
///
/// **A close takes exactly** the records promised for its number or before; a record's promised epoch is
/// above the last one planned, is fixed in the staging transaction and stored with its signature.
///
/// **Unique and never rebound:** envelope → record; mailbox → report; (report, conversation, direction,
/// counter) → message; (report, agency, counter) → act; (agency, through) → account; erased record → erasure. The
/// check and the insertion are one transaction.
///
/// **Visible.** Reads answer from published batches alone, with the exceptions that their names or comments
/// say: a mailbox's own report, the same request again, an author's own staged records.
///
/// **Full and failing disks.** `full` keeps nothing of the request and the store goes on. After `inputOutput`
/// in a write no further write is accepted until the store is opened anew, because nothing is certain after a
/// failed sync.
///
/// **Order and time.** No times are stored; what came from outside is ordered by random keys, and is rewritten
/// in that order once published (`settle`), parts of uploads too, overwriting the old places with zeros. Inside an open
/// epoch, who takes the disk can still find an order of arrival in it.
///
/// **Room.** What is announced has room set aside in the step that looks for it (`reserve`, `UploadStore.begin`) until it
/// is there or will not come; free pages are room, and more than a few are given back to the disk by `settle`.
///
/// **Opening** makes sure of guard and database before anything else, removes uploads that were not finished, and
/// leaves a planned batch for `pendingPlan`, which must be finished first.
package protocol Store: PublishedLog, LogReads, ReportReads, RecordStaging, EpochClosing, PayloadErasing {
    /// How the store stands.
    func status() async throws(StoreError) -> StoreStatus

    /// To be called every 30 s: writes to all files, so that their times do not tell the last arrival.
    func tick() async throws(StoreError)

    /// Closes the files. Requests that come later throw `closed`.
    func close() throws(StoreError)
}

/// How a store stands, in one snapshot.
package struct StoreStatus: Equatable, Sendable {
    /// The log's name.
    package let origin: Origin
    /// Published entries.
    package let size: UInt64
    /// Of the published tree; nil before batch 0.
    package let root: Hash?
    /// The newest published one; nil before batch 0.
    package let epoch: Epoch?
    /// Records that no planned batch holds.
    package let pending: UInt64
    /// The newest signed note; nil before batch 0.
    package let checkpoint: String?
}
