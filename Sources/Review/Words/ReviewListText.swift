import AuditLog
import Cases
import Wire
package import Words

/// A column of a list that people read.
package enum ListColumn: String, CaseIterable, Sendable {
    case id, due, state, category, phase, place, age, epoch, size, labels, assigned, agencies

    /// Those that are shown where nobody chose.
    package static let usual: [ListColumn] = [.id, .due, .state, .category, .age, .labels]

    var title: Phrase {
        switch self {
        case .id: Phrase("ID", "ID")
        case .due: Phrase("tenggat", "due")
        case .state: Phrase("status", "state")
        case .category: Phrase("kategori", "category")
        case .phase: Phrase("tahap", "stage")
        case .place: Phrase("tempat", "place")
        case .age: Phrase("umur", "age")
        case .epoch: Phrase("epoch", "epoch")
        case .size: Phrase("ukuran", "size")
        case .labels: Phrase("label", "labels")
        case .assigned: Phrase("penanggung jawab", "assigned")
        case .agencies: Phrase("instansi", "agencies")
        }
    }
}

extension ReviewList {
    /// The list for people.
    ///
    /// - Parameters:
    ///   - language: of the words.
    ///   - columns: in the order in which they are shown.
    /// - Returns: lines.
    package func text(_ language: Language, columns: [ListColumn] = ListColumn.usual) -> String {
        guard !rows.isEmpty else {
            let none =
                hidden == 0
                ? Phrase("Belum ada laporan untuk instansi ini.", "No reports for this agency yet.")
                : Phrase(
                    "Tidak ada laporan yang cocok; \(hidden) lainnya tidak ditampilkan.",
                    "No report fits; \(hidden) others are not shown.")
            return ([none(language)] + strays.map { $0.line(language) } + endLines(language))
                .joined(separator: "\n")
        }
        let table =
            [["  "] + columns.map { $0.title(language) }]
            + rows.map { row in
                [row.isUnread == true ? "* " : "  "] + columns.map { cell($0, row, language) }
            }
        let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            var line = cells[0]
            for (cell, width) in zip(cells, widths).dropFirst() {
                line += cell + String(repeating: " ", count: width - cell.count + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
        var lines = [line(table[0])]
        for (row, cells) in zip(rows, table.dropFirst()) {
            lines.append(line(cells))
            lines += row.notes(language)
        }
        lines += strays.map { $0.line(language) }
        return (lines + endLines(language)).joined(separator: "\n")
    }

    private func endLines(_ language: Language) -> [String] {
        var lines: [String] = []
        if witnessed == nil {
            lines.append(
                Phrase(
                    "Saksi belum mencapai kuorum: hanya pengelola situs yang menyatakan bahwa tidak ada log lain.",
                    "Witnesses below the quorum: that there is no other log, only the operator says.")(
                        language))
        }
        if let synced {
            let time = CivilTime.text(synced, in: zone)
            lines.append(
                Phrase(
                    "Sebagaimana situs pada \(time.indonesian); perbarui dengan sync.",
                    "As the site was on \(time.english); sync brings it up to date.")(language))
        }
        guard let expiry else { return lines }
        return lines + [expiry.all.map { $0.sentence(at: now)(language) }.joined(separator: "; ")]
    }

    private func cell(_ column: ListColumn, _ row: Row, _ language: Language) -> String {
        let summary = row.summary
        return switch column {
        case .id: String(summary.id.hex.prefix(16))
        case .due:
            due(of: row).map { due in
                due.isOver
                    ? "\(due.day(language)) "
                        + Phrase("LEWAT \(due.days) hari", "OVERDUE \(due.days) days")(language)
                    : due.day(language)
            } ?? "-"
        case .state: row.standing(language)
        case .category: summary.category == .notSaid ? "-" : summary.category.label(language)
        case .phase: summary.phase(calendar.elections)?.label(language) ?? "-"
        case .place: summary.place.isEmpty ? "-" : Foreign(summary.place).description
        case .age:
            summary.age(at: now, in: zone).map { Phrase("\($0) hari", "\($0) days")(language) } ?? "-"
        case .epoch: summary.epoch.map { "\($0)" } ?? "-"
        case .size: "\(summary.cells)"
        case .labels: summary.labels.isEmpty ? "" : plain(summary.labels.joined(separator: ", "))
        case .assigned: summary.assigned.isEmpty ? "-" : Foreign(summary.assigned).description
        case .agencies: plain(summary.agencies.joined(separator: " "))
        }
    }
}

extension ReviewList.Row {
    fileprivate func standing(_ language: Language) -> String {
        guard let state else { return Phrase("TIDAK TERBUKTI", "NOT PROVEN")(language) }
        let word = state.label(language)
        return payloadNote.map { "\(word); \($0(language))" } ?? word
    }

    private var payloadNote: Phrase? {
        switch summary.payload {
        case "read": summary.isErasedThere ? Phrase("dihapus di situs", "erased at the site") : nil
        case "waiting": Phrase("belum diambil", "not fetched yet")
        case "key_unknown":
            Phrase(
                "TIDAK TERBUKTI: disegel dengan kumpulan kunci yang tidak pernah ada di log (key_unknown)",
                "NOT PROVEN: sealed to a key set that the log never named (key_unknown)")
        case "garbage": Phrase("tidak dapat dibaca", "unreadable")
        case "envelope_mismatch": Phrase("AMPLOPNYA BUKAN YANG TERCATAT", "NOT THE RECORDED ENVELOPE")
        case "refused": Phrase("situs tidak memberikan isinya", "the site does not give its payload")
        case "erased": Phrase("isi dihapus", "payload erased")
        case "gone": Phrase("ISI HILANG tanpa penghapusan yang sah", "PAYLOAD GONE without a lawful erasure")
        case "forgotten": Phrase("dihapus dari simpanan ini", "removed from this store")
        default: nil
        }
    }

    fileprivate func notes(_ language: Language) -> [String] {
        var lines =
            duplicateOf.map { first in
                [
                    Phrase("laporan yang sama dengan", "the same report as")(language) + " "
                        + first.hex.prefix(16)
                ]
            } ?? []
        lines += summary.doubts.map { $0.line(language) }
        lines += summary.gone.map { index in
            Phrase(
                "ISI HILANG atau bukan yang tercatat: pesan di entri \(index)",
                "PAYLOAD GONE, or not the recorded one: the message at entry \(index)")(language)
        }
        return lines.map { "    " + $0 }
    }
}
