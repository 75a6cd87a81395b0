import Cases
import Wire
package import Words

extension CaseView {
    /// The case for people: where it stands, what the report tells, what was done and said.
    package func text(_ language: Language) -> String {
        var lines = head(language)
        if let story = file.report?.story {
            lines.append("")
            lines += story.facts(calendar.elections).map { $0.line(language) }
        }
        lines += evidenceLines(language)
        lines += placeLines(language)
        let acts = timeline
        if !acts.isEmpty {
            lines += ["", Phrase("Tindakan:", "Acts:")(language)]
            for (record, act, breach) in acts { lines += actLines(record, act, breach, language) }
        }
        if !overtaken.isEmpty {
            lines += [
                "",
                Phrase(
                    "Tidak diserahkan, karena rekan seinstansi Anda bertindak lebih dahulu:",
                    "Not handed in, because a colleague acted first:")(language),
            ]
            for (act, reason) in overtaken {
                let outcome = act.outcome == .none ? "" : ", \(act.outcome.label(language))"
                lines.append("  \(act.state.label(language))\(outcome)")
                if let reason { lines += Self.quoted(reason) }
            }
        }
        let said = conversation
        if !said.isEmpty {
            lines += ["", Phrase("Percakapan:", "Conversation:")(language)]
            for (record, message) in said {
                let who =
                    message.direction == .question
                    ? Foreign(message.agency).description
                    : Phrase("pelapor", "source")(language)
                lines.append("  \(shown(record.date, language))  \(who): \(saying(record, language))")
            }
        }
        let notes = file.messages(.note)
        if !notes.isEmpty {
            lines += ["", Phrase("Catatan antarinstansi:", "Notes among the agencies:")(language)]
            for (record, message) in notes {
                let who = Foreign(message.agency).description
                lines.append("  \(shown(record.date, language))  \(who): \(saying(record, language))")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func quoted(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + plain(String($0)) }
    }

    private func head(_ language: Language) -> [String] {
        let summary = row.summary
        let state = summary.state?.label(language) ?? Phrase("TIDAK TERBUKTI", "NOT PROVEN")(language)
        var lines = [
            "\(Phrase("Laporan", "Report")(language)) \(file.id.hex)",
            "\(Phrase("Status", "State")(language)): \(state)",
        ]
        if summary.state != nil, summary.outcome != .none {
            lines.append("\(Phrase("Hasil", "Outcome")(language)): \(summary.outcome.label(language))")
        }
        if let due = summary.dueDay(at: now, in: zone, calendar) {
            let date = due.date.phrase
            lines.append(
                due.isOver
                    ? Phrase(
                        "LEWAT TENGGAT \(due.days) hari (\(date.indonesian))",
                        "OVERDUE by \(due.days) days (\(date.english))")(language)
                    : Phrase("Tenggat: \(date.indonesian)", "Due: \(date.english)")(language)
                        + (due.isCertain ? "" : " (\(DueText.orLater(language)))"))
            if !due.isCertain { lines.append(DueText.uncertain(calendar.work)(language)) }
        }
        let readers = file.agencies.map { Foreign($0).description }.joined(separator: ", ")
        lines.append("\(SummaryText.readers(language)): \(readers)")
        if !summary.assigned.isEmpty {
            lines.append(
                "\(Phrase("Penanggung jawab", "Assigned to")(language)): \(Foreign(summary.assigned).description)"
            )
        }
        if !file.labels.isEmpty { lines.append("Label: \(plain(file.labels.joined(separator: ", ")))") }
        if let first = row.duplicateOf {
            lines.append(
                "\(Phrase("Laporan yang sama dengan", "The same report as")(language)) \(first.hex)")
        }
        if summary.isErasedThere, summary.payload == "read" {
            lines.append(CaseStoreText.erasedThere(language))
        }
        if file.report == nil {
            lines.append(
                "\(Phrase("Isi laporan", "The payload")(language)): \(summary.payload)")
        }
        lines += summary.doubts.map { $0.line(language) }
        return lines
    }

    /// Where the case stands with each agency; nothing where there is only one.
    private func placeLines(_ language: Language) -> [String] {
        let places = places
        guard places.count > 1 else { return [] }
        return ["", Phrase("Pada tiap instansi:", "With each agency:")(language)]
            + places.map { place in
                let state =
                    place.standing?.state.label(language) ?? Phrase("TIDAK TERBUKTI", "NOT PROVEN")(language)
                let due = place.due.map { "; " + $0.text(at: now, in: zone)(language) } ?? ""
                return "  \(Foreign(place.agency).description): \(state)\(due)"
            }
    }

    private func evidenceLines(_ language: Language) -> [String] {
        let files = file.evidence
        guard !files.isEmpty else { return [] }
        return ["", Phrase("Bukti:", "Evidence:")(language)]
            + files.map { item in
                let size = Amount.size(item.evidence.length)
                let missing = Phrase("belum datang", "never came")(language)
                let note = item.isReceived ? "" : ", \(missing)"
                return
                    "  \(item.number). \(Foreign(item.evidence.name).description) (\(size(language))\(note))"
            }
    }

    private func actLines(
        _ record: CaseRecord, _ act: Act, _ breach: LifecycleFault?, _ language: Language
    ) -> [String] {
        let who = Foreign(act.agency).description
        // An act that moves nothing says where the case stands, too: what it is, is its kind.
        let moves = ActCodes(act).moves ?? true
        var words = act.kind == .state ? [] : [act.kind.label]
        if moves, act.kind != .forwarded { words.append(act.state.label) }
        if moves, act.outcome != .none { words.append(act.outcome.label) }
        let said = words.map { $0(language) }.joined(separator: "; ")
        var line = "  \(shown(record.date, language))  \(who): \(said)"
        if !act.other.isEmpty { line += " → \(Foreign(act.other).description)" }
        if let fault = record.fault {
            line += Phrase(
                " (TIDAK TERBUKTI: \(fault.phrase(.indonesian)))", " (NOT PROVEN: \(fault.phrase(.english)))")(
                    language)
        }
        if let breach {
            let what = breach.phrase
            line += Phrase(
                " (TIDAK BERLAKU: \(what.indonesian))", " (MOVES NOTHING: \(what.english))")(language)
        }
        guard let reason = reason(record) else { return [line] }
        return [line, "    \(plain(reason))"]
    }

    private func saying(_ record: CaseRecord, _ language: Language) -> String {
        if let text = text(record) { return plain(text) }
        if case .message(let message) = record.content, message.kind == .identity {
            return Phrase(
                "(Pelapor memberikan identitasnya. Identitas dibuka dengan open-identity, bukan di sini.)",
                "(The source gave its identity. It is opened by open-identity, not here.)")(language)
        }
        return Phrase("(tidak dapat dibaca di sini)", "(cannot be read here)")(language)
    }

    private func shown(_ seconds: UInt64?, _ language: Language) -> String {
        seconds.map { CivilTime($0, zone: zone).date.phrase(language) } ?? "-"
    }
}
