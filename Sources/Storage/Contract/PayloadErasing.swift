package import Wire

/// Removing what retention dates reach; what is logged stays provable.
package protocol PayloadErasing: Sendable {
    /// Payloads of published records promised for `epoch` or before, oldest first: what a retention date
    /// reaches.
    func payloads(through epoch: UInt64, limit: Int) async throws(StoreError) -> [HeldPayload]

    /// Removes the bytes of an envelope, overwriting them; record, nonce and envelope hash stay. Durable on
    /// return, overwritten soon after. Nothing happens where they are gone.
    func erasePayload(_ envelope: Hash) async throws(StoreError)

    /// Removes a published report's mailbox and what was submitted around it: its source can come back no more.
    ///
    /// Record, nonce and envelope hash stay for the log's life. The payload must be erased before.
    ///
    /// - Throws: `refused` where it is not published, or its payload is kept still.
    func closeMailbox(of commitment: Hash) async throws(StoreError)
}

/// A published payload that is kept still.
package struct HeldPayload: Equatable, Sendable {
    /// Of the record that names it.
    package let commitment: Hash
    /// Promised to that record.
    package let epoch: UInt64
    /// SHA-256 of its bytes.
    package let envelope: Hash
}
