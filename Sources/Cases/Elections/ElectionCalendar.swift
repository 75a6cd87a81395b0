package import Wire
import Words

/// The elections that are known, from which the phase of a day is computed: nobody is asked for it.
package struct ElectionCalendar: Equatable, Sendable {
    /// In no order.
    package let elections: [Election]

    /// Takes elections as they are.
    package init(_ elections: [Election]) { self.elections = elections }

    /// An election with the stage that a day falls into.
    package struct Finding: Equatable, Sendable {
        /// The election.
        package let election: Election
        /// Its stage.
        package let phase: ElectionPhase
        /// Whether it was settled who is a candidate.
        package let hasCandidates: Bool
    }

    /// The elections whose stages a day falls into; where it falls into none, the one that ended last before it.
    ///
    /// - Parameters:
    ///   - day: of the event.
    ///   - kind: what a report says of its election; where it names one, others do not count.
    /// - Returns: the findings, ascending by the day of the vote.
    package func findings(on day: Date, about kind: ElectionKind = .notSaid) -> [Finding] {
        let isNamed = elections.contains { $0.kinds.contains(kind) }
        let all = elections.filter { !isNamed || $0.kinds.contains(kind) }
            .compactMap { election in
                election.phase(on: day).map {
                    Finding(election: election, phase: $0, hasCandidates: election.hasCandidates(on: day))
                }
            }
            .sorted { $1.election.vote.isLater(than: $0.election.vote) }
        let running = all.filter { $0.phase != .postElection }
        return running.isEmpty ? Array(all.suffix(1)) : running
    }
}
