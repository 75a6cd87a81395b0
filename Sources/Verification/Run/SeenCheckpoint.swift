package import TransparencyLog

/// A checkpoint that somebody was shown: saved by a colleague, printed in a newspaper.
package struct SeenCheckpoint: Equatable, Sendable {
    /// As it is in the file.
    package let note: [UInt8]
    /// What it says; who signed it is the audit's question.
    package let checkpoint: Checkpoint

    /// Reads a file.
    ///
    /// - Parameter path: a note in a file, with its signatures.
    /// - Throws: `unreadable`, or `malformed` where the file holds no checkpoint; no signature is verified.
    package init(file path: String) throws(VerificationError) {
        let bytes = try NamedFile.checkpoint.lines(path, limit: SignedNote.maximumBytes)
        do { checkpoint = try Checkpoint(text: try SignedNote(bytes).text) } catch {
            throw .malformed(.checkpoint, path: path, reason: "\(error)")
        }
        note = bytes
    }

    /// Takes a note that was kept; nil for what holds no checkpoint.
    package init?(_ note: [UInt8]) {
        guard let signed = try? SignedNote(note), let checkpoint = try? Checkpoint(text: signed.text) else {
            return nil
        }
        self.checkpoint = checkpoint
        self.note = note
    }
}
