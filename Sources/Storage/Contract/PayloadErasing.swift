package import Wire

/// Removing what retention dates reach, and what its agencies agree to; what is logged stays provable.
///
/// An erasure is staged first, as a record; its payload goes once that record is published, and before the next epoch
/// is. Whatever crashes between, `published` says what is still to go.
package protocol PayloadErasing: Sendable {
    /// Payloads of published records promised for `epoch` or before, that no erasure names; oldest first.
    ///
    /// - Parameters:
    ///   - first: an epoch, the first one of which records are looked for.
    ///   - epoch: the last one.
    ///   - limit: how many.
    /// - Returns: at most so many, each where the log has it.
    /// - Throws: as every read.
    func payloads(from first: UInt64, through epoch: UInt64, limit: Int) async throws(StoreError)
        -> [HeldPayload]

    /// The payload of a published record; nil for an unknown one, and for one whose payload is gone.
    func payload(of commitment: Hash) async throws(StoreError) -> HeldPayload?

    /// The same for an agency: nil also where the record does not carry its code, told apart neither by the answer nor by the
    /// work that it takes.
    func payload(of commitment: Hash, carrying agency: AgencyCode) async throws(StoreError) -> HeldPayload?

    /// Envelopes that a published erasure names and that are kept still: what is to be erased now.
    func condemned(limit: Int) async throws(StoreError) -> [Hash]

    /// Removes the bytes of an envelope, overwriting them, and the consents to it; record, nonce and envelope hash stay.
    /// Durable on return, overwritten soon after. Nothing happens where they are gone.
    func erasePayload(_ envelope: Hash) async throws(StoreError)

    /// Keeps an agency's consent to the erasure of a record's payload. Durable on return; an agency's second one changes
    /// nothing.
    ///
    /// - Parameters:
    ///   - consent: whose signature the caller has checked.
    ///   - commitment: of a published record whose payload is kept.
    /// - Returns: all that are kept for this record, by agency; none where the payload is gone.
    /// - Throws: as every write.
    func consent(_ consent: ErasureConsent, to commitment: Hash) async throws(StoreError) -> [ErasureConsent]

    /// Records that every one of their agencies consented to erase, and that no erasure names.
    func agreed(limit: Int) async throws(StoreError) -> [(payload: HeldPayload, consents: [ErasureConsent])]

    /// Published reports whose payload is erased, by an erasure published in `erased` or before, and of which nothing
    /// was recorded behind the epoch `quiet`.
    func quietReports(since quiet: UInt64, erased: UInt64, limit: Int) async throws(StoreError) -> [Hash]

    /// Removes a published report's mailbox and what was submitted around it: its source can come back no more.
    ///
    /// Record, nonce and envelope hash stay for the log's life. The payload must be erased before.
    ///
    /// - Throws: `refused` where it is not published, or its payload is kept still.
    func closeMailbox(of commitment: Hash) async throws(StoreError)

    /// Where the published descriptors stand, ascending, each with the number of the batch before its own; 0 where there is
    /// none.
    func descriptors() async throws(StoreError) -> [(index: UInt64, before: UInt64)]
}

/// A published payload that is kept still.
package struct HeldPayload: Equatable, Sendable {
    /// Of the record that names it.
    package let commitment: Hash
    /// Promised to that record.
    package let epoch: UInt64
    /// SHA-256 of its bytes.
    package let envelope: Hash
    /// Of the record's entry.
    package let index: UInt64
    /// The number of the batch that holds it.
    package let batch: UInt64
    /// The record's, ascending.
    package let agencies: [AgencyCode]
}
