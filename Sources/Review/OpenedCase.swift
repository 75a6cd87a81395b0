import Console
package import Wire
package import Words

/// What `open` found and wrote.
package struct OpenedCase: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        case opened
        /// The envelope is the recorded one, and nobody can read it: somebody sent noise.
        case garbage(String)
        /// What the site gave is not what the log says; nothing of it was opened.
        case wrongEnvelope(expected: Hash, found: Hash)
        /// The payload was erased.
        case erased
    }

    package var id: Hash
    package var outcome: Outcome
    /// Relative to the folder, in the order in which they were written.
    package var files: [String]
    /// Supplements and replies that cannot be read, by what is wrong.
    package var unreadable: [String]

    package init(id: Hash, outcome: Outcome, files: [String], unreadable: [String]) {
        self.id = id
        self.outcome = outcome
        self.files = files
        self.unreadable = unreadable
    }

    package var isWhole: Bool { outcome == .opened && unreadable.isEmpty }

    package var json: JSON {
        let (word, reason): (String, String?) =
            switch outcome {
            case .opened: ("opened", nil)
            case .garbage(let reason): ("garbage", reason)
            case .wrongEnvelope(let expected, let found):
                ("envelope_mismatch", "expected \(expected.hex), found \(found.hex)")
            case .erased: ("erased", nil)
            }
        return [
            "id": JSON(id), "result": .string(word), "reason": JSON(reason),
            "files": .array(files.map { .string($0) }),
            "unreadable": .array(unreadable.map { .string($0) }),
        ]
    }

    package func text(_ language: Language) -> String {
        let head =
            switch outcome {
            case .opened:
                Phrase(
                    "Laporan \(id.hex) dibuka; \(files.count) berkas ditulis.",
                    "Report \(id.hex) opened; \(files.count) files written.")
            case .garbage(let reason):
                Phrase(
                    "Amplop \(id.hex) memang yang tercatat, tetapi isinya tidak dapat dibaca: \(reason)",
                    "The envelope of \(id.hex) is the recorded one, but its content cannot be read: \(reason)"
                )
            case .wrongEnvelope(let expected, let found):
                Phrase(
                    "Amplop dari server bukan yang tercatat: seharusnya \(expected.hex), ditemukan \(found.hex)",
                    "The server's envelope is not the recorded one: expected \(expected.hex), found \(found.hex)"
                )
            case .erased:
                Phrase("Isi laporan ini sudah dihapus.", "The payload of this report was erased.")
            }
        return ([head(language)] + unreadable).joined(separator: "\n")
    }
}
