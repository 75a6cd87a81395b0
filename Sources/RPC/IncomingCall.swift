import NIOCore
import Wire

/// An open call at the server, on its event loop: what came for it waits here until the call has a place, what waits to be
/// written until there is credit and the socket takes it.
class IncomingCall {
    let port: CallPort
    let turn: Turn
    var waiting = WaitingMessages()
    /// Written behind the messages that wait.
    var ending: Status?
    /// Bytes of requests that no task has taken.
    var heldBytes = 0
    var work = Work.none
    private var task: Task<Void, Never>?

    /// How it stands with the service's task.
    enum Work {
        /// There is nothing to do; a task that has begun rests.
        case none
        /// In the connection's line for a place.
        case wanting
        /// At a place.
        case working
    }

    init(_ port: CallPort) {
        self.port = port
        turn = Turn(port.workshop)
    }

    /// Takes a message of the client's; an error ends the call as `invalid_argument`.
    func receive(_ content: RawSpan) throws(DecodeError) {}

    /// The client sends no more.
    func endRequests() {}

    /// Whether there is something to do at a place.
    var hasWork: Bool { false }

    /// Whether its answer is a stream, which goes at its reader's pace.
    var isProducing: Bool { false }

    /// Whether its requests are a stream, of which a task takes one by one.
    var streamsRequests: Bool { false }

    /// Begins the work, by `run`; the call has a place.
    func begin() {}

    /// Begins, or lets a task that rests go on; false where that has ended.
    final func goOn() -> Bool {
        guard task != nil, !startsAnew else {
            turn.begin()
            begin()
            return true
        }
        return turn.give()
    }

    /// Whether each message is a work of its own.
    var startsAnew: Bool { false }

    /// The task is over: what it takes of memory does not wait for the client's next message.
    final func taskEnded() {
        work = .none
        if startsAnew { task = nil }
    }

    /// The call is over, from whichever side: its task is told to stop, and nothing that it still sends is written.
    func stop(_ error: RPCError) {
        task?.cancel()
        turn.stop()
        waiting.fail(error)
    }

    /// Starts the service's task: one for each call, and for an exchange one for each cell.
    final func run(_ body: @escaping @Sendable () async -> ServerCommand) {
        let (stream, mailbox, gauges, turn) = (port.stream, port.mailbox, port.gauges, turn)
        gauges.callStarted()
        task = Task {
            let command = await body()
            let hadPlace = turn.end()
            mailbox.post(.ended(stream: stream, hadPlace: hadPlace, command))
            gauges.callEnded()
        }
    }
}

/// What a call needs of its connection.
struct CallPort {
    let stream: UInt32
    let mailbox: Mailbox<ServerCommand>
    let gauges: Gauges
    let workshop: Workshop
    let visit: Visit
}

/// What tasks have a server's connection do.
enum ServerCommand: Sendable {
    /// Write a message; the last one of a call with one reply ends it.
    case message(stream: UInt32, [UInt8])
    /// Write the answer to a cell, when it is due.
    case cell(stream: UInt32, [UInt8], isSite: Bool)
    /// End the call, behind its messages.
    case finish(stream: UInt32, Status)
    /// Give credit back: the service has taken a message.
    case consumed(stream: UInt32, length: Int)
    /// The call's task has given its place back, and waits for more to do.
    case resting(stream: UInt32, hadPlace: Bool)
    /// The call's task has ended, and leaves this to do.
    indirect case ended(stream: UInt32, hadPlace: Bool, ServerCommand)
    /// There is the place that the connection has waited for.
    case place
    /// There may be the room for answers that the connection has waited for.
    case room
    /// There is the room for requests that the connection has waited for.
    case requests(Int)
    /// Let the client stay: it has authenticated.
    case liftVisitLimit
    /// Take no more calls, and close within so many milliseconds.
    case drain(within: UInt64)
}

/// What the cells of a connection have brought about.
final class Visit {
    /// The first `site` was answered: other streams may open.
    var isOpen = false
    /// The one stream of cells.
    var stream: UInt32?
    /// A cell came and its answer was not written yet.
    var isAnswering = false
    /// The stream whose cell is at work, also when the stream is over.
    var working: UInt32?
    /// When the last cell came, or began where it had to wait for the one before.
    var cellTime: UInt64 = 0
    /// No cell is begun before: the answer to the one before is due then, whether or not anybody waits for it.
    var ready: UInt64 = 0
}

/// Messages that wait to be written, in order.
struct WaitingMessages {
    private var messages = CircularBuffer<(bytes: [UInt8], outlet: Outlet?)>()
    private var failure: RPCError?
    /// Bytes of all of them.
    private(set) var byteCount = 0
    /// The next one lacks credit.
    var isBlocked = false
    /// The stream waits for its turn at the socket.
    var isQueued = false

    var isEmpty: Bool { messages.isEmpty }
    var first: [UInt8]? { messages.first?.bytes }

    mutating func append(_ bytes: [UInt8], _ outlet: Outlet?) {
        if let failure { outlet?.fail(failure) }
        messages.append((bytes, outlet))
        byteCount += bytes.count
    }

    /// Removes the first one, which was written.
    mutating func removeFirst() {
        guard let (bytes, outlet) = messages.popFirst() else { return }
        byteCount -= bytes.count
        outlet?.written(bytes.count)
    }

    mutating func fail(_ error: RPCError) {
        failure = error
        byteCount = 0
        while let (_, outlet) = messages.popFirst() { outlet?.fail(error) }
    }
}
