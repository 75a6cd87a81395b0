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
            case .gone: ("gone", nil)
            case .unknownKeySet(let keySet): ("key_unknown", "no epoch named key set \(keySet.hex)")
            case .waiting: ("waiting", nil)
            case .forgotten: ("forgotten", nil)
            }
        return [
            "id": JSON(id), "result": .string(word), "reason": JSON(reason),
            "files": .array(files.map { .string($0) }),
            "unreadable": .array(unreadable.map { .string($0) }),
            "proven": .bool(doubts.isEmpty && !isUnknown),
            "not_proven": .array(doubts.map(\.json)),
            "gone": .array(gone.map { .string($0) }), "missing": .array(missing.map(\.missingJSON)),
            "identities": .integer(identities), "erased_there": .bool(isErasedThere),
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
                    "Amplop \(id.hex) memang yang tercatat, tetapi isinya tidak dapat dibaca: \(reason: reason)",
                    "The envelope of \(id.hex) is the recorded one, but its content cannot be read: \(reason)"
                )
            case .wrongEnvelope(let expected, let found):
                Phrase(
                    "Amplop dari server bukan yang tercatat: seharusnya \(expected.hex), ditemukan \(found.hex)",
                    "The server's envelope is not the recorded one: expected \(expected.hex), found \(found.hex)"
                )
            case .erased:
                Phrase("Isi laporan ini sudah dihapus.", "The payload of this report was erased.")
            case .gone:
                Phrase(
                    "ISI HILANG: log tidak memuat penghapusan yang sah atas laporan \(id.hex).",
                    "PAYLOAD GONE: the log holds no lawful erasure of report \(id.hex).")
            case .unknownKeySet(let keySet):
                Phrase(
                    "TIDAK TERBUKTI (key_unknown): laporan \(id.hex) disegel dengan kumpulan kunci \(keySet.hex), yang tidak pernah ada di log.",
                    "NOT PROVEN (key_unknown): report \(id.hex) is sealed to key set \(keySet.hex), which the log never named."
                )
            case .waiting:
                Phrase(
                    "Isi laporan \(id.hex) belum diambil seluruhnya; jalankan sync.",
                    "The payload of report \(id.hex) has not been fetched to its end; run sync.")
            case .forgotten:
                Phrase(
                    "Isi laporan \(id.hex) sudah dihapus dari simpanan ini.",
                    "The payload of report \(id.hex) was removed from this store.")
            }
        var lines = [head(language)] + unreadable.map { Foreign($0).description }
        lines += doubts.map { $0.line(language) }
        lines += gone.map { name in
            Phrase(
                "ISI HILANG tanpa penghapusan yang sah: \(name)",
                "PAYLOAD GONE without a lawful erasure: \(name)")(language)
        }
        lines += missing.map { file in
            Phrase(
                "lampiran yang diumumkan belum pernah datang: \(file.name)",
                "an announced attachment never came: \(file.name)")(language)
        }
        if isErasedThere, outcome == .opened { lines.append(CaseStoreText.erasedThere(language)) }
        if identities > 0 {
            lines.append(
                Phrase(
                    "Pelapor memberikan identitasnya kepada instansi ini. Membukanya: open-identity, dengan tanda tangan dua orang.",
                    "The source gave its identity to this agency. To open it: open-identity, which two people sign."
                )(
                    language))
        }
        return lines.joined(separator: "\n")
    }

    private var isUnknown: Bool {
        if case .unknownKeySet = outcome { true } else { false }
    }
}
