import Files
package import TransparencyLog
package import Words

/// A checkpoint that somebody was shown: saved by a colleague, printed in a newspaper.
package struct SeenCheckpoint: Equatable, Sendable {
    package let note: [UInt8]
    package let checkpoint: Checkpoint

    /// - Parameter path: a note in a file, with its signatures.
    package init(file path: String) throws(Failure) {
        let bytes = try Files.read(path, limit: SignedNote.maximumBytes, field: "--checkpoint")
        do {
            checkpoint = try Checkpoint(text: try SignedNote(bytes).text)
        } catch {
            throw Failure(
                .badInput, "--checkpoint: '\(path)' is no checkpoint: \(error)", field: "--checkpoint")
        }
        note = bytes
    }
}
