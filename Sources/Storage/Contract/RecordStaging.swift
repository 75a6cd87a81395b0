package import AuditLog
package import Wire

/// Taking records in: each gets a promise once it is durable.
package protocol RecordStaging: Sendable {
    /// Large envelopes on their way in.
    var uploads: any UploadStore { get }

    /// Sets room aside for an envelope that is about to be staged: looking and taking are one step.
    ///
    /// - Returns: nil where the rule does not allow it; else to be ended when the record is staged or refused.
    func reserve(_ bytes: UInt64, where allows: RoomRule) -> SpaceReservation?

    /// What sealed bytes take now.
    var space: SpaceUse { get }

    /// Stages a record with its payload, in a transaction shared with whatever comes at the same time.
    ///
    /// The nonce must be new for each call. `promised` means durable; what was staged before gets the promise
    /// and the opening of then. Once for a content: a repetition after a crash or after the close answers the
    /// same.
    ///
    /// - Throws: `full` with nothing kept, `inputOutput`, `refusesWrites`, `notBegun` before batch 0,
    ///   `refused`.
    func stage(_ request: StageRequest, promise: @escaping PromiseSigner) async throws(StoreError)
        -> StageOutcome

    /// Returns when a report that came at this moment would be staged, and writes nothing: who is answered behind it
    /// waits as long as a report, also while others press.
    func pass() async

    /// What `stage` would answer without staging anything; nil for what is new.
    func existing(_ record: Record, submission: StageRequest.Submission?) async throws(StoreError)
        -> StageOutcome?

    /// Takes the auditor's attestation and the accounts that go with it, for one epoch, in one transaction: a close
    /// publishes all of them in one batch. What was taken before is answered as then, and is not said again.
    ///
    /// - Parameters:
    ///   - statement: the attestation.
    ///   - accounts: at least one, of one epoch.
    ///   - promise: signs what is new.
    /// - Returns: one outcome for each account; where they are not all `promised`, nothing was taken.
    /// - Throws: as `stage`.
    func attest(_ statement: Statement, accounts: [StageRequest], promise: @escaping PromiseSigner)
        async throws(StoreError) -> [StageOutcome]

    /// Keeps descriptors, agency keys and statements for the next batch that takes them, all or none. Durable on
    /// return; the same ones again change nothing.
    ///
    /// - Throws: `refused` for other bodies.
    func enqueue(_ bodies: [EntryBody]) async throws(StoreError)

    /// Keeps a statement of the auditor for the close of an epoch. Durable on return; the same one again changes nothing.
    ///
    /// - Parameters:
    ///   - statement: whose signature the caller has checked.
    ///   - epoch: the one whose close takes it, or a later one where many wait, by the last one cut.
    /// - Returns: that epoch.
    /// - Throws: `notBegun` before batch 0, and as `enqueue`.
    func say(_ statement: Statement, epoch: @escaping @Sendable (_ lastCut: UInt64) -> UInt64)
        async throws(StoreError) -> UInt64

    /// Keeps an agency's next keys for the close of an epoch. Durable on return; the same ones again are answered as
    /// then, as long as no newer ones are logged.
    ///
    /// - Parameters:
    ///   - keys: whose signature the caller has checked.
    ///   - epoch: the one whose close takes them, by the last one cut.
    /// - Returns: that epoch; nil where others wait, or these do not follow the newest ones in the log.
    /// - Throws: `notBegun` before batch 0, and as `enqueue`.
    func renew(_ keys: AgencyKeys, epoch: @escaping @Sendable (_ lastCut: UInt64) -> UInt64)
        async throws(StoreError) -> UInt64?

    /// What waits for a batch, as the next one would take it.
    func queuedPublicEntries() async throws(StoreError) -> PublicEntries
}

extension RecordStaging {
    /// The same of one.
    package func enqueue(_ body: EntryBody) async throws(StoreError) { try await enqueue([body]) }

    /// The same for a record that is no report.
    package func existing(_ record: Record) async throws(StoreError) -> StageOutcome? {
        try await existing(record, submission: nil)
    }
}
