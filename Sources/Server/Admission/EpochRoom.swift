import Synchronization
import Wire

/// How many records an epoch takes, and how hard it is to be among them.
///
/// It knows counts, and of those who have a key how many are theirs until the epoch closes. Check and count are one step:
/// a place is taken before a record is staged, and given back where it was not.
///
/// Sources' messages have an eighth besides, and each agency a quarter for what it does: no flood of reports keeps a source
/// from answering or an agency from acting, and no agency another one.
///
/// How many reports an epoch takes is drawn anew for each: between half of `admission.pending` and all of it. Who
/// fills an epoch until it refuses would otherwise know exactly how many came from others; so a record of
/// somebody else moves the refusal of a prober with probability 2 / `admission.pending`.
final class EpochRoom: Sendable {
    /// Who wants a place.
    enum Claim: Equatable, Sendable {
        /// A report, under a new mailbox key.
        case report
        /// A reply or a supplement, from the holder of a mailbox.
        case message(PublicKey)
        /// An agency's question, note or act.
        case act(AgencyCode)
    }

    /// A place that is taken until it is given back.
    struct Place: Equatable, Sendable {
        fileprivate let claim: Claim
        fileprivate let epoch: UInt64
    }

    /// Messages that one mailbox gets in within an epoch.
    static let messagesOfMailbox: UInt64 = 16

    fileprivate struct State {
        var draws: SecretDraws
        var pace: IntakePace
        /// Counts the epochs since the start, so that a place of an older one gives nothing back.
        var epoch: UInt64 = 0
        var limit: UInt64
        var reports: UInt64 = 0
        var messages: Shares<PublicKey>
        var acts: Shares<AgencyCode>
    }

    private let state: Mutex<State>
    private let capacity: UInt64

    /// An empty epoch.
    ///
    /// - Parameters:
    ///   - capacity: `admission.pending`.
    ///   - draws: nobody else's.
    init(capacity: UInt64, draws: consuming SecretDraws) {
        self.capacity = capacity
        var draws = draws
        let pace = IntakePace(capacity: capacity, draws: &draws)
        state = Mutex(
            State(
                draws: draws, pace: pace, limit: capacity,
                messages: Shares(each: Self.messagesOfMailbox, all: max(capacity / 8, 256)),
                acts: Shares(each: max(capacity / 4, 256), all: .max)))
    }

    /// Begins an epoch.
    ///
    /// - Parameters:
    ///   - share: of `admission.pending` that it takes, from ½ to 1.
    ///   - reports: places that are taken already.
    func beginEpoch(share: Double, reports: UInt64) {
        let limit = UInt64((share * Double(capacity)).rounded(.up))
        state.withLock { state in
            (state.limit, state.reports) = (limit, reports)
            state.epoch &+= 1
            state.messages.clear()
            state.acts.clear()
            state.pace.beginEpoch(&state.draws)
        }
    }

    /// How hard it is to get in now.
    ///
    /// - Parameters:
    ///   - elapsed: seconds since the epoch began.
    ///   - length: seconds of an epoch.
    /// - Returns: bits that a report needs, of work or of luck.
    func level(elapsed: UInt64, of length: UInt64) -> UInt8 {
        state.withLock { state in
            state.pace.advance(elapsed: elapsed, of: length, &state.draws)
            return state.pace.level
        }
    }

    /// Whether no more reports are taken in this epoch, whatever they bring.
    var isFull: Bool { state.withLock { $0.reports >= $0.limit } }

    /// Takes a place; nil where there is none.
    func take(_ claim: Claim) -> Place? {
        state.withLock { state in
            let isTaken =
                switch claim {
                case .report: state.takeReport()
                case .message(let mailbox): state.messages.take(mailbox)
                case .act(let agency): state.acts.take(agency)
                }
            return isTaken ? Place(claim: claim, epoch: state.epoch) : nil
        }
    }

    /// Whether a mailbox has had its own messages of this epoch.
    func isSpent(by mailbox: PublicKey) -> Bool { state.withLock { $0.messages.isSpent(by: mailbox) } }

    /// Whether there is no place for a message of a mailbox; nothing is taken.
    func isOver(for mailbox: PublicKey) -> Bool { state.withLock { $0.messages.isOver(for: mailbox) } }

    /// Gives a place back that was not needed: the record was there already, or could not be staged.
    func giveBack(_ place: Place) {
        state.withLock { state in
            guard place.epoch == state.epoch else { return }
            switch place.claim {
            case .report: state.reports = state.reports.less(1)
            case .message(let mailbox): state.messages.giveBack(mailbox)
            case .act(let agency): state.acts.giveBack(agency)
            }
        }
    }

    /// The record of a place is staged: reports make it harder for those behind them.
    func keep(_ place: Place) {
        guard place.claim == .report else { return }
        state.withLock { state in
            state.pace.take(&state.draws)
        }
    }
}

extension EpochRoom.State {
    fileprivate mutating func takeReport() -> Bool {
        guard reports < limit else { return false }
        reports = reports.plus(1)
        return true
    }
}
