import Cases
import TestSupport
import Testing
import Wire

/// The lifecycle of a case: what may follow what, with which outcome, by whom, and with a reason.
@Suite struct LifecycleTests {
    private let report = Hash([1] + [UInt8](repeating: 0, count: 31)) ?? Hash()
    private static let day: UInt64 = 86_400

    private func new(_ kind: AgencyKind = .bkpsdm) -> CaseStanding { CaseStanding(receivedAt: 0, by: kind) }

    /// Leads a case through codes that have to be lawful, a day apart.
    private func led(_ all: [ActCodes], by kind: AgencyKind = .bkpsdm) -> CaseStanding {
        var standing = new(kind)
        for (place, codes) in all.enumerated() {
            let time = UInt64(place + 1) * Self.day
            let fault = standing.take(codes, on: report, by: "a", at: time)
            #expect(fault == nil, "\(codes)")
        }
        return standing
    }

    private func fault(_ codes: ActCodes, behind standing: CaseStanding) -> LifecycleFault? {
        do throws(LifecycleFault) { try standing.check(codes, on: report, by: "a") } catch { return error }
        return nil
    }

    private func state(
        _ state: CaseState, _ outcome: Outcome = .none, due: DueClass = .none, reason: Bool = true
    )
        -> ActCodes
    {
        ActCodes(state: state, outcome: outcome, due: due, hasReason: reason)
    }

    private let forwarded = ActCodes(kind: .forwarded, state: .forwarded, other: "b", hasReason: true)

    @Test func the_table_says_exactly_this() {
        let expected: [CaseState: Set<CaseState>] = [
            .received: [
                .triage, .needsInformation, .forwarded, .tracing, .examination, .escalated, .decided, .closed,
            ],
            .triage: [.needsInformation, .forwarded, .tracing, .examination, .escalated, .decided, .closed],
            .needsInformation: [
                .triage, .forwarded, .tracing, .examination, .recommended, .escalated, .decided, .closed,
            ],
            .forwarded: [
                .triage, .needsInformation, .forwarded, .tracing, .examination, .escalated, .decided, .closed,
            ],
            .tracing: [.needsInformation, .forwarded, .examination, .escalated, .decided, .closed],
            .examination: [
                .needsInformation, .forwarded, .recommended, .awaitingPpk, .escalated, .decided, .closed,
            ],
            .recommended: [.awaitingPpk, .forwarded, .escalated, .decided, .closed],
            .awaitingPpk: [.examination, .escalated, .decided, .closed],
            .escalated: [.examination, .recommended, .awaitingPpk, .forwarded, .decided, .closed],
            .decided: [.underAppeal, .reopened, .closed],
            .underAppeal: [.decided, .reopened, .closed],
            .closed: [.reopened],
            .reopened: [
                .triage, .needsInformation, .forwarded, .tracing, .examination, .escalated, .decided, .closed,
            ],
        ]
        #expect(expected.count == CaseState.allCases.count)
        for from in CaseState.allCases {
            let next = Set(StateRule(of: from)?.next ?? [])
            #expect(next == expected[from], "\(from)")
            #expect(!next.contains(.received))
            for kind in AgencyKind.allCases {
                let limits = from.limits(for: kind)
                #expect(!limits.isEmpty && limits.allSatisfy { !DueLimit.all(of: $0).isEmpty })
            }
        }
        #expect(StateRule(of: CaseState(rawValue: 99)) == nil)
    }

    @Test func a_way_through_all_of_it() {
        let standing = led([
            state(.triage, reason: false), state(.needsInformation, reason: false),
            state(.tracing, reason: false), forwarded, state(.examination, reason: false),
            state(.recommended, reason: false), state(.awaitingPpk, reason: false), state(.escalated),
            state(.decided, .lightWritten), state(.underAppeal, .lightWritten, reason: false),
            state(.underAppeal, .lightWritten, due: .appealAnswer, reason: false),
            state(.decided, .overturnedOnAppeal), state(.closed, .overturnedOnAppeal), state(.reopened),
            state(.triage, reason: false),
        ])
        #expect(standing.state == .triage && standing.outcome == .none && standing.due == .acknowledge)
        #expect(standing.since == 15 * Self.day && !standing.isExamined && standing.forwardedTo == nil)
    }

    @Test func decisions_and_closings_need_outcome_and_reason() {
        let examined = led([state(.examination, reason: false)])
        #expect(fault(state(.decided), behind: examined) == .outcome(.none, .decided))
        #expect(fault(state(.closed), behind: examined) == .outcome(.none, .closed))
        let silent = state(.decided, .lightOral, reason: false)
        #expect(fault(silent, behind: examined) == .reasonMissing(.state, .decided))
        for codes in [state(.escalated, reason: false), state(.closed, .noViolation, reason: false)] {
            #expect(fault(codes, behind: examined) == .reasonMissing(.state, codes.state))
        }
        var silentForwarding = forwarded
        silentForwarding.hasReason = false
        #expect(fault(silentForwarding, behind: examined) == .reasonMissing(.forwarded, .forwarded))
        // What is open has no outcome yet.
        for open in [CaseState.needsInformation, .recommended, .awaitingPpk, .escalated] {
            #expect(
                fault(state(open, .noViolation), behind: examined) == .outcome(.noViolation, open))
        }
    }

    @Test func a_sanction_needs_an_examination_and_stays_what_it_was() {
        let triaged = led([state(.triage)])
        for outcome in Outcome.allCases where outcome.isSanction {
            #expect(fault(state(.decided, outcome), behind: triaged) == .unexamined(outcome))
            #expect(fault(state(.closed, outcome), behind: triaged) == .outcome(outcome, .closed))
        }
        #expect(fault(state(.decided, .noViolation), behind: triaged) == nil)
        let decided = led([state(.examination), state(.decided, .lightOral)])
        #expect(fault(state(.closed, .noViolation), behind: decided) == .outcome(.noViolation, .closed))
        #expect(fault(state(.closed, .lightOral), behind: decided) == nil)
        #expect(fault(state(.underAppeal), behind: decided) == .outcome(.none, .underAppeal))
        #expect(
            fault(state(.decided, .noViolation), behind: decided) == .transition(from: .decided, to: .decided)
        )
        // Nor is anything overturned that nobody appealed against.
        for standing in [triaged, led([state(.examination)])] {
            #expect(
                fault(state(.decided, .overturnedOnAppeal), behind: standing)
                    == .outcome(.overturnedOnAppeal, .decided))
        }
        let appealed = led([
            state(.examination), state(.decided, .lightOral), state(.underAppeal, .lightOral),
        ])
        for outcome in Outcome.allCases where outcome != .duplicate {
            let isRight = outcome == .lightOral || outcome == .overturnedOnAppeal
            let expected: LifecycleFault? = isRight ? nil : .outcome(outcome, .closed)
            #expect(fault(state(.closed, outcome), behind: appealed) == expected)
        }
        // Only who waits for somebody can say that nothing followed.
        #expect(fault(state(.closed, .notFollowedUp), behind: triaged) == .outcome(.notFollowedUp, .closed))
        let waiting = led([state(.examination), state(.awaitingPpk)])
        #expect(fault(state(.closed, .notFollowedUp), behind: waiting) == nil)
    }

    @Test func outside_government_nobody_examines_or_decides() {
        for kind in [AgencyKind.ngo, .press, .university, .otherOutside, AgencyKind(rawValue: 40_000)] {
            let standing = new(kind)
            for forbidden in [CaseState.tracing, .examination] {
                #expect(fault(state(forbidden), behind: standing) == .noPower(forbidden, .none))
            }
            #expect(
                fault(state(.decided, .noViolation), behind: standing) == .noPower(.decided, .noViolation))
            #expect(fault(state(.closed, .noViolation), behind: standing) == .noPower(.closed, .noViolation))
            for allowed in [state(.triage), state(.needsInformation), state(.escalated), forwarded] {
                #expect(fault(allowed, behind: standing) == nil)
            }
            #expect(fault(state(.closed, .referredBawaslu), behind: standing) == nil)
        }
    }

    @Test func forwarding_and_merging_have_acts_of_their_own() {
        let standing = new()
        #expect(fault(state(.forwarded), behind: standing) == .otherKind(.forwarded))
        #expect(fault(state(.closed, .duplicate), behind: standing) == .otherKind(.closed))
        var merged = ActCodes(kind: .merged, state: .closed, outcome: .duplicate, hasReason: true)
        #expect(fault(merged, behind: standing) == .related(.merged))
        merged.related = report
        #expect(fault(merged, behind: standing) == .related(.merged))
        merged.related = Hash([9] + [UInt8](repeating: 0, count: 31)) ?? Hash()
        #expect(fault(merged, behind: standing) == nil)
        #expect(led([merged]).mergedInto == merged.related)
        var named = state(.triage)
        named.related = merged.related
        #expect(fault(named, behind: standing) == .related(.state))
        named = state(.triage)
        named.other = "b"
        #expect(fault(named, behind: standing) == .other(.state))
        for other in ["", "a"] {
            var codes = forwarded
            codes.other = other
            #expect(fault(codes, behind: standing) == .other(.forwarded))
        }
        let again = led([
            forwarded, ActCodes(kind: .forwarded, state: .forwarded, other: "c", hasReason: true),
        ])
        #expect(again.forwardedTo == "c" && again.since == 2 * Self.day)
    }

    @Test func what_moves_nothing_says_nothing_else() {
        let standing = led([state(.triage), state(.examination)])
        for kind in [ActKind.received, .opened, .assigned] {
            #expect(fault(ActCodes(kind, of: standing), behind: standing) == nil)
            #expect(
                fault(ActCodes(kind: kind, state: .closed), behind: standing) == .moved(kind))
            #expect(
                fault(ActCodes(kind: kind, state: .examination, outcome: .noViolation), behind: standing)
                    == .moved(kind))
            #expect(
                fault(ActCodes(kind: kind, state: .examination, due: .followUp), behind: standing)
                    == .moved(kind))
        }
        #expect(
            fault(ActCodes(.cannotOpen, of: standing), behind: standing)
                == .reasonMissing(.cannotOpen, .examination))
        let unreadable = led([ActCodes(.cannotOpen, of: new(), hasReason: true)])
        #expect(unreadable.isUnreadable && unreadable.state == .received && unreadable.since == 0)
    }

    /// What is offered is what would be taken, and all of it.
    @Test func all_that_is_possible_from_anywhere() {
        var random = SeededGenerator(seed: 3)
        for kind in [AgencyKind.bkpsdm, .bawasluProv, .ngo, .notSaid] {
            var standing = new(kind)
            var seen: Set<CaseState> = []
            for step in 1...200 as ClosedRange<UInt64> {
                let possible = standing.possible
                for act in possible where act.kind != .identityOpened {
                    let codes = ActCodes(
                        kind: act.kind, state: act.state, outcome: act.outcomes[0],
                        due: act.isExtension ? act.due : .none, other: act.kind == .forwarded ? "b" : "",
                        related: act.kind == .merged ? report : Hash(), hasReason: true)
                    #expect(throws: Never.self) { try standing.check(codes, on: Hash(), by: "a") }
                    var silent = codes
                    silent.hasReason = false
                    #expect((fault(silent, behind: standing) != nil) == act.needsReason)
                }
                for state in CaseState.allCases where state != .forwarded && state != standing.state {
                    let isOffered = possible.contains { $0.kind == .state && $0.state == state }
                    let isLawful = Outcome.allCases.contains {
                        fault(self.state(state, $0), behind: standing) == nil
                    }
                    #expect(isOffered == isLawful)
                }
                guard let next = possible.filter({ $0.kind == .state }).randomElement(using: &random) else {
                    continue
                }
                let codes = state(
                    next.state, next.outcomes.randomElement(using: &random) ?? .none,
                    due: next.isExtension ? next.due : .none)
                #expect(standing.take(codes, on: report, by: "a", at: step * Self.day) == nil)
                if standing.state == next.state { #expect(standing.due == next.due) }
                seen.insert(standing.state)
            }
            #expect(seen.count >= (kind.isOutsideGovernment ? 5 : 11), "\(kind)")
        }
    }

    // MARK: What doing it again must not change

    @Test func the_same_again_is_nothing_and_starts_nothing_again() {
        var standing = led([state(.triage), state(.examination)])
        let before = standing
        #expect(fault(state(.examination), behind: standing) == .unchanged(.examination))
        #expect(standing.take(state(.examination), on: report, by: "a", at: 90 * Self.day) == nil)
        #expect(standing == before)
        // Other codes of acts that move nothing do not touch the limit either.
        for kind in [ActKind.opened, .assigned, .received] {
            #expect(
                standing.take(ActCodes(kind, of: standing), on: report, by: "a", at: 91 * Self.day) == nil)
        }
        #expect(standing == before)
    }

    @Test func a_study_is_extended_once_from_its_own_day_and_with_a_reason() {
        let study = led([state(.triage), state(.examination)], by: .bawasluKabkota)
        #expect(study.due == .study && study.since == 2 * Self.day)
        let extended = state(.examination, due: .extendedStudy)
        #expect(
            fault(state(.examination, due: .extendedStudy, reason: false), behind: study)
                == .reasonMissing(.state, .examination))
        var standing = study
        #expect(standing.take(extended, on: report, by: "a", at: 4 * Self.day) == nil)
        #expect(standing.due == .extendedStudy && standing.since == 2 * Self.day)
        // Again, and back to the shorter one: nothing.
        #expect(fault(extended, behind: standing) == .unchanged(.examination))
        #expect(fault(state(.examination, due: .study), behind: standing) == .limit(.study, .examination))
        // By the way of a question it is neither begun anew nor extended again.
        for (place, codes) in [state(.needsInformation), state(.examination)].enumerated() {
            #expect(standing.take(codes, on: report, by: "a", at: UInt64(5 + place) * Self.day) == nil)
        }
        #expect(standing.due == .extendedStudy && standing.since == 2 * Self.day)
        #expect(fault(state(.needsInformation), behind: standing) == nil)
        // Nor is it the shorter one again.
        #expect(
            standing.take(state(.needsInformation), on: report, by: "a", at: 7 * Self.day) == nil)
        #expect(fault(state(.examination, due: .study), behind: standing) == .limit(.study, .examination))
        #expect(fault(extended, behind: standing) == nil)
        // What was not begun is not extended.
        let fresh = led([state(.triage)], by: .bawasluKabkota)
        #expect(fault(extended, behind: fresh) == .limit(.extendedStudy, .examination))
        #expect(
            fault(state(.examination, due: .examination), behind: fresh) == .limit(.examination, .examination)
        )
    }

    @Test func asking_and_forwarding_buy_no_time() {
        let standing = led([
            state(.triage), state(.needsInformation), state(.triage), forwarded, state(.triage),
        ])
        #expect(standing.since == Self.day && standing.entered == 5 * Self.day)
        let reopened = led([
            state(.triage), state(.closed, .outOfScope), state(.reopened), state(.triage),
        ])
        #expect(reopened.since == 4 * Self.day)
    }

    /// One act by itself, as a source sees it: what nothing before it could make right.
    @Test func one_act_alone_is_judged_as_far_as_it_can_be() {
        func alone(_ codes: ActCodes, _ kind: AgencyKind = .bkpsdm) -> LifecycleFault? {
            codes.fault(on: report, by: "a", of: kind)
        }
        for right in [
            state(.closed, .noViolation), state(.triage, reason: false), state(.decided, .lightOral),
            forwarded,
            state(CaseState(rawValue: 99), reason: false),
        ] { #expect(alone(right) == nil) }
        for silent in [
            state(.closed, .noViolation, reason: false), state(.escalated, reason: false),
            state(.decided, .coaching, reason: false), ActCodes(kind: .cannotOpen, state: .received),
        ] { #expect(alone(silent) == .reasonMissing(silent.kind, silent.state)) }
        #expect(alone(state(.closed)) == .outcome(.none, .closed))
        #expect(alone(state(.triage, .noViolation)) == .outcome(.noViolation, .triage))
        #expect(alone(state(.triage, due: .study)) == .limit(.study, .triage))
        #expect(alone(state(.examination), .ngo) == .noPower(.examination, .none))
        #expect(alone(state(.closed, .noViolation), .ngo) == .noPower(.closed, .noViolation))
        let toItself = ActCodes(kind: .forwarded, state: .forwarded, other: "a", hasReason: true)
        #expect(alone(toItself) == .other(.forwarded))
    }

    @Test func what_breaks_a_rule_moves_nothing() {
        var standing = led([state(.triage)])
        let before = standing
        #expect(
            standing.take(state(.recommended), on: report, by: "a", at: 9 * Self.day)
                == .transition(from: .triage, to: .recommended))
        #expect(standing.take(state(.closed), on: report, by: "a", at: 9 * Self.day) != nil)
        #expect(standing == before)
        #expect(standing.take(state(.examination), on: report, by: "a", at: 9 * Self.day) == nil)
        #expect(led([state(.closed, .outOfScope)]).state == .closed)
        for target in CaseState.allCases where target != .reopened && target != .closed {
            let closed = led([state(.closed, .outOfScope)])
            let codes = target == .forwarded ? forwarded : state(target)
            #expect(fault(codes, behind: closed) == .transition(from: .closed, to: target))
        }
    }

    @Test func a_later_version_is_shown_and_not_judged() {
        let later = CaseState(rawValue: 99)
        var standing = new()
        #expect(standing.take(state(later), on: report, by: "a", at: Self.day) == nil)
        #expect(standing.state == later)
        #expect(standing.take(state(.triage), on: report, by: "a", at: 2 * Self.day) == nil)
        #expect(standing.state == .triage)
        let before = standing
        let codes = ActCodes(kind: ActKind(rawValue: 77), state: .closed)
        #expect(standing.take(codes, on: report, by: "a", at: 3 * Self.day) == nil && standing == before)
        #expect(fault(state(.closed, Outcome(rawValue: 900)), behind: standing) == nil)
    }

    /// Any acts in any order never trap, never move by a fault, and never end a limit of a state by staying in it.
    @Test func random_walks_keep_the_rules() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<400 {
            var standing = new(AgencyKind.allCases.randomElement(using: &random) ?? .notSaid)
            for step in 1...60 as ClosedRange<UInt64> {
                let codes = ActCodes(
                    kind: ActKind.allCases.randomElement(using: &random) ?? .state,
                    state: CaseState.allCases.randomElement(using: &random) ?? .received,
                    outcome: Outcome.allCases.randomElement(using: &random) ?? .none,
                    due: DueClass.allCases.randomElement(using: &random) ?? .none,
                    other: Bool.random(using: &random) ? "" : "b",
                    related: Bool.random(using: &random) ? Hash() : report,
                    hasReason: Bool.random(using: &random))
                let before = standing
                if standing.take(codes, on: Hash(), by: "a", at: step * Self.day) != nil {
                    #expect(standing == before)
                }
                if standing.state == before.state, codes.kind != .forwarded, standing.due == before.due {
                    #expect(standing.since == before.since)
                }
                if before.state == .closed { #expect([.closed, .reopened].contains(standing.state)) }
                if standing.outcome.isSanction {
                    #expect(standing.isExamined && standing.state != .received)
                }
            }
        }
    }
}
