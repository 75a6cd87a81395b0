package import Wire

/// Proof, for offline use, that the log holds a sealed entry with a certain commitment.
///
/// Made only by verifying. Who holds a saved one shows that they had to do with a report.
package struct Receipt: Equatable, Sendable {
    package let commitment: Hash
    package let index: UInt64
    /// Leaf hash of the entry before.
    package let previous: Hash
    package let path: [Hash]
    package let checkpoint: VerifiedCheckpoint

    /// Recomputes the leaf from the commitment and follows the path to the checkpoint's root.
    package init(
        commitment: Hash, inclusion: Inclusion, checkpoint: VerifiedCheckpoint
    ) throws(LogError) {
        try self.init(
            commitment: commitment, index: inclusion.index, previous: inclusion.previous,
            path: inclusion.proof,
            checkpoint: checkpoint)
    }

    /// Reads a saved receipt, `c2sp.org/tlog-proof@v1` with the entry as `extra`.
    ///
    /// - Parameter descriptor: names log and witnesses; as trusted as the caller got it.
    package init(_ file: [UInt8], descriptor: SiteDescriptor) throws(LogError) {
        let proof: LogProof
        do { proof = try LogProof(file) } catch { throw Self.refused(error) }
        let bytes = proof.extra ?? []
        guard let entry = try? Entry(decoding: bytes), entry.format == 1, entry.index == proof.index,
            case .sealed(let sealed) = entry.body
        else {
            throw LogError(
                .entryUndecodable, at: proof.index, "extra", expected: "the sealed entry",
                found: "other bytes")
        }
        let (log, witnesses) = (try descriptor.logKey(), try descriptor.witnessKeys())
        let checkpoint: VerifiedCheckpoint
        do {
            checkpoint = try proof.verify(
                leaf: MerkleTree.leafHash(bytes), origin: descriptor.origin, log: log, witnesses: witnesses)
        } catch { throw Self.refused(error) }
        self.checkpoint = checkpoint
        commitment = sealed.commitment
        previous = entry.previous
        index = proof.index
        path = proof.path
    }

    /// The receipt as a file.
    package var logProof: LogProof {
        LogProof(extra: entry, index: index, path: path, checkpoint: checkpoint.note)
    }

    private init(
        commitment: Hash, index: UInt64, previous: Hash, path: [Hash], checkpoint: VerifiedCheckpoint
    ) throws(LogError) {
        let entry = SealedEntry.encode(index: index, previous: previous, commitment: commitment)
        let proof = InclusionProof(index: index, size: checkpoint.checkpoint.size, path: path)
        do { try proof.verify(leaf: MerkleTree.leafHash(entry), root: checkpoint.checkpoint.root) } catch {
            throw LogError(
                .rootMismatch, at: index, "inclusion", expected: checkpoint.checkpoint.root.hex,
                found: "\(error)")
        }
        self.commitment = commitment
        self.index = index
        self.previous = previous
        self.path = path
        self.checkpoint = checkpoint
    }

    private var entry: [UInt8] {
        SealedEntry.encode(index: index, previous: previous, commitment: commitment)
    }

    private static func refused(_ error: LogProofError) -> LogError {
        let code: LogError.Code = if case .inclusion = error { .rootMismatch } else { .signatureInvalid }
        return LogError(code, "receipt", expected: "a proof for this log", found: "\(error)")
    }
}
