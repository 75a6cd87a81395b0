import Primitives
package import Wire

/// Why a file is no offline receipt, or does not prove anything.
package enum LogProofError: Error, Equatable {
    case tooLarge(byteCount: Int, limit: Int)
    /// Lines are counted from 1.
    case malformed(line: Int)
    case note(NoteError)
    case checkpoint(CheckpointError)
    case inclusion(ProofError)
}

extension LogProofError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let count, let limit): "proof has \(count) bytes (limit: \(limit))"
        case .malformed(let line): "line \(line) of the proof is malformed"
        case .note(let error): "proof: \(error)"
        case .checkpoint(let error): "proof: \(error)"
        case .inclusion(let error): "proof: \(error)"
        }
    }
}

/// An offline proof that an entry is in a log (C2SP tlog-proof, `c2sp.org/tlog-proof@v1`).
///
///     c2sp.org/tlog-proof@v1
///     extra <base64>              (optional)
///     index <decimal>
///     <base64 hash>               (zero or more, the leaf's sibling first)
///                                 (empty line)
///     <the checkpoint, a signed note>
package struct LogProof: Equatable, Sendable {
    /// Bytes of the longest `extra`.
    package static let maximumExtraBytes = 131_072
    /// Bytes of the longest proof.
    package static let maximumBytes = SignedNote.maximumBytes + 4 * maximumExtraBytes / 3 + 4096
    private static let header = "c2sp.org/tlog-proof@v1"
    private static let maximumPath = 64

    /// Not authenticated: believe nothing in it but what the leaf hash confirms.
    package let extra: [UInt8]?
    /// Index of the entry.
    package let index: UInt64
    /// From the entry's leaf to the root, the leaf's sibling first.
    package let path: [Hash]
    /// With all its signatures.
    package let checkpoint: SignedNote

    /// Takes the parts unverified.
    package init(extra: [UInt8]?, index: UInt64, path: [Hash], checkpoint: SignedNote) {
        self.extra = extra
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads exactly what `bytes` writes.
    package init(_ bytes: [UInt8]) throws(LogProofError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(byteCount: bytes.count, limit: Self.maximumBytes)
        }
        var lines = LineReader(bytes: bytes)
        guard lines.next()?.elementsEqual(Self.header.utf8) == true else {
            throw .malformed(line: lines.number)
        }
        var line = lines.next()
        var extra: [UInt8]?
        if let text = line.flatMap({ Self.value(of: "extra", in: $0) }) {
            guard let bytes = Base64.decode(text), bytes.count <= Self.maximumExtraBytes else {
                throw .malformed(line: lines.number)
            }
            extra = bytes
            line = lines.next()
        }
        guard
            let digits = line.flatMap({ Self.value(of: "index", in: $0) }),
            let index = parseDecimal(digits, limit: Checkpoint.maximumSize)
        else { throw .malformed(line: lines.number) }
        var path: [Hash] = []
        while true {
            guard let text = lines.next() else { throw .malformed(line: lines.number) }
            guard !text.isEmpty else { break }
            guard path.count < Self.maximumPath, let hash = Base64.decode(text).flatMap({ Hash($0) }) else {
                throw .malformed(line: lines.number)
            }
            path.append(hash)
        }
        let checkpoint: SignedNote
        do { checkpoint = try SignedNote(lines.rest) } catch { throw .note(error) }
        self.init(extra: extra, index: index, path: path, checkpoint: checkpoint)
    }

    /// The proof as a file.
    package var bytes: [UInt8] {
        var text = "\(Self.header)\n"
        if let extra { text += "extra \(Base64.encode(extra))\n" }
        text += "index \(index)\n"
        for hash in path { text += "\(Base64.encode(hash.bytes))\n" }
        return [UInt8]("\(text)\n".utf8) + checkpoint.bytes
    }

    /// Throws unless this leaf is in the log at `index`, in the tree of a checkpoint that the log signed.
    ///
    /// - Returns: the checkpoint with its cosignatures, of which the caller demands a quorum.
    package func verify(
        leaf: Hash,
        origin: String,
        log: VerifierKey,
        witnesses: [VerifierKey],
    ) throws(LogProofError) -> VerifiedCheckpoint {
        let verified: VerifiedCheckpoint
        do {
            verified = try VerifiedCheckpoint(checkpoint, origin: origin, log: log, witnesses: witnesses)
        } catch { throw .checkpoint(error) }
        let proof = InclusionProof(index: index, size: verified.checkpoint.size, path: path)
        do { try proof.verify(leaf: leaf, root: verified.checkpoint.root) } catch { throw .inclusion(error) }
        return verified
    }

    /// What follows `<name> ` on a line; nil on other lines.
    private static func value(of name: String, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = [UInt8]("\(name) ".utf8)
        return line.starts(with: start) ? line.dropFirst(start.count) : nil
    }
}

/// LF-ended lines, one at a time.
struct LineReader {
    /// What is still unread.
    private(set) var rest: ArraySlice<UInt8>
    /// Of the line tried last, from 1.
    private(set) var number = 0

    init(bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func next() -> ArraySlice<UInt8>? {
        number += 1
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }
}
