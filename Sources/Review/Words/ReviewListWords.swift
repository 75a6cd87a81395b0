import AuditLog
import Cases
import Verification
import Wire
package import Words

extension ReviewList {
    /// The answer of `list`; nothing of what a report tells.
    package var json: JSON {
        let members: [(String, JSON)] = [
            ("reports", .array(rows.map(\.json))), ("not_proven", .array(strays.map(\.json))),
            ("witnessed", .bool(witnessed != nil)),
        ]
        guard let expiry else { return .object(members) }
        return .object(
            members + [
                ("descriptor_expires", .string(ExpiryText.day(expiry.descriptor.notAfter))),
                ("agency_keys_expire", JSON(expiry.agencyKeys.map { ExpiryText.day($0.notAfter) })),
            ])
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        guard !rows.isEmpty else {
            let none = Phrase("Belum ada laporan untuk instansi ini.", "No reports for this agency yet.")
            return ([none(language)] + strays.map { $0.line(language) } + expiryLine(language))
                .joined(separator: "\n")
        }
        let head = Phrase(
            "ID                epoch   ukuran  status", "ID                epoch   size    state")(language)
        var lines = [head]
        let copies = Dictionary(grouping: rows.filter { $0.duplicateOf != nil }) { $0.duplicateOf }
        for row in rows where row.duplicateOf == nil {
            lines += row.lines(language)
            for other in copies[row.id] ?? [] {
                let same = Phrase("laporan yang sama", "the same report")(language)
                lines.append("    \(same): \(other.id.hex.prefix(16))")
                lines += other.doubtLines(language)
            }
        }
        lines += strays.map { $0.line(language) }
        if witnessed == nil {
            lines.append(
                Phrase(
                    "Saksi belum mencapai kuorum: hanya pengelola situs yang menyatakan bahwa tidak ada log lain.",
                    "Witnesses below the quorum: that there is no other log, only the operator says.")(
                        language))
        }
        return (lines + expiryLine(language)).joined(separator: "\n")
    }

    /// Until when description and keys hold, in one line; none where no site was asked.
    private func expiryLine(_ language: Language) -> [String] {
        expiry.map { [$0.all.map { $0.sentence(at: now)(language) }.joined(separator: "; ")] } ?? []
    }

    /// What goes to standard error: reports that are in doubt, and acknowledgements that the site did not take.
    package func warnings(_ language: Language) -> [String] {
        var warnings: [String] = []
        if !isWhole {
            let count = rows.count { $0.isAlarming } + strays.count
            warnings.append(
                Phrase(
                    "PERINGATAN: \(count) laporan atau catatan tidak terbukti atau isinya hilang",
                    "WARNING: \(count) reports or records are not proven, or their payloads are gone")(
                        language))
        }
        if let warning = received.warning { warnings.append(warning(language)) }
        return warnings
    }
}

extension ReceivedActs {
    /// Nil where the site took all there was to say.
    package var warning: Phrase? {
        guard let (refusal, reports) = refused else { return nil }
        let reason =
            switch refusal {
            case .call(let error): Failure(error).text
            case .promise(let error): EnglishReason.phrase(error)
            case .signing(let reason): EnglishReason.phrase(reason)
            }
        return Phrase(
            "situs tidak menerima tanda terima untuk \(reports) laporan: \(reason.indonesian)",
            "the site did not take the acknowledgement of \(reports) reports: \(reason.english)")
    }
}

extension ReviewList.Row {
    fileprivate var json: JSON {
        let members: [(String, JSON)] = [
            ("id", JSON(id)), ("epoch", JSON(epoch)), ("index", JSON(index)), ("cells", JSON(cells)),
            ("agencies", .array(agencies.map { .string(plain($0)) })),
            ("state", state.map { JSON($0) } ?? .null),
            ("proven", .bool(isProven)), ("payload", reading.map { .string($0.name) } ?? .null),
            ("not_proven", .array(doubts.map(\.json))),
            ("gone", .array(goneMessages.map { JSON($0) })),
        ]
        return .object(members + (duplicateOf.map { [("duplicate_of", JSON($0))] } ?? []))
    }

    fileprivate func lines(_ language: Language) -> [String] {
        let others = plain(agencies.joined(separator: " "))
        let epoch = epoch.map { "\($0)" } ?? "-"
        let line =
            "\(id.hex.prefix(16))  \(column(epoch))  \(column("\(cells)"))  \(standing(language)) (\(others))"
        return [line] + doubtLines(language)
    }

    private func standing(_ language: Language) -> String {
        guard let reading, let state else {
            return Phrase("TIDAK TERBUKTI", "NOT PROVEN")(language)
        }
        let what: Phrase? =
            switch reading {
            case .read: nil
            case .unknownKeySet:
                Phrase(
                    "TIDAK TERBUKTI: disegel dengan kumpulan kunci yang tidak pernah ada di log (key_unknown)",
                    "NOT PROVEN: sealed to a key set that the log never named (key_unknown)")
            case .garbage: Phrase("tidak dapat dibaca", "unreadable")
            case .otherEnvelope:
                Phrase("AMPLOPNYA BUKAN YANG TERCATAT", "NOT THE RECORDED ENVELOPE")
            case .refused: Phrase("situs tidak memberikan isinya", "the site does not give its payload")
            case .erased: Phrase("isi dihapus", "payload erased")
            case .gone:
                Phrase("ISI HILANG tanpa penghapusan yang sah", "PAYLOAD GONE without a lawful erasure")
            }
        let word = state.label(language)
        return what.map { "\(word); \($0(language))" } ?? word
    }

    fileprivate func doubtLines(_ language: Language) -> [String] {
        doubts.map { "    " + $0.line(language) }
            + goneMessages.map { index in
                "    "
                    + Phrase(
                        "ISI HILANG tanpa penghapusan yang sah: pesan di entri \(index)",
                        "PAYLOAD GONE without a lawful erasure: the message at entry \(index)")(language)
            }
    }

    private func column(_ text: String) -> String {
        text + String(repeating: " ", count: max(0, 6 - text.utf8.count))
    }
}

extension ReviewList.Doubt {
    /// One of `not_proven`.
    package var json: JSON {
        [
            "index": JSON(index), "kind": .string(kind.name ?? "\(kind.rawValue)"), "proven": false,
            "reason": .string(fault.phrase(.english)),
        ]
    }

    /// The same for people.
    package func line(_ language: Language) -> String {
        let name = kind.name ?? "\(kind.rawValue)"
        return Phrase(
            "TIDAK TERBUKTI: \(name) di entri \(index): \(fault.phrase(.indonesian))",
            "NOT PROVEN: \(name) at entry \(index): \(fault.phrase(.english))")(language)
    }
}

extension ReportReading {
    /// `payload` of a report in the JSON.
    package var name: String {
        switch self {
        case .read: "read"
        case .unknownKeySet: "key_unknown"
        case .garbage: "garbage"
        case .otherEnvelope: "envelope_mismatch"
        case .refused: "refused"
        case .erased: "erased"
        case .gone: "gone"
        }
    }
}
