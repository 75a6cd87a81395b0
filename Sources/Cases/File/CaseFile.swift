package import Wire

/// All that an agency holds of one report: each record with its proof and content, and what the agency put beside it.
///
/// A value: where it came from, a site or a local store, makes no difference to who shows it.
package struct CaseFile: Equatable, Sendable {
    /// The report's commitment.
    package let id: Hash
    /// In the order of the log, each once; the report's own among them.
    package private(set) var records: [CaseRecord] = []
    /// The agency's own words for it, which nobody else sees; ascending.
    package var labels: [String] = []
    /// What came in below this index was read by somebody.
    package var seen: UInt64 = 0
    /// Records whose envelopes a lawful erasure in the log names.
    package var erased: Set<Hash> = []

    /// Nothing is known of the report yet.
    package init(id: Hash) { self.id = id }

    /// The report's record; nil where the site gave none.
    package var received: CaseRecord? {
        records.first { if case .reportReceived = $0.body { $0.commitment == id } else { false } }
    }

    /// The report, read and believed.
    package var report: Report? {
        guard let received, received.isProven, case .report(let report) = received.content else { return nil }
        return report
    }

    /// The agencies that the report went to; none where it has no record.
    package var agencies: [AgencyCode] {
        guard case .reportReceived(let record) = received?.body else { return [] }
        return record.agencies
    }

    /// Takes a record; of one that is there already only its place and proof.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    package mutating func take(_ record: CaseRecord) -> Bool {
        if let place = records.firstIndex(where: { $0.index == record.index }) {
            let old = records[place]
            records[place] = record
            if old.commitment == record.commitment { records[place].content = old.content }
            return false
        }
        let place = records.firstIndex { $0.index > record.index } ?? records.count
        records.insert(record, at: place)
        return true
    }

    /// Sets what became of one record's envelope.
    package mutating func set(_ content: CaseContent, at index: UInt64) {
        guard let place = records.firstIndex(where: { $0.index == index }) else { return }
        records[place].content = content
    }

    /// Holds every record against the rules that all readers have.
    package mutating func prove(by rules: RecordRules) {
        var sorted = ReviewRecords()
        // What no record can say was refused when it came.
        for record in records { try? sorted.add(record.opened, isInLog: record.isInLog) }
        sorted.prove(by: rules)
        var faults: [UInt64: RecordFault] = [:]
        for record in sorted.unproven { faults[record.index] = record.fault }
        for place in records.indices { records[place].fault = faults[records[place].index] }
        erased = rules.erased.intersection(records.map { $0.commitment })
    }

    /// All acts on the report with where the case stands with each agency, reasons read as far as they are here.
    ///
    /// - Parameter kind: what an agency is.
    /// - Returns: nil where the report has no record that is proven.
    package func timeline(_ kind: (AgencyCode) -> AgencyKind) -> CaseTimeline? {
        guard let received, received.isProven else { return nil }
        let acts = records.filter { $0.act != nil }
        var timeline = CaseTimeline(of: received.record, acts: acts.map { $0.record }, kind: kind) { index in
            records.first { $0.index == index }?.date
        }
        for place in timeline.items.indices {
            let index = timeline.items[place].index
            guard let record = acts.first(where: { $0.index == index }) else { continue }
            timeline.items[place].reason = record.content.reason
        }
        return timeline
    }

    /// The proven acts of one agency, in the order of their counters.
    ///
    /// - Throws: where they do not follow each other: then nobody can say where the case stands.
    package func history(of agency: AgencyCode) throws(CaseHistory.Alarm) -> CaseHistory {
        var own: [Act] = []
        for record in records {
            guard let act = record.act, act.agency == agency else { continue }
            switch record.fault {
            case nil: own.append(act)
            case .history(let alarm): throw alarm
            default: break
            }
        }
        return try CaseHistory(replaying: own)
    }

    /// Whether the site has any act of an agency on the report, proven or not.
    package func hasAct(of agency: AgencyCode) -> Bool { records.contains { $0.act?.agency == agency } }

    /// Whom an agency gave the case to, as its newest proven act of that kind says; empty for nobody.
    package func assigned(by agency: AgencyCode) -> String {
        let acts = records.filter { $0.isProven && $0.act?.agency == agency && $0.act?.kind == .assigned }
        guard let newest = acts.max(by: { ($0.act?.counter ?? 0) < ($1.act?.counter ?? 0) }),
            case .reason(let reason) = newest.content
        else { return "" }
        return reason.text
    }

    /// The counter behind the last one of an agency's messages in a direction, published ones alone.
    package func next(_ direction: Direction, of agency: AgencyCode) -> UInt32 {
        let counters = records.compactMap { $0.message }
            .filter { $0.direction == direction && $0.agency == agency }.map { $0.counter }
        return counters.max().map { $0 == .max ? .max : $0 + 1 } ?? 0
    }

    /// The index behind the newest thing that came in for an agency; 0 where nothing did.
    package func newest(for own: AgencyCode) -> UInt64 {
        records.filter { $0.isProven && $0.isIncoming(to: own) && $0.content != .waiting }
            .map { $0.index.plus(1) }.max() ?? 0
    }

    /// Lets go of everything that came in an envelope.
    package mutating func forget() {
        for place in records.indices where records[place].content != .none {
            records[place].content = .forgotten
        }
        labels = []
    }
}
