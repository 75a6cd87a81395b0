import NIOCore
import Wire

/// An open call at the server, on its event loop: what came for it goes to the service's task, what waits to be
/// written stays here until there is credit and room.
class IncomingCall {
    let port: CallPort
    var waiting = WaitingMessages()
    /// Written behind the messages that wait.
    var ending: Status?
    private var task: Task<Void, Never>?

    init(_ port: CallPort) {
        self.port = port
    }

    /// A message of the client's. An error ends the call as `invalid_argument`.
    func receive(_ content: RawSpan) throws(DecodeError) {}

    /// The client sends no more.
    func endRequests() {}

    /// The call is over, from whichever side: nothing that the task still says is heard.
    func stop(_ error: RPCError) {
        task?.cancel()
        waiting.fail(error)
    }

    /// Starts the service's task: one for each call, and for an exchange one for each cell.
    final func run(_ body: @escaping @Sendable () async -> ServerWish) {
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
    let mailbox: Mailbox<ServerWish>
    let gauges: Gauges
    let visit: Visit
}

/// What tasks tell a server's connection.
enum ServerWish: Sendable {
    /// A message; the last one of a call with one reply ends it.
    case message(stream: UInt32, [UInt8], Outlet?)
    /// The answer to a cell, to be held back until it is due.
    case cell(stream: UInt32, [UInt8], isSite: Bool)
    /// The call's end, behind its messages.
    case finish(stream: UInt32, Status)
    /// The service has taken a message.
    case consumed(stream: UInt32, length: Int)
    case liftVisitLimit
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
    /// The stream stands in line for the socket.
    var isInLine = false

    var isEmpty: Bool { messages.isEmpty }
    var first: [UInt8]? { messages.first?.bytes }

    mutating func append(_ bytes: [UInt8], _ outlet: Outlet?) {
        if let failure { outlet?.fail(failure) }
        messages.append((bytes, outlet))
    }

    /// The first one was written.
    mutating func removeFirst() {
        guard let (bytes, outlet) = messages.popFirst() else { return }
        outlet?.written(bytes.count)
    }

    mutating func fail(_ error: RPCError) {
        failure = error
        while let (_, outlet) = messages.popFirst() { outlet?.fail(error) }
    }
}
