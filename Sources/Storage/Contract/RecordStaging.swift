package import AuditLog
package import Wire

/// Taking records in: each gets a promise once it is durable.
package protocol RecordStaging: Sendable {
    /// Large envelopes on their way in.
    var uploads: any UploadStore { get }

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

    /// What `stage` would answer without staging anything; nil for what is new.
    func existing(_ record: Record, submission: StageRequest.Submission?) async throws(StoreError)
        -> StageOutcome?

    /// Keeps a descriptor, agency keys or a statement for the next batch that takes it. Durable on return;
    /// the same one again changes nothing.
    ///
    /// - Throws: `refused` for other bodies.
    func enqueue(_ body: EntryBody) async throws(StoreError)

    /// What waits for a batch, as the next one would take it.
    func queuedPublicEntries() async throws(StoreError) -> PublicEntries
}

extension RecordStaging {
    /// The same for a record that is no report.
    package func existing(_ record: Record) async throws(StoreError) -> StageOutcome? {
        try await existing(record, submission: nil)
    }
}
