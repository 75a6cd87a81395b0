package import Wire

/// What the lifecycle of a case says of one state.
package struct StateRule: Equatable, Sendable {
    /// The states that an act may lead to from here.
    package let next: [CaseState]
    /// Whether the act that leads here gives a reason to the report's agencies and to its source.
    package let needsReason: Bool
    /// Whether an agency outside government may lead a case here: it has no power to examine or to decide.
    package let isForAnybody: Bool

    private init(_ next: [CaseState], reason needsReason: Bool = false, anybody isForAnybody: Bool = false) {
        self.next = next
        self.needsReason = needsReason
        self.isForAnybody = isForAnybody
    }

    /// The rule of a state; nil for one that is not known here.
    package init?(of state: CaseState) {
        switch state {
        case .received: self.init(Self.open + [.tracing, .triage], anybody: true)
        case .triage: self.init(Self.open + [.tracing], anybody: true)
        case .needsInformation:
            self.init(
                Self.open.filter { $0 != state } + [.tracing, .triage, .recommended], anybody: true)
        case .forwarded:
            self.init(Self.open + [.tracing, .triage, .forwarded], reason: true, anybody: true)
        case .tracing: self.init(Self.open)
        case .examination:
            self.init(Self.open.filter { $0 != state } + [.recommended, .awaitingPpk])
        case .recommended: self.init([.awaitingPpk, .forwarded, .escalated, .decided, .closed])
        case .awaitingPpk: self.init([.examination, .escalated, .decided, .closed])
        case .escalated:
            self.init(
                [.examination, .recommended, .awaitingPpk, .forwarded, .decided, .closed], reason: true,
                anybody: true)
        case .decided: self.init([.underAppeal, .reopened, .closed], reason: true)
        case .underAppeal: self.init([.decided, .reopened, .closed])
        case .closed: self.init([.reopened], reason: true, anybody: true)
        case .reopened: self.init(Self.open + [.tracing, .triage], reason: true, anybody: true)
        default: return nil
        }
    }

    /// Where a case can go that nobody has found anything in yet.
    private static let open: [CaseState] = [
        .needsInformation, .forwarded, .examination, .escalated, .decided, .closed,
    ]
}

extension CaseState {
    /// The time limits that may run in this state, in the order in which they follow each other; the first one runs where an
    /// act names none.
    ///
    /// - Parameter kind: the agency's; who supervises elections has the days of their law.
    /// - Returns: none for a state that is not known here.
    package func limits(for kind: AgencyKind) -> [DueClass] {
        switch self {
        case .received: [.route]
        case .triage, .reopened: kind.isElectionSupervisor ? [.initialStudy] : [.acknowledge]
        case .needsInformation: [.sourceAnswer]
        case .forwarded, .recommended, .escalated, .decided: [.acknowledge]
        case .tracing: [.finding]
        case .examination:
            if kind.isElectionSupervisor {
                [.study, .extendedStudy]
            } else {
                kind == .notSaid ? [.examination, .study, .extendedStudy] : [.examination]
            }
        case .awaitingPpk: [.followUp]
        case .underAppeal: [.appeal, .appealAnswer]
        case .closed: [.objection]
        default: []
        }
    }

    /// Whether its time limit goes on where a case comes back to it: asking the source, or forwarding, buys no time.
    var resumes: Bool { self == .triage || self == .tracing || self == .examination }
}

extension AgencyKind {
    /// Whether the days of the election laws are its own.
    package var isElectionSupervisor: Bool {
        switch self {
        case .bawasluKabkota, .bawasluProv, .bawasluRi, .gakkumdu: true
        default: false
        }
    }
}
