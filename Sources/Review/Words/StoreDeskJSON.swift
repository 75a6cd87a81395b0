import CaseStore
import Cases
import Files
import Verification
import Wire
import Words

// What a desk's page is given beside what `list`, `show` and `sync` print.

extension ReviewList {
    /// The inbox.
    ///
    /// - Parameters:
    ///   - own: whose desk it is.
    ///   - agencies: the site's, for their names.
    ///   - waiting: how much the site was not given yet.
    /// - Returns: what `list` prints of each report, and what stands around it.
    func deskJSON(of own: AgencyCode, agencies: [Agency], waiting: Int) -> JSON {
        let rows = rows.map { row in
            guard case .object(let members) = json(of: row) else { return JSON.null }
            let region = Region.of(row.summary.region)?.title
            return .object(members + [("region_name", JSON(region))])
        }
        return [
            "agency": .line(own),
            "agencies": .array(agencies.map { ["code": .line($0.code), "name": .line($0.name)] }),
            "waiting": .integer(waiting),
            "synced": synced.map { .string(CivilTime($0, zone: zone).date.iso) } ?? .null,
            "warnings": pairs(warnings(.indonesian), warnings(.english)),
            "reports": .array(rows),
        ]
    }
}

extension CaseView {
    /// One case: what `show` prints, what it tells in words, and what can be done to it here.
    func deskJSON(waiting: [OutboxItem], choices: DeskChoices?) -> JSON {
        guard case .object(var members) = json else { return .null }
        let facts = (file.report?.story.facts(calendar) ?? []).filter { $0.field != .story }
        members.append(("facts", .array(facts.map { $0.deskJSON })))
        let names = file.evidence.map { HarmlessName.safe($0.evidence.name, number: $0.number) }
        members.append(("safe_names", .array(names.map { .string($0) })))
        members.append(("waiting", .array(waiting.map { $0.waitingJSON })))
        let acts = choices?.acts ?? []
        members.append(("next", .array(acts.filter { $0.kind == .state }.map { $0.deskJSON })))
        members.append(("forward_to", .array((choices?.targets ?? []).map { .line($0) })))
        members.append(("can", .array(deeds(acts.map { $0.kind }).map { .string($0) })))
        return .object(members)
    }

    private func deeds(_ kinds: [ActKind]) -> [String] {
        var deeds = ["labels"]
        if file.report != nil { deeds += ["ask", "note"] }
        if kinds.contains(.assigned) { deeds.append("assign") }
        if kinds.contains(.merged) { deeds.append("merge") }
        if kinds.contains(.forwarded) { deeds.append("forward") }
        if kinds.contains(.cannotOpen), file.report == nil { deeds.append("cannot-open") }
        return deeds
    }
}

extension PossibleAct {
    fileprivate var deskJSON: JSON {
        [
            "state": JSON(state), "outcomes": JSON(outcomes), "due": JSON(due),
            "needs_reason": .bool(needsReason),
            "extension": .bool(isExtension),
        ]
    }
}

extension StoryFact {
    fileprivate var deskJSON: JSON { ["name": name.both, "value": value.both] }
}

extension OutboxItem {
    /// What no epoch has published yet.
    fileprivate var waitingJSON: JSON {
        let isPromised = JSON.bool(promised != nil)
        switch request {
        case .question:
            let text = (try? Message(decoding: sealed))?.text
            return ["kind": "question", "text": JSON(text), "promised": isPromised]
        case .note: return ["kind": "note", "promised": isPromised]
        case .act(let request):
            let reason = (try? Reason(decoding: sealed))?.text
            return [
                "kind": "act", "act": JSON(request.act.kind), "state": JSON(request.act.state),
                "outcome": JSON(request.act.outcome), "other": .line(request.act.other),
                "reason": JSON(reason),
                "promised": isPromised,
            ]
        }
    }
}

extension Phrase {
    /// Both languages, for a page that switches between them.
    fileprivate var both: JSON { ["id": .string(indonesian), "en": .string(english)] }
}

extension KeptItem {
    /// What became of something that was done at a desk.
    var deskJSON: JSON {
        guard let refusal else { return ["sent": .bool(item.promised != nil)] }
        return ["sent": .bool(item.promised != nil), "why": refusal.failure.text.sentence.both]
    }
}

extension SyncedStore {
    /// What a look brought.
    var deskJSON: JSON {
        [
            "new": .integer(new), "sent": .integer(outbox.promised.count), "whole": .bool(isWhole),
            "text": Phrase.named(text(.indonesian), text(.english)).both,
            "warnings": pairs(warnings(.indonesian), warnings(.english)),
        ]
    }
}

/// Texts in both languages, which say the same in the same order.
private func pairs(_ indonesian: [String], _ english: [String]) -> JSON {
    .array(zip(indonesian, english).map { Phrase.named($0, $1).both })
}
