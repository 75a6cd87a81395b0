import Keys
package import TransparencyLog
package import Wire

/// Proof, for offline use, that the log holds a sealed entry with a certain commitment.
///
/// Made only by verifying. Who holds a saved one shows that they had to do with a report.
package struct Receipt: Equatable, Sendable {
    /// What the entry commits to.
    package let commitment: Hash
    /// Index of the entry.
    package let index: UInt64
    /// Leaf hash of the entry before.
    package let previous: Hash
    /// From the entry's leaf to the root, the leaf's sibling first.
    package let path: [Hash]
    /// The one that the path leads to.
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

    /// Reads a saved receipt.
    ///
    /// - Parameters:
    ///   - file: a C2SP tlog-proof with the sealed entry in its `extra`, unverified.
    ///   - descriptor: names log and witnesses; as trusted as the caller got it.
    /// - Throws: `entryUndecodable` without that entry, `rootMismatch` where the path does not prove it,
    ///   `signatureInvalid` for what is no proof or has no checkpoint of this log, `descriptorInvalid` for
    ///   keys that are none.
    package init(_ file: [UInt8], descriptor: SiteDescriptor) throws(LogError) {
        let saved: ReceiptFile
        do { saved = try ReceiptFile(file) } catch { throw Self.refused(error) }
        let proof = saved.proof
        guard let commitment = saved.commitment, let entry = saved.entry, let leaf = saved.leaf else {
            throw LogError(
                .entryUndecodable, at: proof.index, "extra", expected: "the sealed entry",
                found: "other bytes")
        }
        let (log, witnesses) = (try descriptor.logKey(), try descriptor.witnessKeys())
        do {
            checkpoint = try proof.verify(
                leaf: leaf, origin: descriptor.origin, log: log, witnesses: witnesses)
        } catch { throw Self.refused(error) }
        self.commitment = commitment
        previous = entry.previous
        index = proof.index
        path = proof.path
    }

    /// The receipt as a file.
    ///
    /// - Parameter opening: shows later which record it is; nil leaves it out.
    /// - Returns: the path and the checkpoint's note, with entry and opening as `extra`.
    /// - Throws: `recordMismatch` where the opening is of another commitment, `entryUndecodable` where it has
    ///   no encoding.
    package func proof(opening: Opening?) throws(LogError) -> LogProof {
        let sealed = Entry(
            format: 1, index: index, previous: previous, body: .sealed(SealedRecord(commitment: commitment)))
        let opened: Hash
        let extra: [UInt8]
        do throws(EncodeError) {
            opened =
                try opening.map { opening throws(EncodeError) in try Commitment.of(opening) } ?? commitment
            extra = try ReceiptExtra(format: 1, entry: sealed, opening: opening).encoded()
        } catch {
            throw LogError(error)
        }
        guard opened == commitment else {
            throw LogError(.recordMismatch, at: index, "Opening", expected: commitment, found: opened)
        }
        return LogProof(extra: extra, index: index, path: path, checkpoint: checkpoint.note)
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

    private static func refused(_ error: LogProofError) -> LogError {
        let code: LogError.Code = if case .inclusion = error { .rootMismatch } else { .signatureInvalid }
        return LogError(code, "receipt", expected: "a proof for this log", found: "\(error)")
    }
}
