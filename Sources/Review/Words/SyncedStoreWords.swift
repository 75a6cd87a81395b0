import AuditLog
import CaseStore
import Verification
import Visit
import Wire
package import Words

extension SyncedStore {
    /// The answer of `sync`.
    package var json: JSON {
        [
            "records": .integer(records), "new": .integer(new), "envelopes": .integer(envelopes),
            "proven": .integer(proven), "waiting": .integer(waiting),
            "result": .string(isWhole ? (gaps.isEmpty ? "ok" : "incomplete") : "failed"),
            "failures": .array(failures.map(\.json)), "incomplete": .array(gaps.map(\.json)),
            "alarming": .array(alarming.map { JSON($0) }),
            "erased_there": .array(erasedThere.map { JSON($0) }),
            "damaged": .array(damaged.map { .string($0) }), "lost": JSON(lost),
            "received": .integer(received.promised.count),
            "outbox": [
                "promised": .integer(outbox.promised.count), "published": .integer(outbox.published),
                "refused": .integer(outbox.refused.count),
                "promise_broken": .array(
                    outbox.broken.map { outbox.brokenJSON($0, isLate: false) }
                        + outbox.late.map { outbox.brokenJSON($0, isLate: true) }),
            ],
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        guard !isRefused else {
            let lines = failures.prefix(10).map { EnglishReason.phrase($0)(language) }
            return
                ([
                    Phrase(
                        "DITOLAK: situs menunjukkan log yang lain atau lebih lama daripada yang tersimpan; tidak ada yang diambil.",
                        "REFUSED: the site shows another or an older log than the store knows; nothing was taken."
                    )(
                        language)
                ] + lines).joined(separator: "\n")
        }
        var lines = [
            Phrase(
                "\(records) catatan, \(new) baru; \(envelopes) amplop diambil, \(waiting) menunggu; \(proven) terbukti.",
                "\(records) records, \(new) new; \(envelopes) envelopes fetched, \(waiting) waiting; \(proven) proven."
            )(language)
        ]
        if !outbox.promised.isEmpty {
            lines.append(
                Phrase(
                    "\(outbox.promised.count) dari kotak keluar diserahkan dan dijanjikan.",
                    "\(outbox.promised.count) of the outbox handed in and promised.")(language))
        }
        return lines.joined(separator: "\n")
    }

    /// What goes to standard error.
    package func warnings(_ language: Language) -> [String] {
        var warnings: [Phrase] = []
        if !isRefused, failureCount > 0 {
            let first = failures.first.map { EnglishReason.phrase($0) } ?? Phrase("tidak disebut", "not said")
            warnings.append(
                Phrase(
                    "PERINGATAN: \(failureCount) hal di log tidak benar: \(first.indonesian)",
                    "WARNING: \(failureCount) things in the log are false: \(first.english)"))
        }
        if !alarming.isEmpty {
            warnings.append(
                Phrase(
                    "PERINGATAN: \(alarming.count) laporan tidak terbukti atau isinya hilang: lihat list",
                    "WARNING: \(alarming.count) reports are not proven, or their payloads are gone: see list")
            )
        }
        if !damaged.isEmpty || lost > 0 {
            warnings.append(
                Phrase(
                    "PERINGATAN: simpanan rusak atau diubah: \(damaged.count) baris tidak terbuka, \(lost) hilang",
                    "WARNING: the store is damaged or was changed: \(damaged.count) rows do not open, \(lost) are gone"
                ))
        }
        if !erasedThere.isEmpty {
            warnings.append(
                Phrase(
                    "Situs sudah menghapus isi \(erasedThere.count) laporan secara sah; di simpanan ini masih ada sampai Anda menghapusnya (forget).",
                    "The site has lawfully erased the payloads of \(erasedThere.count) reports; in this store they stay until you remove them (forget)."
                ))
        }
        warnings += outbox.broken.map { outbox.warning($0, isLate: false) }
        warnings += outbox.late.map { outbox.warning($0, isLate: true) }
        for (item, why) in outbox.refused {
            let id = String(item.report.hex.prefix(16))
            if item.isOvertaken {
                warnings.append(
                    Phrase(
                        """
                        kotak keluar: rekan seinstansi Anda bertindak lebih dahulu pada \(id); yang Anda tandatangani tidak dicatat. Isinya tetap \
                        terbaca dengan show; lihat lagi perkaranya, lalu putuskan
                        """,
                        """
                        outbox: a colleague acted first on \(id); what you signed is not recorded. It can still be read with show; look at \
                        the case again, then decide
                        """))
                continue
            }
            let reason = why.failure.text
            warnings.append(
                Phrase(
                    "kotak keluar: situs belum menerima yang untuk \(id): \(reason.indonesian)",
                    "outbox: the site has not taken what is for \(id): \(reason.english)"))
        }
        return warnings.map { $0(language) } + (received.warning.map { [$0(language)] } ?? [])
    }
}

extension OutboxRun {
    fileprivate func brokenJSON(_ item: OutboxItem, isLate: Bool) -> JSON {
        var evidence = JSON.null
        if case .written(let path)? = proofs[item.name] { evidence = .string(path) }
        return [
            "report": JSON(item.report), "epoch": JSON(item.promised), "late": .bool(isLate),
            "evidence": evidence,
        ]
    }

    /// What was promised, what came, and what others can check.
    fileprivate func warning(_ item: OutboxItem, isLate: Bool) -> Phrase {
        let (id, epoch) = (String(item.report.hex.prefix(16)), item.promised ?? 0)
        let what =
            isLate
            ? Phrase(
                """
                JANJI DILANGGAR: situs berjanji mencatat yang Anda serahkan untuk \(id) paling lambat epoch \(epoch), dan baru mencatatnya \
                sesudah itu (promise_broken).
                """,
                """
                PROMISE BROKEN: the site promised to log what you handed in for \(id) by epoch \(epoch), and logged it only after that \
                (promise_broken).
                """)
            : Phrase(
                """
                JANJI DILANGGAR: situs berjanji mencatat yang Anda serahkan untuk \(id) paling lambat epoch \(epoch), dan catatannya \
                tidak ada di log (promise_broken).
                """,
                """
                PROMISE BROKEN: the site promised to log what you handed in for \(id) by epoch \(epoch), and the log does not hold \
                it (promise_broken).
                """)
        let proof = proofs[item.name].shown
        return Phrase.named(
            what.indonesian + " " + proof.indonesian, what.english + " " + proof.english)
    }
}

extension BrokenPromiseProof? {
    fileprivate var shown: Phrase {
        switch self {
        case .written(let path):
            Phrase(
                """
                Beri tahu auditor, dan serahkan buktinya: \(path). Siapa pun dapat memeriksanya sendiri, dan isi perkaranya tidak ada di dalamnya: \
                kentongan promise verify FILE --link TAUTAN
                """,
                """
                Tell the auditor, and hand over the evidence: \(path). Anybody can check it by themselves, and it holds nothing of the case: \
                kentongan promise verify FILE --link LINK
                """)
        case .unopened(let index):
            Phrase(
                "Log memuat yang dijanjikan, pada entri \(index), tetapi situs tidak membukakannya bagi instansi Anda. Beri tahu auditor.",
                "The log holds what was promised, at entry \(index), but the site does not open it to your agency. Tell the auditor."
            )
        case .failed(let error):
            Phrase(
                "Buktinya belum tersimpan: \(error.failure.text.indonesian). Beri tahu auditor, dan jalankan sync lagi.",
                "The evidence is not kept yet: \(error.failure.text.english). Tell the auditor, and run sync again."
            )
        case nil: Phrase("Beri tahu auditor.", "Tell the auditor.")
        }
    }
}

extension OutboxRun.Refusal: Explainable {
    /// What the site said, or what is wrong with what it said.
    package var failure: Failure {
        switch self {
        case .call(let error): Failure(error)
        case .promise(let error): Failure(.untrusted, EnglishReason.phrase(error))
        case .sealing(let reason): Failure(.badInput, EnglishReason.phrase(reason))
        case .untimely(let error): error.failure
        }
    }
}
