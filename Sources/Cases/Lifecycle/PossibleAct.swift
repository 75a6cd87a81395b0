package import Wire

/// Something that an agency may do with a case from where it stands.
package struct PossibleAct: Equatable, Sendable {
    /// What would be done.
    package let kind: ActKind
    /// Where the case would stand.
    package let state: CaseState
    /// What may have come of it: one of these has to be named; `none` alone where it is open.
    package let outcomes: [Outcome]
    /// The time limit that would run; of an extension the one to name.
    package let due: DueClass
    /// Whether a reason has to be given.
    package let needsReason: Bool
    /// Whether two keys of the agency have to sign.
    package let needsTwo: Bool
    /// Whether it only lets a later limit of the present state run.
    package let isExtension: Bool
}

extension CaseStanding {
    /// All that the lifecycle allows from here, in the order of the codes; what depends on others (whom a case may be forwarded to,
    /// whether there is an identity to open) is not asked.
    package var possible: [PossibleAct] {
        var found: [PossibleAct] = []
        for kind in [ActKind.state, .forwarded, .merged] {
            for state in CaseState.allCases {
                if let act = possible(kind, state, .none) { found.append(act) }
            }
        }
        for due in state.limits(for: kind).dropFirst() {
            if let act = possible(.state, state, due) { found.append(act) }
        }
        for kind in [ActKind.assigned, .cannotOpen, .identityOpened] {
            found.append(
                PossibleAct(
                    kind: kind, state: state, outcomes: [outcome], due: due,
                    needsReason: kind == .cannotOpen, needsTwo: kind == .identityOpened, isExtension: false))
        }
        return found
    }

    private func possible(_ kind: ActKind, _ state: CaseState, _ due: DueClass) -> PossibleAct? {
        let isExtension = state == self.state && due != .none
        func codes(_ outcome: Outcome, reason: Bool) -> ActCodes {
            ActCodes(
                kind: kind, state: state, outcome: outcome, due: due, other: kind == .forwarded ? "?" : "",
                related: kind == .merged ? Self.another : Hash(), hasReason: reason)
        }
        let outcomes = Outcome.allCases.filter { isAllowed(codes($0, reason: true)) }
        guard let first = outcomes.first else { return nil }
        return PossibleAct(
            kind: kind, state: state, outcomes: outcomes,
            due: due == .none ? limit(in: state) : due,
            needsReason: !isAllowed(codes(first, reason: false)), needsTwo: false, isExtension: isExtension)
    }

    private func isAllowed(_ codes: ActCodes) -> Bool {
        do throws(LifecycleFault) { try check(codes, on: Hash(), by: "*") } catch { return false }
        return true
    }

    private static let another = Hash([UInt8](repeating: 1, count: 32)) ?? Hash()
}
