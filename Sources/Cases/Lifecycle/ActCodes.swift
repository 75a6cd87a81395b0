package import Wire

/// The routing part of an act: what it says in codes, without who signs and what stands before it.
package struct ActCodes: Equatable, Sendable {
    /// What was done.
    package var kind: ActKind
    /// Where the case stands from now on.
    package var state: CaseState
    /// What came of it.
    package var outcome: Outcome
    /// Which time limit runs; `none` for the one that the state has.
    package var due: DueClass
    /// The agency that the case is forwarded to; else empty.
    package var other: String
    /// The report that it is merged into, or the envelope of an identity; else zeros.
    package var related: Hash
    /// Whether a sealed reason goes with it.
    package var hasReason: Bool

    /// Takes the parts as they are.
    package init(
        kind: ActKind = .state, state: CaseState, outcome: Outcome = .none, due: DueClass = .none,
        other: String = "", related: Hash = Hash(), hasReason: Bool = false
    ) {
        self.kind = kind
        self.state = state
        self.outcome = outcome
        self.due = due
        self.other = other
        self.related = related
        self.hasReason = hasReason
    }

    /// Those of an act.
    package init(_ act: Act) {
        self.init(
            kind: act.kind, state: act.state, outcome: act.outcome, due: act.due, other: act.other,
            related: act.related, hasReason: act.reason != Hash())
    }

    /// What an act of a kind that moves nothing says of a case that stands so.
    ///
    /// - Parameters:
    ///   - kind: `received`, `opened`, `assigned`, `cannotOpen` or `identityOpened`.
    ///   - standing: the agency's.
    ///   - related: the envelope of the identity.
    ///   - hasReason: whether a reason goes with it.
    package init(_ kind: ActKind, of standing: CaseStanding, related: Hash = Hash(), hasReason: Bool = false)
    {
        self.init(
            kind: kind, state: standing.state, outcome: standing.outcome, related: related,
            hasReason: hasReason)
    }

    /// Whether acts of this kind lead a case somewhere; nil for a kind that is not known here.
    package var moves: Bool? {
        switch kind {
        case .state, .merged, .forwarded: true
        case .received, .opened, .assigned, .cannotOpen, .identityOpened: false
        default: nil
        }
    }
}
