import Primitives
package import Wire

/// Why a text is no checkpoint, or a note no checkpoint of this log.
package enum CheckpointError: Error, Equatable {
    /// Not exactly three lines, each ended by LF; extension lines are refused.
    case malformed
    /// Empty, or with a control character.
    case invalidOrigin
    /// Not a decimal without leading zeros up to 2^63 − 1.
    case invalidSize
    case invalidRoot
    /// Another log's checkpoint.
    case wrongOrigin
    /// The log's key or a witness's is of the wrong signature type.
    case wrongKeyType
    /// Witnesses signed it, the log did not.
    case notSignedByLog
    case note(NoteError)
}

extension CheckpointError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed: "checkpoint does not have exactly three lines"
        case .invalidOrigin: "checkpoint origin is empty or has a control character"
        case .invalidSize: "checkpoint size is not a decimal (limit: \(Checkpoint.maximumSize))"
        case .invalidRoot: "checkpoint root is not the base64 of 32 bytes"
        case .wrongOrigin: "checkpoint is of another origin"
        case .wrongKeyType: "checkpoint key is of the wrong signature type"
        case .notSignedByLog: "checkpoint is not signed by the log"
        case .note(let error): "checkpoint: \(error)"
        }
    }
}

/// A tree head of a log (C2SP tlog-checkpoint): origin, size and root, a line each.
///
/// Extension lines are refused: no monitor could audit what they say. Our logs put everything into entries.
package struct Checkpoint: Hashable, Sendable {
    /// The largest size of a tree.
    package static let maximumSize = UInt64(Int64.max)

    /// Names the log, and is the name of its key.
    package let origin: String
    /// Entries.
    package let size: UInt64
    /// The root over all entries.
    package let root: Hash

    /// Refuses an origin with control characters or none at all, and a size beyond the largest.
    package init(origin: String, size: UInt64, root: Hash) throws(CheckpointError) {
        guard !origin.isEmpty, origin.utf8.allSatisfy({ $0 >= 0x20 }) else { throw .invalidOrigin }
        guard size <= Self.maximumSize else { throw .invalidSize }
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads exactly what `text` writes.
    package init(text: String) throws(CheckpointError) {
        guard let lines = text.utf8.terminatedLines(), lines.count == 3 else { throw .malformed }
        guard let origin = String(lines[0]) else { throw .invalidOrigin }
        guard let size = parseDecimal(lines[1], limit: Self.maximumSize) else { throw .invalidSize }
        guard let bytes = Base64.decode(lines[2]), let root = Hash(bytes) else { throw .invalidRoot }
        try self.init(origin: origin, size: size, root: root)
    }

    /// The text that is signed.
    package var text: String {
        "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n"
    }

    /// The checkpoint as a note, signed by the log.
    package func signed(by log: NoteSigner) throws(NoteError) -> SignedNote {
        let signature: NoteSignature
        do { signature = try log.sign(text) } catch { throw .signing(error) }
        return try SignedNote(text: text, signatures: [signature])
    }
}

/// A checkpoint that the log signed, with the witnesses of ours that cosigned it.
package struct VerifiedCheckpoint: Equatable, Sendable {
    /// What the log signed.
    package let checkpoint: Checkpoint
    /// One for each known witness that cosigned, with its time; how many are enough is the caller's policy.
    package let cosignatures: [VerifiedSignature]
    /// The text with every signature line it came with.
    package let note: SignedNote

    /// Verifies a note by the log's key and those of the witnesses.
    ///
    /// - Parameters:
    ///   - note: a checkpoint, unverified.
    ///   - origin: the log's; compared byte for byte.
    ///   - log: an Ed25519 key.
    ///   - witnesses: cosignature keys; no public key twice, nor the log's.
    /// - Throws: `CheckpointError` unless keys and text are as they must be, the log signed it, the origin is
    ///   right and no line of a known key is wrong.
    package init(
        _ note: SignedNote,
        origin: String,
        log: VerifierKey,
        witnesses: [VerifierKey],
    ) throws(CheckpointError) {
        guard log.algorithm == .ed25519, witnesses.allSatisfy({ $0.algorithm == .cosignature }) else {
            throw .wrongKeyType
        }
        let signatures: [VerifiedSignature]
        do { signatures = try note.verify(by: [log] + witnesses) } catch { throw .note(error) }
        guard signatures.contains(where: { $0.key == log }) else { throw .notSignedByLog }
        let checkpoint = try Checkpoint(text: note.text)
        guard isSame(checkpoint.origin, origin) else { throw .wrongOrigin }
        self.checkpoint = checkpoint
        self.cosignatures = signatures.filter { $0.key != log }
        self.note = note
    }

    /// See the other initialiser.
    package init(
        bytes: [UInt8],
        origin: String,
        log: VerifierKey,
        witnesses: [VerifierKey],
    ) throws(CheckpointError) {
        let note: SignedNote
        do { note = try SignedNote(bytes) } catch { throw .note(error) }
        try self.init(note, origin: origin, log: log, witnesses: witnesses)
    }
}
