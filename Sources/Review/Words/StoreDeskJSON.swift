import CaseStore
import Cases
import Files
import Primitives
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
            "warnings": pairs(alarms(.indonesian), alarms(.english)),
            "notes": pairs(remarks(.indonesian), remarks(.english)),
            "reports": .array(rows),
        ]
    }
}

extension CaseView {
    /// One case: what `show` prints, what it tells in words, and what can be done to it here.
    func deskJSON(
        waiting: [OutboxItem], epoch: UInt64?, choices: DeskChoices?, store: String, own: AgencyCode
    ) -> JSON {
        guard case .object(var members) = json else { return .null }
        let facts = (file.report?.story.facts(calendar.elections) ?? []).filter { $0.field != .story }
        members.append(("facts", .array(facts.map { $0.deskJSON })))
        let names = file.evidence.map { HarmlessName.safe($0.evidence.name, number: $0.number) }
        members.append(("safe_names", .array(names.map { .string($0) })))
        members.append(("waiting", .array(waiting.map { $0.waitingJSON(at: epoch) })))
        let acts = choices?.acts ?? []
        members.append(("next", .array(acts.filter { $0.kind == .state }.map { $0.deskJSON })))
        members.append(("forward_to", .array((choices?.targets ?? []).map { .line($0) })))
        members.append(("can", .array(deeds(acts.map { $0.kind }).map { .string($0) })))
        members.append(("consent", consent))
        members.append(("identity", identity(givenTo: own, store: store)))
        return .object(members)
    }

    /// From when on the agency may consent to an early erasure; null where there is nothing to consent to.
    private var consent: JSON {
        guard file.report != nil, let from = ReviewConsent.start(of: file) else { return .null }
        return ["from": day(from), "open": .bool(now >= from)]
    }

    /// Who the source is, as far as a desk says it: that it can be opened, and how; null where nothing was given.
    private func identity(givenTo own: AgencyCode, store: String) -> JSON {
        let given = file.messages(.reply).last { record, message in
            guard message.agencies == [own], case .message(let said) = record.content else { return false }
            return said.kind == .identity
        }
        guard let given else { return .null }
        let isOpened = timeline.contains { record, act, _ in
            record.isProven && act.agency == own && act.kind == .identityOpened
                && act.related == given.message.envelope
        }
        return [
            "date": day(given.record.date), "opened": .bool(isOpened),
            "command": .string(IdentityCommand.line(file.id, store: store, isOpened: isOpened)),
        ]
    }

    private func deeds(_ kinds: [ActKind]) -> [String] {
        var deeds = ["labels"]
        if file.report != nil { deeds += ["ask", "note"] }
        if kinds.contains(.assigned) { deeds.append("assign") }
        if kinds.contains(.merged) { deeds.append("merge") }
        if kinds.contains(.forwarded) { deeds.append("forward") }
        if kinds.contains(.cannotOpen), file.received?.content.isUnreadable == true {
            deeds.append("cannot-open")
        }
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
    fileprivate func waitingJSON(at epoch: UInt64?) -> JSON {
        let stands: JSON =
            isOvertaken
            ? "overtaken" : isBroken(at: epoch) ? "broken" : promised == nil ? "not.sent" : "promised"
        switch request {
        case .question:
            let text = (try? Message(decoding: sealed))?.text
            return ["kind": "question", "text": JSON(text), "stands": stands]
        case .note: return ["kind": "note", "stands": stands]
        case .act(let request):
            let reason = (try? Reason(decoding: sealed))?.text
            return [
                "kind": "act", "act": JSON(request.act.kind), "state": JSON(request.act.state),
                "outcome": JSON(request.act.outcome), "other": .line(request.act.other),
                "reason": JSON(reason), "stands": stands,
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

extension CasePrint {
    /// The page, and the PDF where one was wanted and could be made.
    func deskJSON(pdf: Result<PDFFile, PagePrinter.Problem>?) -> JSON {
        var (bytes, problem) = (JSON.null, JSON.null)
        switch pdf {
        case nil: break
        case .success(let file): bytes = .string(Base64.encode(file.bytes))
        case .failure(let reason): problem = reason.words.sentence.both
        }
        return [
            "page": .string(String(decoding: page, as: UTF8.self)), "pdf": bytes, "pdf_missing": problem,
            "whole": .bool(isWhole),
            "borrowed": .array(borrowed.map { .string("\($0.lowerBound)–\($0.upperBound)") }),
        ]
    }
}

extension ReviewConsent {
    /// What was consented to, in words.
    var deskJSON: JSON {
        ["sent": .bool(!given.isEmpty), "text": Phrase.named(text(.indonesian), text(.english)).both]
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
