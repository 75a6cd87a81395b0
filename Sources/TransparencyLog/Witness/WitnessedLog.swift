import Keys
import Wire

/// What a witness remembers of a log: the latest checkpoint that it cosigned.
package struct WitnessedLog: Equatable, Sendable {
    /// Bytes of the longest file: a note and its head.
    package static let maximumBytes = SignedNote.maximumBytes + 256
    private static let title = "kentongan witness 1"

    /// What the note says.
    package let checkpoint: Checkpoint
    /// POSIX seconds of the cosignature, 1…2^63 − 1.
    package let timestamp: UInt64
    /// The checkpoint with the log's signatures and the witness's.
    package let note: SignedNote

    /// Throws unless the note's text is a checkpoint.
    package init(note: SignedNote, timestamp: UInt64) throws(CheckpointError) {
        checkpoint = try Checkpoint(text: note.text)
        self.note = note
        self.timestamp = timestamp
    }

    /// What an origin is filed under: SHA-256 of its bytes in hexadecimal, as in tlog-witness's monitor path.
    package static func identifier(of origin: String) -> String {
        sha256([UInt8](origin.utf8)).hex
    }

    /// What the log's origin is filed under.
    package var identifier: String { Self.identifier(of: checkpoint.origin) }

    /// Reads exactly what `bytes` writes; nil for anything else, so that no damage passes for an older state.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.maximumBytes else { return nil }
        var lines = LineReader(bytes: bytes)
        guard lines.next()?.elementsEqual(Self.title.utf8) == true, let sum = lines.next() else { return nil }
        guard sum.elementsEqual(sha256([UInt8](lines.rest)).hex.utf8) else { return nil }
        guard let time = lines.next().flatMap({ parseDecimal($0, limit: Cosignature.maximumTimestamp) }),
            time > 0, let note = try? SignedNote(lines.rest)
        else { return nil }
        try? self.init(note: note, timestamp: time)
    }

    /// The file..
    ///
    ///     kentongan witness 1
    ///     <SHA-256 of what follows, in hexadecimal>
    ///     <timestamp>
    ///     <note>
    package var bytes: [UInt8] {
        let content = [UInt8]("\(timestamp)\n".utf8) + note.bytes
        return [UInt8]("\(Self.title)\n\(sha256(content).hex)\n".utf8) + content
    }
}
