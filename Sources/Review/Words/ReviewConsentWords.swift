import Wire
package import Words

extension ReviewConsent {
    /// The answer of `consent`.
    package var json: JSON {
        [
            "id": JSON(report),
            "consented": .array(
                given.map { given in
                    [
                        "commitment": JSON(given.commitment), "index": JSON(given.index),
                        "kind": .string(given.kind.name ?? "\(given.kind.rawValue)"),
                        "agencies": .array(given.agencies.map { .line($0) }),
                        "missing": .array(given.missing.map { .line($0) }),
                    ]
                }),
            "too_early": .array(early.map { ["index": JSON($0.index), "from": JSON($0.from)] }),
            "unread": .array(unread.map { JSON($0) }),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = given.map { $0.words(language) }
        lines += early.map { entry in
            let day = CivilTime(entry.from, zone: zone).date.phrase
            return Phrase(
                "Entri \(entry.index): terlalu dini; persetujuan diterima mulai \(day.indonesian).",
                "Entry \(entry.index): too early; consents are taken from \(day.english) on.")(language)
        }
        lines += unread.map { index in
            Phrase(
                "Entri \(index): tidak terbukti atau tidak terbaca oleh instansi ini; tidak disetujui.",
                "Entry \(index): not proven, or not read by this agency; it does not consent.")(language)
        }
        if given.isEmpty, early.isEmpty, unread.isEmpty {
            lines.append(
                Phrase("Tidak ada lagi yang dapat dihapus.", "There is nothing left to erase.")(language))
        }
        if given.contains(where: { $0.missing.isEmpty }) {
            lines.append(
                Phrase(
                    """
                    Situs menghapus isi yang disetujui semua instansi sesudah penghapusannya tercatat. Salinan di instansi Anda \
                    tidak ikut terhapus: itu tugas Anda sendiri.
                    """,
                    """
                    The site erases what every agency consented to once the erasure is in the log. The copies at your agency stay: \
                    to erase them is yours to do.
                    """)(language))
        }
        return lines.joined(separator: "\n")
    }
}

extension ReviewConsent.Given {
    fileprivate func words(_ language: Language) -> String {
        guard !missing.isEmpty else {
            return Phrase(
                "Entri \(index): semua instansi menyetujui penghapusan.",
                "Entry \(index): every agency consents to the erasure.")(language)
        }
        let codes = missing.joined(separator: ", ")
        return Phrase(
            "Entri \(index): disetujui; masih menunggu \(codes).",
            "Entry \(index): consented; waits for \(codes).")(
                language)
    }
}
