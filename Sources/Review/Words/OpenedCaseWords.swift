import Wire
package import Words

extension OpenedCase {
    /// The answer of `open`.
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

    /// The same for people.
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
        return ([head(language)] + unreadable.map { Foreign($0).description }).joined(separator: "\n")
    }
}
