package import Wire

/// The first rule of the lifecycle that an act breaks.
package enum LifecycleFault: Error, Equatable, Sendable {
    /// No act leads from here to there.
    case transition(from: CaseState, to: CaseState)
    /// The case stands so already, and the act would say nothing new; no fault of an act that was made.
    case unchanged(CaseState)
    /// The outcome does not go with the state, or with where the case came from; `none` where one is missing.
    case outcome(Outcome, CaseState)
    /// A sanction that no examination came before.
    case unexamined(Outcome)
    /// There is no reason for the source and the other agencies.
    case reasonMissing(ActKind, CaseState)
    /// The time limit is none of the state's, one that ran before, or an extension of what was not begun.
    case limit(DueClass, CaseState)
    /// An act of this kind moves nothing, and says another state or outcome than the case's.
    case moved(ActKind)
    /// An agency outside government has no power to do this.
    case noPower(CaseState, Outcome)
    /// The state belongs to another kind of act: `forwarded` to that kind, `duplicate` to a merger.
    case otherKind(CaseState)
    /// It names an agency where it should not, or names none, or itself.
    case other(ActKind)
    /// It names a report or an envelope where it should not, or names none, or its own report.
    case related(ActKind)
}
