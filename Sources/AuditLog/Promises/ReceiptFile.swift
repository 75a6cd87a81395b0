package import TransparencyLog
package import Wire

/// A saved receipt as it was read, `c2sp.org/tlog-proof@v1`: nothing in it is verified.
///
/// `extra` is a `ReceiptExtra`, or in the first receipts the sealed entry alone. The leaf that the proof is about is
/// the entry's, SHA-256(0x00 || entry), whatever else `extra` holds.
package struct ReceiptFile: Equatable, Sendable {
    /// The proof as it was saved.
    package let proof: LogProof
    /// Nil where `extra` is neither of the two.
    package let entry: Entry?
    /// What opens the entry's commitment, where it was saved.
    package let opening: Opening?

    /// Reads the file, and whatever of `extra` is understood.
    package init(_ bytes: [UInt8]) throws(LogProofError) {
        proof = try LogProof(bytes)
        let bytes = proof.extra ?? []
        if let extra = try? ReceiptExtra(decoding: bytes), extra.format == 1 {
            entry = extra.entry
            opening = extra.opening
        } else {
            entry = try? Entry(decoding: bytes)
            opening = nil
        }
    }

    /// Of the entry, if it is a sealed one that stands where the proof says.
    package var commitment: Hash? {
        guard let entry, entry.format == 1, entry.index == proof.index, case .sealed(let sealed) = entry.body
        else { return nil }
        return sealed.commitment
    }

    /// RFC 6962's hash of the entry; nil without one.
    package var leaf: Hash? {
        guard let bytes = try? entry?.encoded() else { return nil }
        return MerkleTree.leafHash(bytes)
    }
}
