package import Wire

extension Outcome {
    /// Whether it is a sanction of the person reported.
    package var isSanction: Bool {
        switch self {
        case .ethicsClosed, .ethicsOpen, .lightOral, .lightWritten, .lightDissatisfaction, .moderateCut6,
            .moderateCut9, .moderateCut12, .severeDemotion, .severeRelease, .severeDismissal, .ptdh,
            .contractSanction, .contractTerminated, .dataBlocked:
            true
        default: false
        }
    }

    /// Whether the case was referred to somebody else.
    package var isReferral: Bool {
        switch self {
        case .referredBawaslu, .referredBkn, .referredKemendagri, .referredGakkumdu, .referredOther: true
        default: false
        }
    }

    /// Whether a case that stands so can be led to a state with this outcome.
    ///
    /// - Parameters:
    ///   - state: where the act leads.
    ///   - standing: where the case stands, and what came of it.
    /// - Returns: true also for a code that is not known here, which nobody can judge.
    func fits(_ state: CaseState, behind standing: CaseStanding) -> Bool {
        guard name != nil else { return true }
        switch state {
        case .decided: return fitsDecision(behind: standing)
        case .closed: return fitsClosing(behind: standing)
        case .underAppeal: return self == standing.outcome
        default: return self == .none
        }
    }

    private func fitsDecision(behind standing: CaseStanding) -> Bool {
        switch self {
        case .noViolation, .coaching: true
        case .overturnedOnAppeal: standing.state == .underAppeal
        default: isSanction && standing.isExamined
        }
    }

    /// A decision stays what it was when the case is closed.
    private func fitsClosing(behind standing: CaseStanding) -> Bool {
        switch standing.state {
        case .decided: return self == standing.outcome
        case .underAppeal: return self == standing.outcome || self == .overturnedOnAppeal
        default: break
        }
        switch self {
        case .noViolation, .insufficientInformation, .outOfScope, .outOfTime, .coaching: return true
        case .notFollowedUp: return [.recommended, .awaitingPpk, .escalated].contains(standing.state)
        default: return isReferral
        }
    }

    /// Whether somebody without powers can close a case with it.
    var isForAnybody: Bool {
        switch self {
        case .insufficientInformation, .outOfScope, .outOfTime, .duplicate: true
        default: isReferral || name == nil
        }
    }
}
