package import Wire

/// Where a case stands with one agency, and the machine that its acts drive.
///
/// The rules are those of `StateRule` and `OutcomeRule`; what breaks one moves neither state nor time limit. A time limit runs
/// from the day on which the epoch of its act was due, and what is done again does not start it again:
///  - an act that says what the case says already changes nothing;
///  - a case that comes back to a state that `resumes` finds its old limit running;
///  - a limit is exchanged only for a later one of its state, a study's once, and that goes on from the study's day;
///  - a case that is reopened begins anew.
package struct CaseStanding: Equatable, Sendable {
    /// What runs in a state.
    private struct Running: Equatable {
        var due: DueClass
        var since: UInt64
    }

    /// What the agency is.
    package let kind: AgencyKind
    /// Where it stands.
    package private(set) var state: CaseState = .received
    /// What came of it.
    package private(set) var outcome: Outcome = .none
    /// Which time limit runs.
    package private(set) var due: DueClass = .route
    /// Seconds since 1970 from whose day `due` runs.
    package private(set) var since: UInt64
    /// Seconds since 1970 since when it stands so.
    package private(set) var entered: UInt64
    /// Whether it was examined since it was opened.
    package private(set) var isExamined = false
    /// The report that it goes on as, where it was merged.
    package private(set) var mergedInto: Hash?
    /// Whom it was forwarded to last.
    package private(set) var forwardedTo: AgencyCode?
    /// Whether the agency said that it cannot read the report.
    package private(set) var isUnreadable = false
    /// Limits of states that were left and may be found again.
    private var kept: [CaseState: Running] = [:]

    /// A report was received, and nothing done with it.
    ///
    /// - Parameters:
    ///   - time: seconds since 1970 at which the epoch of the report was due.
    ///   - kind: the agency's, as the descriptor has it (`Agency.knownKind`).
    package init(receivedAt time: UInt64, by kind: AgencyKind) {
        self.kind = kind
        since = time
        entered = time
    }

    /// Takes the agency's next act.
    ///
    /// - Parameters:
    ///   - codes: the act's.
    ///   - report: the one that it is on.
    ///   - agency: who acts.
    ///   - time: seconds since 1970 at which the act's epoch was due.
    /// - Returns: the rule that it breaks: then nothing has changed. Nil also for an act of a kind that is not known
    ///   here, which changes nothing either.
    package mutating func take(
        _ codes: ActCodes, on report: Hash, by agency: AgencyCode, at time: UInt64
    ) -> LifecycleFault? {
        do throws(LifecycleFault) {
            try check(codes, on: report, by: agency)
        } catch {
            if case .unchanged = error { return nil }
            return error
        }
        apply(codes, at: time)
        return nil
    }

    /// Holds an act that is to be made against the rules.
    ///
    /// - Parameters:
    ///   - codes: the act's.
    ///   - report: the one that it is on.
    ///   - agency: who acts.
    /// - Throws: the first rule that it would break; `unchanged` where it would say nothing new.
    package func check(
        _ codes: ActCodes, on report: Hash, by agency: AgencyCode
    ) throws(LifecycleFault) {
        guard let moves = codes.moves else { return }
        try codes.checkNames(on: report, by: agency)
        guard moves else {
            guard codes.state == state, codes.outcome == outcome,
                codes.due == .none || codes.due == due
            else { throw .moved(codes.kind) }
            guard codes.kind != .cannotOpen || codes.hasReason else {
                throw .reasonMissing(codes.kind, state)
            }
            return
        }
        guard let rule = StateRule(of: state), let target = StateRule(of: codes.state) else {
            // From or to a state of a later version nobody here can judge.
            return
        }
        if codes.state == state, codes.kind == .state, !exchangesLimit(codes) {
            guard codes.outcome == outcome else { throw .transition(from: state, to: state) }
            guard codes.due == .none || codes.due == due else { throw .limit(codes.due, state) }
            throw .unchanged(state)
        }
        guard codes.state == state && codes.kind == .state || rule.next.contains(codes.state) else {
            throw .transition(from: state, to: codes.state)
        }
        try checkOutcome(codes, target)
        try checkLimit(codes)
        guard codes.hasReason || !(target.needsReason || codes.due == .extendedStudy && extends(codes)) else {
            throw .reasonMissing(codes.kind, codes.state)
        }
    }

    private func checkOutcome(_ codes: ActCodes, _ target: StateRule) throws(LifecycleFault) {
        let (new, outcome) = (codes.state, codes.outcome)
        if kind.isOutsideGovernment {
            guard target.isForAnybody, new != .closed || outcome == .none || outcome.isForAnybody else {
                throw .noPower(new, outcome)
            }
        }
        guard codes.kind != .merged else { return }
        guard outcome.fits(new, behind: self) else {
            throw new == .decided && outcome.isSanction ? .unexamined(outcome) : .outcome(outcome, new)
        }
    }

    // MARK: Time limits

    /// Whether it says only that a later limit of the present state runs from now on.
    private func exchangesLimit(_ codes: ActCodes) -> Bool {
        let limits = state.limits(for: kind)
        guard codes.outcome == outcome, let now = limits.firstIndex(of: due),
            let then = limits.firstIndex(of: codes.due)
        else { return false }
        return then > now
    }

    /// What ran when the case was in this state last; nil where it is new, or begins anew.
    private func running(in state: CaseState) -> Running? {
        state == self.state ? Running(due: due, since: since) : state.resumes ? kept[state] : nil
    }

    /// The limit that would run where an act leads to a state and names none.
    func limit(in state: CaseState) -> DueClass {
        let found = state == .reopened || state == self.state ? nil : running(in: state)
        return found?.due ?? state.limits(for: kind).first ?? .none
    }

    private func extends(_ codes: ActCodes) -> Bool { running(in: codes.state)?.due != codes.due }

    private func checkLimit(_ codes: ActCodes) throws(LifecycleFault) {
        guard codes.due != .none, codes.due.name != nil else { return }
        let limits = codes.state.limits(for: kind)
        guard let wanted = limits.firstIndex(of: codes.due) else { throw .limit(codes.due, codes.state) }
        let old = running(in: codes.state).flatMap { limits.firstIndex(of: $0.due) }
        // What was not begun is not extended, and what was extended is not shortened.
        guard codes.due != .extendedStudy || old != nil, wanted >= old ?? 0 else {
            throw .limit(codes.due, codes.state)
        }
    }

    // MARK: Effects

    private mutating func apply(_ codes: ActCodes, at published: UInt64) {
        let time = max(published, entered)
        guard codes.moves == true else {
            if codes.kind == .cannotOpen { isUnreadable = true }
            return
        }
        if state.resumes { kept[state] = Running(due: due, since: since) }
        if codes.state == .reopened {
            kept = [:]
            (isExamined, mergedInto, forwardedTo) = (false, nil, nil)
        }
        let found = codes.state.resumes ? kept[codes.state] : nil
        let first = codes.state.limits(for: kind).first ?? .none
        due = codes.due == .none ? found?.due ?? first : codes.due
        // An extension goes on from the study's own day.
        since = found?.since ?? time
        if codes.state != state || codes.kind == .forwarded { entered = time }
        (state, outcome) = (codes.state, codes.outcome)
        if state == .examination { isExamined = true }
        if codes.kind == .merged { mergedInto = codes.related }
        if codes.kind == .forwarded { forwardedTo = codes.other }
    }
}
