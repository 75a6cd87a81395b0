package import Wire

/// The acts of one agency on one report, in the order that their author gave them.
///
/// The log does not order acts; their counters do. A gap or a second act with one counter is somebody's tampering
/// and ends the replay.
package struct CaseHistory: Equatable, Sendable {
    /// Why acts cannot be replayed.
    package enum Alarm: Error, Equatable, CustomStringConvertible {
        case gap(expected: UInt32, found: UInt32)
        case duplicate(UInt32)

        package var description: String {
            switch self {
            case .gap(let expected, let found): "act counter \(found), expected \(expected)"
            case .duplicate(let counter): "two acts with counter \(counter)"
            }
        }
    }

    /// The acts from counter 0 on, without a gap.
    package private(set) var acts: [Act] = []

    /// Sorts the acts by their counters.
    ///
    /// - Parameter acts: of one report and one agency, in any order.
    /// - Throws: `gap` or `duplicate` at the first counter that is not the next one, from 0.
    package init(replaying acts: [Act]) throws(Alarm) {
        for act in acts.sorted(by: { $0.counter < $1.counter }) {
            let expected = UInt32(clamping: self.acts.count)
            if act.counter < expected { throw .duplicate(act.counter) }
            if act.counter > expected { throw .gap(expected: expected, found: act.counter) }
            self.acts.append(act)
        }
    }

    /// Where the case stands: `received` before the first act.
    package var state: CaseState { acts.last?.state ?? .received }

    /// What the newest act says of the outcome.
    package var outcome: Outcome { acts.last?.outcome ?? .none }
}
