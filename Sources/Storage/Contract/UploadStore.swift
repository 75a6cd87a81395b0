package import Wire

/// Large envelopes on their way in: known within one run, never visible, gone with the run unless staged.
///
/// An upload is named by its owner's mailbox key and what the owner calls it; the envelope's hash comes last. What is wrong with one is thrown as
/// `StoreError.upload`. Who began it last has the turn: bytes of an earlier turn are refused as `busy`.
///
/// What is kept of an upload when its stream ends are whole parts of 65,536 bytes.
package protocol UploadStore: Sendable {
    /// Announces an envelope, or asks about one announced.
    ///
    /// - Parameters:
    ///   - owner: the mailbox key of who uploads.
    ///   - upload: 32 bytes that the owner drew.
    ///   - length: bytes of the whole envelope.
    ///   - id: 16 random bytes; used if the upload is new.
    ///   - limit: unfinished uploads at once of this owner.
    ///   - room: whether so many bytes may be announced; asked for a new one alone.
    /// - Returns: bytes that have arrived, and whose turn it is now.
    /// - Throws: `upload`: `length` for another than was announced, `tooMany` for a new one beyond `limit`, `noRoom`.
    func begin(
        owner: PublicKey, upload: Nonce, length: UInt64, id: PayloadID, limit: Int, room: RoomRule
    ) async throws(StoreError) -> UploadTurn

    /// Takes the bytes from `offset` on. They are durable when `finish` has returned, not before.
    func append(
        _ bytes: [UInt8], owner: PublicKey, upload: Nonce, offset: UInt64, turn: UInt64
    ) async throws(StoreError)

    /// The stream of a turn has ended: what it left behind the last whole part is forgotten, and takes no memory.
    func pause(owner: PublicKey, upload: Nonce, turn: UInt64) async

    /// Compares length and hash, and returns when all is durable. Asked again it answers the same, until the
    /// record is staged.
    func finish(
        owner: PublicKey, upload: Nonce, envelope: Hash, turn: UInt64
    ) async throws(StoreError) -> UploadedPayload

    /// Gives up an upload; what arrived is overwritten.
    func abandon(owner: PublicKey, upload: Nonce) async throws(StoreError)

    /// Pauses what brought nothing since the call before this one.
    func calm()

    /// Gives up what did not get on since the sweep before this one: by a part, and by a 96th of its length.
    func sweep()
}

/// How far an upload is, and the right to go on with it.
package struct UploadTurn: Equatable, Sendable {
    /// Bytes: whole parts, or all of it.
    package let arrived: UInt64
    /// Rises with every beginning.
    package let number: UInt64
}

/// What uploads that are on their way may hold in memory, in all.
///
/// At most `grown` + `streams` · 196,608 bytes: a part and a chunk for each stream, a part that is being written, and
/// what long pieces share.
package struct UploadMemory: Equatable, Sendable {
    /// Uploads that bring bytes at once.
    package var streams: Int
    /// Bytes that pieces of more than one part share.
    package var grown: Int

    /// 128 streams and 32 MiB: 56 MiB in all.
    package init(streams: Int = 128, grown: Int = 32 << 20) {
        (self.streams, self.grown) = (streams, grown)
    }
}

/// A whole envelope in the store that no record names yet.
package struct UploadedPayload: Equatable, Sendable {
    /// SHA-256 of its bytes.
    package let envelope: Hash
    /// Bytes.
    package let length: UInt64
    /// The mailbox key of who uploaded it.
    let owner: PublicKey
    /// What the owner calls it.
    let upload: Nonce
    let id: PayloadID
}
