import Primitives
package import Wire

/// Why bytes are no request or no answer of C2SP tlog-witness `add-checkpoint`.
package enum AddCheckpointError: Error, Equatable {
    case tooLarge(byteCount: Int, limit: Int)
    /// The first line is not `old <decimal up to 2^63 − 1>`.
    case malformedOldSize
    /// Neither the base64 of 32 bytes nor the empty line. Lines are counted from 1.
    case malformedProof(line: Int)
    case tooManyHashes(limit: Int)
    case note(NoteError)
    case checkpoint(CheckpointError)
    /// The body of a 200 is not signature lines, 1 to `limit` of them.
    case malformedCosignatures(limit: Int)
    /// A 409 without the size that the witness knows.
    case malformedConflict
}

extension AddCheckpointError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let count, let limit): "add-checkpoint: \(count) bytes (limit: \(limit))"
        case .malformedOldSize: "add-checkpoint: line 1 is not 'old' and a decimal"
        case .malformedProof(let line): "add-checkpoint: line \(line) is no hash and not empty"
        case .tooManyHashes(let limit): "add-checkpoint: too many proof lines (limit: \(limit))"
        case .note(let error): "add-checkpoint: \(error)"
        case .checkpoint(let error): "add-checkpoint: \(error)"
        case .malformedCosignatures(let limit): "add-checkpoint: answer is not 1 to \(limit) signature lines"
        case .malformedConflict: "add-checkpoint: conflict does not name a size"
        }
    }
}

/// What a log asks of a witness (C2SP tlog-witness, `POST <submission prefix>/add-checkpoint`).
///
///     old <size>
///     <base64 hash>               (0 to 63: the consistency proof from that size)
///                                 (empty line)
///     <the checkpoint, a signed note>
package struct AddCheckpointRequest: Equatable, Sendable {
    /// Bytes of the longest request.
    package static let maximumBytes = 65_536
    /// Hashes of the longest consistency proof.
    package static let maximumHashes = 63
    /// Where requests are posted to, below the witness's own address.
    package static let path = "/add-checkpoint"

    /// Of the checkpoint that the witness is thought to have cosigned last; 0 for none.
    package let oldSize: UInt64
    /// As in `ConsistencyProof.path`.
    package let proof: [Hash]
    /// With the log's signature; nothing in it is verified yet.
    package let checkpoint: SignedNote
    /// What the note's text says.
    package let head: Checkpoint

    /// Throws where the witness's side could not read what `bytes` would write.
    package init(oldSize: UInt64, proof: [Hash], checkpoint: SignedNote) throws(AddCheckpointError) {
        guard oldSize <= Checkpoint.maximumSize else { throw .malformedOldSize }
        guard proof.count <= Self.maximumHashes else { throw .tooManyHashes(limit: Self.maximumHashes) }
        self.oldSize = oldSize
        self.proof = proof
        self.checkpoint = checkpoint
        do { head = try Checkpoint(text: checkpoint.text) } catch { throw .checkpoint(error) }
        let count = bytes.count
        guard count <= Self.maximumBytes else { throw .tooLarge(byteCount: count, limit: Self.maximumBytes) }
    }

    /// Reads exactly what `bytes` writes.
    package init(_ bytes: [UInt8]) throws(AddCheckpointError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(byteCount: bytes.count, limit: Self.maximumBytes)
        }
        var lines = LineReader(bytes: bytes)
        guard let first = lines.next(), first.starts(with: Self.old),
            let oldSize = parseDecimal(first.dropFirst(Self.old.count), limit: Checkpoint.maximumSize)
        else { throw .malformedOldSize }
        var proof: [Hash] = []
        while true {
            guard let line = lines.next() else { throw .malformedProof(line: lines.number) }
            guard !line.isEmpty else { break }
            guard proof.count < Self.maximumHashes else { throw .tooManyHashes(limit: Self.maximumHashes) }
            guard let hash = Base64.decode(line).flatMap({ Hash($0) }) else {
                throw .malformedProof(line: lines.number)
            }
            proof.append(hash)
        }
        let checkpoint: SignedNote
        do { checkpoint = try SignedNote(lines.rest) } catch { throw .note(error) }
        try self.init(oldSize: oldSize, proof: proof, checkpoint: checkpoint)
    }

    /// The request's body.
    package var bytes: [UInt8] {
        var text = "old \(oldSize)\n"
        for hash in proof { text += "\(Base64.encode(hash.bytes))\n" }
        return [UInt8]("\(text)\n".utf8) + checkpoint.bytes
    }

    private static let old = [UInt8]("old ".utf8)
}
