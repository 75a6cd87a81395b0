import AuditLog
import Console
import Storage
import Wire
package import Words

extension StatusReport {
    /// The answer of `status --json`.
    package var json: JSON {
        [
            "origin": .string(origin), "size": JSON(size), "root": JSON(root?.hex), "epoch": JSON(epoch),
            "pending": JSON(pending), "checkpoint_age_s": JSON(checkpointAge),
            "disk_free_bytes": JSON(freeBytes),
            "descriptor_expires": JSON(expiry.map { ExpiryText.day($0.descriptor.notAfter) }),
            "agency_keys_expire": JSON(expiry?.agencyKeys.map { ExpiryText.day($0.notAfter) }),
            "guard": .string(guardStanding.rawValue), "quorum": .integer(Int(quorum)),
            "witnesses": .array(cosigners.map(\.json)),
            "submissions": .array(
                submissions.map {
                    [
                        "url": .string($0.url), "outcome": .string($0.state), "size": JSON($0.size),
                        "witnesses": .array($0.names.map { .string($0) }),
                    ]
                }),
            "clock": clockJSON,
            "concerns": .array(problems.map(\.json)),
        ]
    }

    private var clockJSON: JSON {
        let (state, epochs, seconds): (String, UInt64?, UInt64?) =
            switch clock {
            case nil: ("unknown", nil, nil)
            case .expected: ("ok", nil, nil)
            case .witnessed: ("witnessed", nil, nil)
            case .leaps(let epochs, let seconds): ("ahead", epochs, seconds)
            case .behind(let seconds): ("behind", nil, seconds)
            }
        return [
            "state": .string(state), "epochs": JSON(epochs), "seconds": JSON(seconds),
            "kernel": .string(kernel.rawValue),
        ]
    }

    /// The same for people, in columns.
    package func text(_ language: Language) -> String {
        let until = Phrase("sampai", "until")(language)
        let keysEnd = expiry.flatMap { expiry in
            expiry.agencyKeys.map { ExpiryText.date($0.notAfter, in: expiry.zone) }
        }
        let rows: [(Phrase, String)] = [
            (Phrase("log", "origin"), origin), (Phrase("ukuran", "size"), "\(size)"),
            (Phrase("akar", "root"), root?.hex ?? "-"), (.name("epoch"), epoch.map(String.init) ?? "-"),
            (Phrase("menunggu", "pending"), "\(pending)"),
            (
                Phrase("umur checkpoint", "checkpoint age"),
                checkpointAge.map { Phrase("\($0) detik", "\($0) s")(language) } ?? "-"
            ),
            (Phrase("sisa diska", "disk free"), freeBytes.map { "\($0 >> 20) MiB" } ?? "-"),
            (Phrase("penjaga", "guard"), guardStanding.word(language)),
            (Phrase("jam", "clock"), kernel.meaning(language)),
            (
                Phrase("keterangan situs", "description"),
                "\(until) \(expiry.map { ExpiryText.date($0.descriptor.notAfter, in: $0.zone)(language) } ?? "-")"
            ),
            (
                Phrase("kunci instansi", "agency keys"),
                "\(until) \(keysEnd?(language) ?? "-")"
            ),
            (Phrase("para saksi", "witnesses"), witnesses(language)),
        ]
        var lines = rows.map { column($0(language), 16) + $1 }
        lines += submissions.map { standing in
            let newest = Phrase("terbaru", "newest")(language)
            return column(Phrase("saksi", "witness")(language), 16)
                + "\(standing.url): \(standing.meaning(language)), \(newest) \(standing.size)"
        }
        lines += problems.map { $0.line(language) }
        return lines.joined(separator: "\n")
    }

    private func witnesses(_ language: Language) -> String {
        let (signed, all) = (cosigners.count { $0.hasSigned }, cosigners.count)
        return Phrase(
            "\(signed) dari \(all) menandatangani, kuorum \(quorum)",
            "\(signed) of \(all) cosigned, quorum \(quorum)")(language)
    }

}

private func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
}

extension StatusReport.Cosigner {
    fileprivate var json: JSON {
        [
            "name": .string(name), "cosigned": .bool(hasSigned), "size": JSON(size), "age_s": JSON(age),
            "error": JSON(fault?.word),
        ]
    }
}

extension Problem {
    /// A line of `status`.
    package func line(_ language: Language) -> String {
        let word = severity == .critical ? Phrase("GAWAT", "CRITICAL") : Phrase("PERINGATAN", "WARNING")
        return column(word(language), 16) + "\(code): \(sentence(language))"
    }

    /// The answer of `status --json` where nothing else is known.
    package var status: JSON { ["concerns": .array([json])] }

    /// One of `concerns`.
    fileprivate var json: JSON {
        [
            "code": .string(code), "critical": .bool(severity == .critical),
            "message": .string(sentence.english), "since": JSON(since),
        ]
    }
}

extension StoreInspection.GuardStanding {
    /// One word for the table.
    fileprivate func word(_ language: Language) -> String {
        guard language == .indonesian else { return rawValue }
        return switch self {
        case .ok: "baik"
        case .ahead: "mendahului"
        case .behind: "tertinggal"
        case .differs: "berbeda"
        case .missing: "hilang"
        case .unreadable: "tidak terbaca"
        }
    }
}
