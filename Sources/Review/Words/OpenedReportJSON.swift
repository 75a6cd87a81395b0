package import Cases
package import Wire
package import Words

extension OpenedReport {
    /// `report.json`: the story's fields by their names in the schema, and labels for people.
    ///
    /// The state is null where the acts do not prove one.
    package func json(state: CaseState?, _ calendar: ElectionCalendar, language: Language) -> JSON {
        let head: [(String, JSON)] = [
            ("id", JSON(record.commitment)), ("epoch", JSON(epoch)), ("index", JSON(record.index)),
            ("state", state.map { JSON($0) } ?? .null), ("format", .integer(Int(report.format))),
            ("binding", binding),
        ]
        let tail: [(String, JSON)] = [
            ("signature", JSON(report.signature)),
            ("supplements", .array(supplements.map(\.json))),
            ("messages", .array(replies.map(\.json))),
            ("phases", .array(report.story.phases(calendar).map(\.json))),
            ("labels", labels(state: state, language: language)),
        ]
        return .object(head + report.story.members + tail)
    }

    private var binding: JSON {
        let binding = report.binding
        return [
            "root": JSON(binding.root), "key_set": JSON(binding.keySet), "author": JSON(binding.author),
            "mailbox": JSON(binding.mailbox), "reply": .string(binding.reply.hex),
            "agencies": .array(binding.agencies.map { .line($0) }),
        ]
    }

    private func labels(state: CaseState?, language: Language) -> JSON {
        let story = report.story
        return [
            "category": .string(story.category.label(language)),
            "more_categories": .array(story.moreCategories.map { .string($0.label(language)) }),
            "state": state.map { .string($0.label(language)) } ?? .null,
        ]
    }
}

extension OpenedReport {
    /// `report.txt`: all that the report tells, for people.
    package func text(state: CaseState?, _ calendar: ElectionCalendar, language: Language) -> String {
        var lines = ["\(Phrase("Laporan", "Report")(language)) \(record.commitment.hex)"]
        if let state { lines.append("\(Phrase("Status", "State")(language)): \(state.label(language))") }
        let readers = report.binding.agencies.map { Foreign($0).description }.joined(separator: ", ")
        lines.append("\(SummaryText.readers(language)): \(readers)")
        lines.append("")
        lines += report.story.facts(calendar).map { $0.line(language) }
        for supplement in supplements where !supplement.note.isEmpty {
            lines += ["", "\(Phrase("Tambahan", "Added")(language)):", plain(supplement.note)]
        }
        for reply in replies {
            let heading = Phrase("Jawaban pelapor", "Answer of the source")(language)
            // Counted from 1 for people, as questions are.
            lines += ["", "\(heading) \(reply.counter.plus(1)):"]
            lines.append(reply.shown(language))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ElectionCalendar.Finding {
    /// One of `phases` in `report.json`.
    fileprivate var json: JSON {
        [
            "election": .line(election.name.english), "phase": .string(phase.rawValue),
            "candidates": .bool(hasCandidates),
        ]
    }
}

extension Story {
    /// The stages of elections that the event's day falls into; none where no day is said.
    fileprivate func phases(_ calendar: ElectionCalendar) -> [ElectionCalendar.Finding] {
        eventDate.map { calendar.findings(on: $0, about: election) } ?? []
    }

    /// All fields, in the schema's order and by its names.
    var members: [(String, JSON)] {
        [
            ("purpose", .string(purpose.name)), ("category", JSON(category)),
            ("more_categories", JSON(moreCategories)), ("subject_status", JSON(subjectStatus)),
            ("subject_level", JSON(subjectLevel)), ("subject_count", JSON(subjectCount)),
            ("subject_name", .string(subjectName)), ("subject_position", .string(subjectPosition)),
            ("subject_unit", .string(subjectUnit)), ("election", JSON(election)),
            ("region_scheme", JSON(regionScheme)), ("region", .string(region)), ("place", .string(place)),
            ("event_date", JSON(eventDate)), ("known_date", JSON(knownDate)), ("event_kind", JSON(eventKind)),
            ("event_name", .string(eventName)), ("pledges", JSON(pledges)), ("story", .string(story)),
            ("evidence_kinds", JSON(evidenceKinds)),
            ("links", .array(links.split(separator: "\n").map { .string(String($0)) })),
            ("circle", JSON(circle)), ("evidence", .array(evidence.map(\.json))),
            ("forward", JSON(forward)), ("forward_to", JSON(forwardTo)),
        ]
    }
}

extension Purpose {
    fileprivate var name: String {
        switch self {
        case .report: "report"
        case .canary: "canary"
        case .exercise: "exercise"
        }
    }
}

extension Evidence {
    /// One of `missing` in `manifest.json`.
    var missingJSON: JSON {
        ["original_name": .string(name), "sha256": JSON(hash), "bytes": JSON(length)]
    }

    fileprivate var json: JSON {
        [
            "kind": JSON(kind), "name": .string(name), "length": JSON(length), "hash": JSON(hash),
            "metadata_removed": .bool(metadataRemoved), "removed": JSON(removed),
            "shows_reporter": .bool(showsReporter),
        ]
    }
}

extension Supplement {
    fileprivate var json: JSON {
        ["note": .string(note), "evidence": .array(evidence.map(\.json)), "signature": JSON(signature)]
    }
}

extension Message {
    /// Words as they are; of all else only what it is.
    fileprivate func shown(_ language: Language) -> String {
        switch kind {
        case .words: plain(text)
        case .identity:
            Phrase(
                "(Pelapor memberikan identitasnya. Identitas dibuka dengan open-identity, bukan di sini.)",
                "(The source gave its identity. It is opened by open-identity, not here.)")(language)
        default:
            Phrase(
                "(Isi jenis lain; program ini tidak menampilkannya.)",
                "(Content of another kind; this program does not show it.)")(language)
        }
    }

    fileprivate var json: JSON {
        [
            "direction": "reply", "kind": JSON(kind), "agency": .string(agency),
            "counter": .integer(Int(counter)),
            "last_seen": lastSeen == .max ? .null : .integer(Int(lastSeen)),
            // Who a source is, is opened by an act of two keys alone.
            "text": kind == .words ? .string(text) : .null,
        ]
    }
}
