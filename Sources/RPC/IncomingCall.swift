import NIOCore
import Wire

/// An open call at the server, on its event loop: what came for it goes to the service's task, what waits to be
/// written stays here until there is credit and the socket takes it.
class IncomingCall {
    let port: CallPort
    var waiting = WaitingMessages()
    /// Written behind the messages that wait.
    var ending: Status?
    private var task: Task<Void, Never>?

    init(_ port: CallPort) {
        self.port = port
    }

    /// Takes a message of the client's; an error ends the call as `invalid_argument`.
    func receive(_ content: RawSpan) throws(DecodeError) {}

    /// The client sends no more.
    func endRequests() {}

    /// The call is over, from whichever side: nothing that the task still sends is written.
    func stop(_ error: RPCError) {
        task?.cancel()
        waiting.fail(error)
    }

    /// Starts the service's task: one for each call, and for an exchange one for each cell.
    final func run(_ body: @escaping @Sendable () async -> ServerCommand) {
        let (mailbox, gauges) = (port.mailbox, port.gauges)
        gauges.callStarted()
        task = Task {
            mailbox.post(await body())
            gauges.callEnded()
        }
    }
}

/// What a call needs of its connection.
struct CallPort {
    let stream: UInt32
    let mailbox: Mailbox<ServerCommand>
    let gauges: Gauges
    let visit: Visit
}

/// What tasks have a server's connection do.
enum ServerCommand: Sendable {
    /// Write a message; the last one of a call with one reply ends it.
    case message(stream: UInt32, [UInt8], Outlet?)
    /// Write the answer to a cell, when it is due.
    case cell(stream: UInt32, [UInt8], isSite: Bool)
    /// End the call, behind its messages.
    case finish(stream: UInt32, Status)
    /// Give credit back: the service has taken a message.
    case consumed(stream: UInt32, length: Int)
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
}

/// Messages that wait to be written, in order.
struct WaitingMessages {
    private var messages = CircularBuffer<(bytes: [UInt8], outlet: Outlet?)>()
    private var failure: RPCError?
    /// The next one lacks credit.
    var isBlocked = false
    /// The stream waits for its turn at the socket.
    var isQueued = false

    var isEmpty: Bool { messages.isEmpty }
    var first: [UInt8]? { messages.first?.bytes }

    mutating func append(_ bytes: [UInt8], _ outlet: Outlet?) {
        if let failure { outlet?.fail(failure) }
        messages.append((bytes, outlet))
    }

    /// Removes the first one, which was written.
    mutating func removeFirst() {
        guard let (bytes, outlet) = messages.popFirst() else { return }
        outlet?.written(bytes.count)
    }

    mutating func fail(_ error: RPCError) {
        failure = error
        while let (_, outlet) = messages.popFirst() { outlet?.fail(error) }
    }
}
