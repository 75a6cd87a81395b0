package import Wire

extension ActCodes {
    /// The first rule of the lifecycle that an act breaks whatever came before it: all that can be judged by one act alone.
    ///
    /// - Parameters:
    ///   - report: the one that it is on.
    ///   - agency: who acts.
    ///   - agencyKind: what that is (`Agency.knownKind`).
    /// - Returns: nil where it breaks none, or is of a later version.
    package func fault(
        on report: Hash, by agency: AgencyCode, of agencyKind: AgencyKind
    ) -> LifecycleFault? {
        do throws(LifecycleFault) {
            try checkNames(on: report, by: agency)
        } catch {
            return error
        }
        guard let moves else { return nil }
        guard moves else {
            return kind == .cannotOpen && !hasReason ? .reasonMissing(kind, state) : nil
        }
        guard let rule = StateRule(of: state) else { return nil }
        let mayClose = state != .closed || outcome == .none || outcome.isForAnybody
        if agencyKind.isOutsideGovernment, !rule.isForAnybody || !mayClose { return .noPower(state, outcome) }
        guard outcome.canGo(with: state) else { return .outcome(outcome, state) }
        guard due == .none || due.name == nil || state.limits(for: agencyKind).contains(due) else {
            return .limit(due, state)
        }
        return rule.needsReason && !hasReason ? .reasonMissing(kind, state) : nil
    }

    /// Whether agency, report, state and outcome are those that an act of its kind names.
    func checkNames(on report: Hash, by agency: AgencyCode) throws(LifecycleFault) {
        guard moves != nil else { return }
        let isForwarding = kind == .forwarded
        guard other.isEmpty != isForwarding, other != agency else { throw .other(kind) }
        let namesOne = kind == .merged || kind == .identityOpened
        guard (related == Hash()) != namesOne, kind != .merged || related != report else {
            throw .related(kind)
        }
        guard moves == true else { return }
        guard (state == .forwarded) == isForwarding else { throw .otherKind(state) }
        guard (state == .closed && outcome == .duplicate) == (kind == .merged) else {
            throw .otherKind(state)
        }
    }
}

extension Outcome {
    /// Whether any case can be led to a state with it.
    fileprivate func canGo(with state: CaseState) -> Bool {
        guard name != nil else { return true }
        return switch state {
        case .decided, .underAppeal:
            self == .noViolation || self == .coaching || self == .overturnedOnAppeal || isSanction
        case .closed: self != .none
        default: self == .none
        }
    }
}
