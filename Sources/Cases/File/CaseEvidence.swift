package import Wire

/// A file of a case: one that a supplement brought, or one that the report announces and nothing has brought.
package struct CaseEvidence: Equatable, Sendable {
    /// From 1, as `open` numbers files.
    package let number: Int
    /// What the source says of it.
    package let evidence: Evidence
    /// The record that brought it, and its place among that record's files; nil where nothing did.
    package let source: (index: UInt64, place: Int)?

    /// Compares all of it.
    package static func == (left: Self, right: Self) -> Bool {
        left.number == right.number && left.evidence == right.evidence
            && left.source?.index == right.source?.index && left.source?.place == right.source?.place
    }

    /// Whether it is here.
    package var isReceived: Bool { source != nil }
}

extension CaseFile {
    /// All files: those that came, by their supplements, and behind them those that were announced and did not.
    package var evidence: [CaseEvidence] {
        var found: [CaseEvidence] = []
        let supplements = records.filter { $0.isProven && $0.message?.direction == .supplement }
            .sorted { ($0.message?.counter ?? 0) < ($1.message?.counter ?? 0) }
        for record in supplements {
            for (place, item) in record.content.evidence.enumerated() {
                found.append(
                    CaseEvidence(number: found.count + 1, evidence: item, source: (record.index, place)))
            }
        }
        for item in report?.story.evidence ?? []
        where !found.contains(where: { $0.evidence.hash == item.hash }) {
            found.append(CaseEvidence(number: found.count + 1, evidence: item, source: nil))
        }
        return found
    }

    /// The messages of one direction that are proven, by agency and counter.
    package func messages(_ direction: Direction) -> [(record: CaseRecord, message: MessagePosted)] {
        records.filter { $0.isProven }
            .compactMap { record in record.message.map { (record, $0) } }
            .filter { $0.1.direction == direction }
            .sorted { left, right in
                guard left.1.agency == right.1.agency else {
                    return left.1.agency.utf8.lexicographicallyPrecedes(right.1.agency.utf8)
                }
                return left.1.counter < right.1.counter
            }
    }
}
