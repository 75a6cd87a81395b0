package import Keys
import Wire

/// A C2SP tlog-cosignature of type 0x04: `uint64 POSIX seconds || Ed25519 signature`.
///
/// It says: as of then, this was the largest consistent tree of that origin that the cosigner had seen. The
/// signed message does not name the cosigner, so one key must not serve two.
struct Cosignature: Equatable {
    static let maximumTimestamp = UInt64(Int64.max)

    let timestamp: UInt64
    let signature: Signature

    init(timestamp: UInt64, signature: Signature) {
        self.timestamp = timestamp
        self.signature = signature
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count == 72, let signature = Signature(bytes.dropFirst(8)) else { return nil }
        let timestamp = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard timestamp <= Self.maximumTimestamp else { return nil }
        self.init(timestamp: timestamp, signature: signature)
    }

    var bytes: [UInt8] { timestamp.bigEndianBytes + signature.bytes }

    func verify(checkpointText: String, key: PublicKey) -> Bool {
        Ed25519.verify(signature, of: Self.message(checkpointText, timestamp: timestamp), by: key)
    }

    static func message(_ checkpointText: String, timestamp: UInt64) -> [UInt8] {
        [UInt8]("cosignature/v1\ntime \(timestamp)\n\(checkpointText)".utf8)
    }
}

/// Cosigns checkpoints with signature type 0x04.
package struct Cosigner: Sendable {
    /// The public half, with the name that lines carry.
    package let verifierKey: VerifierKey
    private let key: SigningKey

    /// Refuses a name that cannot stand in a line.
    package init(name: String, key: SigningKey) throws(NoteError) {
        verifierKey = try VerifierKey(name: name, algorithm: .cosignature, publicKey: key.publicKey)
        self.key = key
    }

    /// Signs a checkpoint, for the time given.
    ///
    /// - Parameters:
    ///   - checkpoint: only one that is consistent with every other one seen.
    ///   - timestamp: POSIX seconds, 1…2^63 − 1.
    /// - Returns: the signature line.
    /// - Throws: `invalidTimestamp` beyond these bounds, `failed` where the crypto library refuses.
    package func cosign(
        _ checkpoint: Checkpoint, at timestamp: UInt64
    ) throws(SigningError) -> NoteSignature {
        guard (1...Cosignature.maximumTimestamp).contains(timestamp) else { throw .invalidTimestamp }
        let message = Cosignature.message(checkpoint.text, timestamp: timestamp)
        let cosignature = Cosignature(timestamp: timestamp, signature: try key.sign(message))
        return NoteSignature(key: verifierKey, bytes: cosignature.bytes)
    }
}
