package import Wire

/// What is known of the reason that an act names.
package enum ReasonReading: Equatable, Sendable {
    /// The act names none.
    case none
    /// Nobody has looked at it yet.
    case unread
    /// Opened, and that act's own.
    case text(String)
    /// It cannot be opened, or is not that act's.
    case doubtful
    /// Erased, as a lawful erasure in the log says.
    case erased
    /// Gone, and no lawful erasure says so.
    case gone
}

/// All acts on one report, of all its agencies, as its agencies and the auditor see them, and where the case stands with each.
///
/// Epochs order the acts of different agencies, counters those of one; the log's order inside an epoch means nothing.
package struct CaseTimeline: Equatable, Sendable {
    /// One act.
    package struct Item: Equatable, Sendable {
        /// Index of its entry.
        package let index: UInt64
        /// The act's record, with its commitment.
        package let commitment: Hash
        /// Seconds since 1970 at which its epoch was due; nil where no epoch holds it.
        package let time: UInt64?
        /// What was done.
        package let act: Act
        /// Why it is not proven; nil where it is.
        package let fault: RecordFault?
        /// The rule of the lifecycle that it breaks: it is proven and has moved nothing.
        package let breach: LifecycleFault?
        /// Its reason.
        package var reason: ReasonReading

        /// Whether it is proven and keeps all rules.
        package var counts: Bool { fault == nil && breach == nil }
    }

    /// The report's commitment.
    package let report: Hash
    /// By epoch, agency and counter; what no epoch holds is last.
    package var items: [Item]
    /// Where the case stands with each agency of the report, in its order; nil where the agency's acts do not follow each
    /// other, so that nobody can say.
    package let standings: [AgencyStanding]

    /// Where the case stands with an agency.
    package struct AgencyStanding: Equatable, Sendable {
        /// Which agency.
        package let agency: AgencyCode
        /// Nil where its acts do not follow each other.
        package let standing: CaseStanding?
        /// What its newest proven act says, where a rule of the lifecycle keeps that from counting.
        package let claimed: CaseState?
    }

    /// Puts acts in order and replays those that are proven.
    ///
    /// - Parameters:
    ///   - report: the report, which is proven.
    ///   - acts: all on it, in any order.
    ///   - kind: what an agency is (`Agency.knownKind`).
    ///   - time: seconds since 1970 at which the epoch that holds an entry was due.
    package init(
        of report: ReviewRecord, acts: [ReviewRecord], kind: (AgencyCode) -> AgencyKind,
        time: (UInt64) -> UInt64?
    ) {
        self.report = report.commitment
        let begun = time(report.index) ?? 0
        var items: [Item] = []
        standings = (report.received?.agencies ?? []).map { agency in
            var standing = CaseStanding(receivedAt: begun, by: kind(agency))
            var claimed: CaseState?
            var isBroken = false
            for record in Self.sorted(acts, of: agency) {
                guard let act = record.act?.act else { continue }
                if case .history? = record.fault { isBroken = true }
                let due = time(record.index)
                let breach =
                    record.fault == nil
                    ? standing.take(
                        ActCodes(act), on: report.commitment, by: agency, at: due ?? standing.entered)
                    : nil
                if record.fault == nil {
                    claimed = breach == nil || act.state == standing.state ? nil : act.state
                }
                items.append(Item(record, act, time: due, breach: breach))
            }
            return AgencyStanding(
                agency: agency, standing: isBroken ? nil : standing, claimed: isBroken ? nil : claimed)
        }
        let agencies = report.received?.agencies ?? []
        for record in acts {
            guard let act = record.act?.act, !agencies.contains(act.agency) else { continue }
            items.append(Item(record, act, time: time(record.index), breach: nil))
        }
        self.items = items.sorted { $0.isBefore($1) }
    }

    /// Where the case stands with one agency; nil where nobody can say, or it is none of the report's.
    package func standing(of agency: AgencyCode) -> CaseStanding? {
        standings.first { $0.agency == agency }?.standing
    }

    /// Acts that are proven and break a rule of the lifecycle.
    package var breaches: [Item] { items.filter { $0.breach != nil } }

    private static func sorted(_ acts: [ReviewRecord], of agency: AgencyCode) -> [ReviewRecord] {
        acts.filter { $0.act?.act.agency == agency }.sorted { left, right in
            let (first, second) = (left.act?.act.counter ?? 0, right.act?.act.counter ?? 0)
            return first == second ? left.index < right.index : first < second
        }
    }
}

extension CaseTimeline.Item {
    fileprivate init(_ record: ReviewRecord, _ act: Act, time: UInt64?, breach: LifecycleFault?) {
        index = record.index
        commitment = record.commitment
        self.time = time
        self.act = act
        fault = record.fault
        self.breach = breach
        reason = act.reason == Hash() ? .none : .unread
    }

    fileprivate func isBefore(_ other: Self) -> Bool {
        let (first, second) = (time ?? .max, other.time ?? .max)
        guard first == second else { return first < second }
        guard act.agency == other.act.agency else {
            return act.agency.utf8.lexicographicallyPrecedes(other.act.agency.utf8)
        }
        return act.counter == other.act.counter ? index < other.index : act.counter < other.act.counter
    }
}
