package import Wire

/// Large envelopes on their way in: known within one run, never visible, gone with the run unless staged.
///
/// An upload is named by its owner's mailbox key and the envelope's hash. What is wrong with one is thrown as
/// `StoreError.upload`.
package protocol UploadStore: Sendable {
    /// Announces an envelope, or asks about one announced.
    ///
    /// - Parameters:
    ///   - owner: the mailbox key of who uploads.
    ///   - envelope: SHA-256 of the whole envelope.
    ///   - length: bytes of the whole envelope.
    ///   - id: 16 random bytes; used if the upload is new.
    ///   - limit: unfinished uploads at once of this owner.
    /// - Returns: bytes that have arrived.
    /// - Throws: `upload`: `length` for another than was announced, `tooMany` for a new one beyond `limit`.
    func begin(owner: PublicKey, envelope: Hash, length: UInt64, id: PayloadID, limit: Int)
        throws(StoreError) -> UInt64

    /// Takes the bytes from `offset` on. They are durable when `finish` has returned, not before.
    func append(_ bytes: [UInt8], owner: PublicKey, envelope: Hash, offset: UInt64) async throws(StoreError)

    /// Compares length and hash, and returns when all is durable. Asked again it answers the same, until the
    /// record is staged.
    func finish(owner: PublicKey, envelope: Hash) async throws(StoreError) -> UploadedPayload

    /// Gives up an upload; what arrived is overwritten.
    func abandon(owner: PublicKey, envelope: Hash) async throws(StoreError)

    /// Gives up what was not touched since the sweep before this one.
    func sweep()
}

/// A whole envelope in the store that no record names yet.
package struct UploadedPayload: Equatable, Sendable {
    /// SHA-256 of its bytes.
    package let envelope: Hash
    /// Bytes.
    package let length: UInt64
    /// The mailbox key of who uploaded it.
    let owner: PublicKey
    let id: PayloadID
}
