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
            "warnings": .array(
                zip(warnings(.indonesian), warnings(.english)).map { ["id": .string($0), "en": .string($1)] }),
            "reports": .array(rows),
        ]
    }
}

extension CaseView {
    /// One case: what `show` prints, what it tells in words, and what can be done to it here.
    func deskJSON(waiting: [OutboxItem]) -> JSON {
        guard case .object(let members) = json else { return .null }
        let facts = (file.report?.story.facts(calendar) ?? []).filter { $0.field != .story }
        let questions = waiting.compactMap { item -> JSON? in
            guard case .question = item.request, let message = try? Message(decoding: item.sealed) else {
                return nil
            }
            return ["text": .string(message.text), "promised": .bool(item.promised != nil)]
        }
        return .object(
            members + [
                (
                    "facts",
                    .array(
                        facts.map { fact in
                            [
                                "name": [
                                    "id": .string(fact.name.indonesian), "en": .string(fact.name.english),
                                ],
                                "value": [
                                    "id": .string(fact.value.indonesian), "en": .string(fact.value.english),
                                ],
                            ]
                        })
                ),
                (
                    "safe_names",
                    .array(
                        file.evidence.map { .string(HarmlessName.safe($0.evidence.name, number: $0.number)) })
                ),
                ("waiting", .array(questions)),
                ("can", .array((file.report == nil ? ["labels"] : ["labels", "ask"]).map { .string($0) })),
            ])
    }
}

extension KeptItem {
    /// What became of something that was done at a desk.
    var deskJSON: JSON {
        guard let refusal else { return ["sent": .bool(item.promised != nil)] }
        let text = refusal.failure.text.sentence
        return [
            "sent": .bool(item.promised != nil),
            "why": ["id": .string(text.indonesian), "en": .string(text.english)],
        ]
    }
}

extension SyncedStore {
    /// What a look brought.
    var deskJSON: JSON {
        [
            "new": .integer(new), "sent": .integer(outbox.promised.count), "whole": .bool(isWhole),
            "text": ["id": .string(text(.indonesian)), "en": .string(text(.english))],
            "warnings": .array(
                zip(warnings(.indonesian), warnings(.english)).map { ["id": .string($0), "en": .string($1)] }),
        ]
    }
}
