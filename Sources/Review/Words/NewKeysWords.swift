package import Words

extension NewKeys {
    /// The answer of `keygen`.
    package var json: JSON {
        [
            "files": .array(files.map { .string($0) }), "identity": JSON(identity), "card": .string(card),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = files
        let receiver =
            isRecovery
            ? Phrase(
                "Serahkan \(card) kepada pemegang kunci, untuk 'keys backup --to'; simpan recovery.key di luar jaringan.",
                "Hand \(card) to who backs a key up, for 'keys backup --to'; take recovery.key offline.")
            : Phrase("Serahkan \(card) kepada pengelola situs.", "Hand \(card) to the site's operator.")
        lines.append(receiver(language))
        if let identity {
            lines.append(
                Phrase(
                    "Pindahkan \(identity) ke luar jaringan: kunci ini hanya untuk mengganti kunci kerja.",
                    "Take \(identity) offline: it only ever signs new working keys.")(language))
        }
        return lines.joined(separator: "\n")
    }
}

extension NewReviewer {
    /// The answer of `keygen` for a reviewer.
    package var json: JSON { ["files": [.string(key), .string(shown)], "public": .string(shown)] }

    /// The same for people.
    package func text(_ language: Language) -> String {
        [
            key, shown,
            Phrase(
                "Serahkan \(shown) kepada pemegang kunci instansi, untuk keys renew --reviewer.",
                "Hand \(shown) to who holds the agency's keys, for keys renew --reviewer.")(language),
        ].joined(separator: "\n")
    }
}
