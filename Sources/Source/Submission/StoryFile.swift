package import Wire
import Words

extension Story {
    /// The report as a file that `--from` reads (TOML), without what is said of attachments: fields that say nothing are
    /// left out.
    package var file: String {
        var lines: [String] = []
        func add(_ field: String, _ value: String?) {
            if let value { lines.append("\(field) = \(value)") }
        }
        func add(_ field: String, text: String) { add(field, text.isEmpty ? nil : quoted(text)) }
        func add(_ field: String, list: [String?]) {
            add(
                field,
                list.isEmpty ? nil : "[" + list.compactMap { $0.map(quoted) }.joined(separator: ", ") + "]")
        }
        switch purpose {
        case .canary: add("purpose", quoted("canary"))
        case .exercise: add("purpose", quoted("exercise"))
        default: break
        }
        add("category", category.name.map(quoted))
        add("more_categories", list: moreCategories.map(\.name))
        if subjectStatus != .notSaid { add("subject_status", subjectStatus.name.map(quoted)) }
        if subjectLevel != .notSaid { add("subject_level", subjectLevel.name.map(quoted)) }
        if subjectCount != .notSaid { add("subject_count", subjectCount.name.map(quoted)) }
        add("subject_name", text: subjectName)
        add("subject_position", text: subjectPosition)
        add("subject_unit", text: subjectUnit)
        if election != .notSaid { add("election", election.name.map(quoted)) }
        if regionScheme != .notSaid { add("region_scheme", regionScheme.name.map(quoted)) }
        add("region", text: region)
        add("place", text: place)
        add("event_date", eventDate?.iso)
        add("known_date", knownDate?.iso)
        if eventKind != .notSaid { add("event_kind", eventKind.name.map(quoted)) }
        add("event_name", text: eventName)
        add("pledges", list: pledges.map(\.name))
        add("story", "\"\"\"\n\(escaped(story, keepsLines: true))\"\"\"")
        add("evidence_kinds", list: evidenceKinds.map(\.name))
        add("links", list: links.split(separator: "\n").map(String.init))
        if circle != .notSaid { add("circle", circle.name.map(quoted)) }
        if forward != .none { add("forward", forward.name.map(quoted)) }
        add("forward_to", list: forwardTo.map(\.name))
        return lines.joined(separator: "\n") + "\n"
    }
}

private func quoted(_ text: String) -> String { "\"\(escaped(text, keepsLines: false))\"" }

/// TOML's basic strings; the lines of a long one stay lines.
private func escaped(_ text: String, keepsLines: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\", "\"": result += "\\\(Character(scalar))"
        case "\n" where keepsLines: result += "\n"
        case "\t": result += "\t"
        case "\u{0}"..."\u{1f}", "\u{7f}":
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
