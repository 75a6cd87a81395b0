import Keys
package import Wire

/// The acts of one agency on one report, in the order that their author gave them.
///
/// The log does not order acts; their counters do. A gap, a second act with one counter, or an act that
/// names another one before it is somebody's tampering and ends the replay.
package struct CaseHistory: Equatable, Sendable {
    /// Why acts cannot be replayed.
    package enum Alarm: Error, Equatable, CustomStringConvertible {
        case gap(expected: UInt32, found: UInt32)
        case duplicate(UInt32)
        /// The act of this counter names another act than the one before it.
        case previous(UInt32)

        package var description: String {
            switch self {
            case .gap(let expected, let found): "act counter \(found), expected \(expected)"
            case .duplicate(let counter): "two acts with counter \(counter)"
            case .previous(let counter): "act counter \(counter) does not follow the act before it"
            }
        }

        /// Acts from this counter on are in doubt.
        var counter: UInt32 {
            switch self {
            case .gap(_, let found): found
            case .duplicate(let counter), .previous(let counter): counter
            }
        }
    }

    /// The acts from counter 0 on, without a gap.
    package private(set) var acts: [Act] = []

    /// Sorts the acts by their counters.
    ///
    /// - Parameter acts: of one report and one agency, in any order.
    /// - Throws: `gap` or `duplicate` at the first counter that is not the next one, from 0; `previous` at the first
    ///   act that names another one than that before it.
    package init(replaying acts: [Act]) throws(Alarm) {
        var previous = Hash()
        for act in acts.sorted(by: { $0.counter < $1.counter }) {
            let expected = UInt32(clamping: self.acts.count)
            if act.counter < expected { throw .duplicate(act.counter) }
            if act.counter > expected { throw .gap(expected: expected, found: act.counter) }
            guard act.previous == previous, let bytes = try? act.encoded() else {
                throw .previous(act.counter)
            }
            previous = sha256(bytes)
            self.acts.append(act)
        }
    }

    /// Where the case stands: `received` before the first act.
    package var state: CaseState { acts.last?.state ?? .received }

    /// What the newest act says of the outcome.
    package var outcome: Outcome { acts.last?.outcome ?? .none }
}
