import AuditLog
import TransparencyLog
package import Wire
package import Words

extension FollowedLog {
    /// `follows` of a verification's answer.
    package var json: JSON {
        [
            "origin": .string(old.origin), "size": JSON(old.size), "root": .string(old.root.hex),
            "epoch": JSON(old.epoch), "cause": .string(old.cause.name ?? "code_\(old.cause.rawValue)"),
            "kept_size": JSON(kept.size), "continuation": .string(continuation.rawValue),
        ]
    }

    /// What it means, in one sentence or two.
    package func text(_ language: Language) -> String {
        let (size, cause) = (old.size, old.cause.label)
        let stated = Phrase(
            """
            log \(plain(old.origin)) berakhir pada \(size) entri (\(cause.indonesian)) dan dilanjutkan sebagai log \
            baru ini, dari akar yang sama; janji yang belum ditepati di akhir log lama dilanggar
            """,
            """
            the log \(plain(old.origin)) ended at \(size) entries (\(cause.english)) and this one follows it, of the \
            same root; promises that were open at its end are broken
            """)
        let proof: Phrase =
            switch continuation {
            case .exact:
                Phrase("akhirnya persis yang disimpan di sini", "its end is exactly what was kept here")
            case .unproven:
                Phrase(
                    "yang disimpan di sini berukuran \(kept.size); bahwa itu ada di dalamnya hanya dapat dibuktikan dengan ubin log lama",
                    "what was kept here has \(kept.size); that it is part of it, only the old log's tiles could prove"
                )
            }
        return "\(stated(language)); \(proof(language))"
    }
}

extension DiscontinuityCause {
    /// Why a log ended.
    package var label: Phrase {
        switch self {
        case .guardLost: Phrase("penjaga hilang", "the guard was lost")
        case .logKeyCompromised: Phrase("kunci log diketahui orang lain", "the log's key is known to others")
        case .witnessAhead: Phrase("saksi tahu lebih banyak", "a witness knew more")
        case .other: Phrase("sebab lain", "another cause")
        default: Phrase("sebab \(rawValue)", "cause \(rawValue)")
        }
    }
}
