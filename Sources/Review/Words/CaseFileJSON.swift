import Cases
import Wire
package import Words

extension CaseView {
    /// The answer of `show`.
    package var json: JSON {
        let summary = row.summary
        let due = summary.dueDay(at: now, in: zone, calendar)
        let members: [(String, JSON)] = [
            ("id", JSON(file.id)), ("epoch", JSON(summary.epoch)), ("index", JSON(summary.index)),
            ("date", day(summary.date)), ("agencies", .array(file.agencies.map { .line($0) })),
            ("state", summary.state.map { JSON($0) } ?? .null),
            ("outcome", summary.state == nil ? .null : JSON(summary.outcome)),
            ("due", JSON(due?.date.iso)), ("overdue", .bool(due?.isOver ?? false)),
            ("due_certain", due.map { .bool($0.isCertain) } ?? .null),
            ("age_days", JSON(summary.age(at: now, in: zone))),
            ("phase", JSON(summary.phase(calendar.elections)?.rawValue)),
            ("proven", .bool(summary.isProven)),
            ("payload", summary.payload.isEmpty ? .null : .string(summary.payload)),
            ("not_proven", .array(summary.doubts.map(\.json))),
            ("gone", .array(summary.gone.map { JSON($0) })),
            ("erased_there", .bool(summary.isErasedThere)),
            ("unread", row.isUnread.map { .bool($0) } ?? .null),
            ("story", file.report.map { .object($0.story.members) } ?? .null),
            ("evidence", .array(file.evidence.map(\.json))), ("standings", .array(places.map(\.json))),
            ("timeline", .array(timeline.map { json($0) })),
            (
                "overtaken",
                .array(
                    overtaken.map { act, reason in
                        ["state": JSON(act.state), "outcome": JSON(act.outcome), "reason": JSON(reason)]
                    })
            ),
            ("messages", .array(messages)), ("notes", .array(notes)),
            ("labels", .array(file.labels.map { .string($0) })),
            ("assigned", summary.assigned.isEmpty ? .null : .string(summary.assigned)),
        ]
        return .object(members + (row.duplicateOf.map { [("duplicate_of", JSON($0))] } ?? []))
    }

    /// The acts of all agencies, by their epochs; of one epoch by agency and counter, as the log's own order means nothing.
    ///
    /// Of a report that is not proven none counts.
    var timeline: [(record: CaseRecord, act: Act, breach: LifecycleFault?)] {
        guard let timeline = file.timeline({ kinds[$0] ?? .notSaid }) else {
            return file.records.compactMap { record in record.act.map { (record, $0, nil) } }
        }
        return timeline.items.compactMap { item in
            file.records.first { $0.index == item.index }.map { ($0, item.act, item.breach) }
        }
    }

    private func json(_ item: (record: CaseRecord, act: Act, breach: LifecycleFault?)) -> JSON {
        let (record, act, breach) = item
        var members: [(String, JSON)] = [
            ("index", JSON(record.index)), ("epoch", JSON(record.epoch)), ("date", day(record.date)),
            ("agency", .line(act.agency)), ("counter", .integer(Int(act.counter))), ("kind", JSON(act.kind)),
            ("state", JSON(act.state)), ("outcome", JSON(act.outcome)), ("due", JSON(act.due)),
            ("other", act.other.isEmpty ? .null : .line(act.other)),
            ("related", act.related == Hash() ? .null : JSON(act.related)),
        ]
        if act.reason != Hash() {
            members += [
                ("reason", reason(record).map { .string($0) } ?? .null),
                ("reason_payload", .string(record.content.name)),
            ]
        }
        members.append(("proven", .bool(record.isProven)))
        if let fault = record.fault { members.append(("fault", .string(fault.phrase(.english)))) }
        if let breach { members.append(("breach", .string(breach.phrase(.english)))) }
        return .object(members)
    }

    func reason(_ record: CaseRecord) -> String? {
        if case .reason(let reason) = record.content { reason.text } else { nil }
    }

    /// What goes between agencies and source; what is not proven is not among it.
    private var messages: [JSON] {
        conversation.map { record, message in
            [
                "direction": .string(message.direction == .question ? "question" : "reply"),
                "agency": .line(message.agency),
                "counter": .integer(Int(message.counter)), "date": day(record.date),
                "index": JSON(record.index), "text": JSON(text(record)),
                "payload": .string(record.content.name),
                "kind": kind(record),
            ]
        }
    }

    var conversation: [(record: CaseRecord, message: MessagePosted)] {
        (file.messages(.question) + file.messages(.reply))
            .sorted { ($0.record.date ?? .max, $0.record.index) < ($1.record.date ?? .max, $1.record.index) }
    }

    private var notes: [JSON] {
        file.messages(.note).map { record, message in
            [
                "agency": .line(message.agency), "counter": .integer(Int(message.counter)),
                "date": day(record.date), "index": JSON(record.index), "text": JSON(text(record)),
                "payload": .string(record.content.name),
            ]
        }
    }

    /// Words as they are; who a source is, is opened by an act of two keys alone.
    func text(_ record: CaseRecord) -> String? {
        guard case .message(let message) = record.content, message.kind == .words else { return nil }
        return message.text
    }

    private func kind(_ record: CaseRecord) -> JSON {
        if case .message(let message) = record.content { JSON(message.kind) } else { .null }
    }

    func day(_ seconds: UInt64?) -> JSON { JSON(seconds.map { CivilTime($0, zone: zone).date.iso }) }
}

extension AgencyPlace {
    fileprivate var json: JSON {
        [
            "agency": .line(agency), "state": standing.map { JSON($0.state) } ?? .null,
            "outcome": standing.map { JSON($0.outcome) } ?? .null, "due": JSON(due?.date.iso),
            "overdue_days": JSON(daysOver),
        ]
    }
}

extension CaseEvidence {
    fileprivate var json: JSON {
        [
            "number": .integer(number), "name": .string(evidence.name), "kind": JSON(evidence.kind),
            "bytes": JSON(evidence.length), "sha256": JSON(evidence.hash), "received": .bool(isReceived),
            "metadata_removed": .bool(evidence.metadataRemoved), "removed": JSON(evidence.removed),
            "shows_reporter": .bool(evidence.showsReporter),
        ]
    }
}
