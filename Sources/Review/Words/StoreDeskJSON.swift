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
    func deskJSON(waiting: [OutboxItem]) -> JSON {
        guard case .object(var members) = json else { return .null }
        let facts = (file.report?.story.facts(calendar) ?? []).filter { $0.field != .story }
        members.append(("facts", .array(facts.map { $0.deskJSON })))
        let names = file.evidence.map { HarmlessName.safe($0.evidence.name, number: $0.number) }
        members.append(("safe_names", .array(names.map { .string($0) })))
        members.append(("waiting", .array(waiting.compactMap { $0.questionJSON })))
        let deeds = file.report == nil ? ["labels"] : ["labels", "ask"]
        members.append(("can", .array(deeds.map { .string($0) })))
        return .object(members)
    }
}

extension StoryFact {
    fileprivate var deskJSON: JSON { ["name": name.both, "value": value.both] }
}

extension OutboxItem {
    /// A question that no epoch has published; nil for anything else.
    fileprivate var questionJSON: JSON? {
        guard case .question = request, let message = try? Message(decoding: sealed) else { return nil }
        return ["text": .string(message.text), "promised": .bool(promised != nil)]
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
