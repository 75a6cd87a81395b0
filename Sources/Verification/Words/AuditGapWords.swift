package import AuditLog
import Wire
package import Words

extension AuditGap {
    /// One of `incomplete`.
    package var json: JSON {
        ["code": .string(code.rawValue), "since": JSON(since)]
    }

    /// What was not checked, in one line.
    func phrase(_ language: Language, zone: Zone = .wib) -> String {
        let phrase: Phrase
        switch cause {
        case .clock(let error):
            let (due, latest) = (Self.time(error.found, zone), Self.time(error.expected, zone))
            phrase = Phrase(
                """
                jam perangkat ini tidak cocok dengan log: epoch terbaru dijadwalkan \(due.indonesian), \
                paling akhir yang dapat diterima \(latest.indonesian); entri setelahnya tidak dibaca
                """,
                """
                this device's clock does not agree with the log: the newest epoch is scheduled for \(due.english), \
                taken is \(latest.english) at the latest; nothing behind it was read
                """)
        case .silence:
            let date = since.map { CivilTime.text($0, in: zone) }
            phrase = Phrase(
                """
                sejak \(date?.indonesian ?? "awal") tidak ada yang menyatakan bahwa semua catatan sudah \
                ditunjukkan kepada instansi ini
                """,
                "nobody has said since \(date?.english ?? "the beginning") that you were shown everything")
        case .notUnderstood(let count):
            phrase = Phrase(
                "\(count) entri atau catatan dari jenis yang tidak dikenal program ini",
                "\(count) entries or records of kinds that this program does not know")
        case .unchecked(let count):
            phrase = Phrase(
                "\(count) checkpoint, pertanggungjawaban, atau pernyataan terlalu lama untuk dibandingkan",
                "\(count) checkpoints, accounts or attestations too old to be compared")
        case .unsigned:
            phrase = Phrase(
                "tidak ada checkpoint yang menandatangani persis apa yang dibaca",
                "no checkpoint signs exactly what was read")
        case .unsettled(let changes):
            let day = since.map { CivilTime.text($0.plus(SiteEvent.patience), in: zone) }
            let what = told(changes)
            phrase = Phrase(
                """
                belum berlaku: \(what.indonesian); tidak ditandatangani oleh kunci yang lama, dan baru berlaku setelah tujuh hari \
                di log, \(day?.indonesian ?? "-")
                """,
                """
                does not count yet: \(what.english); the old key has not signed it, and it counts after seven days in the log, \
                \(day?.english ?? "-")
                """)
        case .unacknowledged(let changes):
            let (day, what) = (since.map { CivilTime.text($0, in: zone) }, told(changes))
            phrase = Phrase(
                """
                berubah sejak \(day?.indonesian ?? "-"): \(what.indonesian); tanyakan kepada pemiliknya lewat jalan lain, lalu \
                --acknowledge
                """,
                """
                changed since \(day?.english ?? "-"): \(what.english); ask whose they are by another way, then \
                --acknowledge
                """)
        }
        return phrase(language)
    }

    /// The seconds since 1970 in a text, said as a time; the text itself where it holds none.
    private static func time(_ text: String, _ zone: Zone) -> Phrase {
        let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
        return UInt64(digits).map { CivilTime.text($0, in: zone) } ?? .name(text)
    }

    private func told(_ changes: [SiteEvent]) -> Phrase {
        changes.changeLines.joined("; ")
    }
}
