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
            "concerns": .array(
                concerns.map { ["critical": .bool($0.isCritical), "message": .string($0.meaning.english)] }),
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
                "\(until) \(expiry.map { ExpiryText.day($0.descriptor.notAfter) } ?? "-")"
            ),
            (
                Phrase("kunci instansi", "agency keys"),
                "\(until) \(expiry?.agencyKeys.map { ExpiryText.day($0.notAfter) } ?? "-")"
            ),
            (Phrase("para saksi", "witnesses"), witnesses(language)),
        ]
        var lines = rows.map { column($0(language), 16) + $1 }
        lines += submissions.map { standing in
            let newest = Phrase("terbaru", "newest")(language)
            return column(Phrase("saksi", "witness")(language), 16)
                + "\(standing.url): \(standing.meaning(language)), \(newest) \(standing.size)"
        }
        lines += concerns.map { concern in
            let word =
                concern.isCritical ? Phrase("GAWAT", "CRITICAL") : Phrase("PERINGATAN", "WARNING")
            return column(word(language), 16) + concern.meaning(language)
        }
        return lines.joined(separator: "\n")
    }

    private func witnesses(_ language: Language) -> String {
        let (signed, all) = (cosigners.count { $0.hasSigned }, cosigners.count)
        return Phrase(
            "\(signed) dari \(all) menandatangani, kuorum \(quorum)",
            "\(signed) of \(all) cosigned, quorum \(quorum)")(language)
    }

    private func column(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

extension StatusReport.Cosigner {
    fileprivate var json: JSON {
        [
            "name": .string(name), "cosigned": .bool(hasSigned), "size": JSON(size), "age_s": JSON(age),
            "error": JSON(fault?.word),
        ]
    }
}

extension StatusConcern {
    /// One sentence, without its full stop.
    package var meaning: Phrase {
        switch self {
        case .guardFile(let standing):
            Phrase(
                "penjaga: \(standing.meaning.indonesian); server tidak akan jalan",
                "guard: \(standing.meaning.english); no server starts")
        case .clockLeaps(let epochs, let seconds):
            Phrase(
                """
                jam: \(epochs) epoch, \(seconds / 3_600) jam, di depan epoch terbaru: tidak ada yang ditutup atau \
                dijanjikan sebelum waktu seorang saksi cocok atau serve dijalankan dengan --accept-clock
                """,
                """
                clock: it is \(epochs) epochs, \(seconds / 3_600) hours, ahead of the newest epoch: nothing is closed or \
                promised unless a witness's time agrees or serve is started with --accept-clock
                """)
        case .epochInFuture(let seconds):
            Phrase(
                "jam: epoch terbaru ada di masa depan, \(seconds) detik lagi: sampai saat itu tidak ada yang ditutup",
                "clock: the newest epoch is in the future, by \(seconds) s: none is closed until then")
        case .late:
            Phrase(
                "epoch terbaru lebih tua dari dua epoch dan satu jam: program pelapor menolak situs ini",
                "the newest epoch is more than two epochs and an hour old: sources' programs refuse the site")
        case .expiry(let expiry, let now): expiry.sentence(at: now)
        case .witness(let standing):
            Phrase(
                "saksi \(standing.url): \(standing.meaning.indonesian)",
                "witness \(standing.url): \(standing.meaning.english)")
        case .disk(let limit):
            Phrase(
                "diska: sisa kurang dari \(limit >> 20) MiB: tidak ada yang diterima",
                "disk: less than \(limit >> 20) MiB is free: nothing is taken in")
        }
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

    fileprivate var meaning: Phrase {
        switch self {
        case .ok: Phrase("pada akhir basis data", "at the database's end")
        case .ahead:
            Phrase(
                "mendahului basis data: basis data lama dikembalikan",
                "ahead of the database: an old database was put back")
        case .behind:
            Phrase(
                "tertinggal dari basis data: penjaga hilang atau dikembalikan dari salinan",
                "behind the database: the guard was lost or put back")
        case .differs: Phrase("akarnya lain daripada basis data", "another root than the database")
        case .missing: Phrase("tidak ada", "missing")
        case .unreadable:
            Phrase("berubah, atau milik log lain", "not as it was written, or of another log")
        }
    }
}
