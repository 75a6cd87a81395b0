package import Wire

/// The time limit that runs by the newest act of an agency, for somebody who sees no act before it: the report's source.
///
/// The days are those of `CaseStanding`, which knows all acts, or later ones: nobody is said to be late who is not.
package struct ShownLimit: Equatable, Sendable {
    /// Which one; the longest of the state where an act that comes back to it does not say.
    package let due: DueClass
    /// Whether it runs from the report's day, not from the act's.
    package let isOfReport: Bool
    /// Whether it may have begun with an earlier act: then its last day is the latest that it can be.
    package let mayBeEarlier: Bool

    /// What an act says; nothing for one that moves nothing, since the one that started the limit is not seen then.
    ///
    /// - Parameters:
    ///   - act: the agency's newest one, but for those that only say that it has the report.
    ///   - kind: the agency's.
    package init?(_ act: Act, by kind: AgencyKind) {
        isOfReport =
            act.state == .received && (act.kind == .received || act.kind == .opened || act.kind == .assigned)
        guard isOfReport || ActCodes(act).moves ?? true else { return nil }
        let limits = act.state.limits(for: kind)
        // To come back to a state takes one act that came there and one that left; a later limit takes one before it.
        let isBack = act.state.resumes && act.counter >= 2
        let isLater = act.state.resumes && act.counter >= 1 && limits.dropFirst().contains(act.due)
        mayBeEarlier = isBack || isLater
        let longest = limits.max { Self.days($0) < Self.days($1) }
        due = act.due != .none ? act.due : (isBack ? longest : limits.first) ?? .none
    }

    private static func days(_ due: DueClass) -> UInt64 { DueLimit.all(of: due).map { $0.days }.max() ?? 0 }
}
