import Synchronization
package import Wire

/// A call's requests, as the client streams them.
package final class Requests<Message: WireMessage>: Sendable {
    private let inlet: Inlet<Message>
    private let port: TaskPort
    private let hasBegun = Atomic(false)

    init(_ inlet: Inlet<Message>, _ port: TaskPort) {
        self.inlet = inlet
        self.port = port
    }

    /// The next request, or nil behind the last; throws `cancelled` when the call is over.
    ///
    /// Taking one lets the client send more. While none is there, and between two where other connections wait, the call
    /// has no place at work.
    package func next() async throws(RPCError) -> Message? {
        if hasBegun.exchange(true, ordering: .relaxed), port.turn.isPressed { try await port.rest() }
        while true {
            switch inlet.take() {
            case .message(let message): return message
            case .ended: return nil
            case .failed(let error): throw error
            case .wait: try await port.rest()
            }
        }
    }
}

/// A call's replies, as the service streams them: a portion at a time, when the client has taken the one before.
package final class Replies<Message: WireMessage>: Sendable {
    private let port: TaskPort
    /// Bytes that the portion still has; whole when a place is given.
    private let left = Mutex(wholePortion)

    init(_ port: TaskPort) {
        self.port = port
    }

    /// Suspends until the client takes more: to be called before what is sent next is read from the disk.
    ///
    /// Throws `cancelled` when the call is over.
    package func ready() async throws(RPCError) {
        guard left.withLock({ $0 }) < wholePortion else { return }
        try await port.rest()
        left.withLock { $0 = wholePortion }
    }

    /// Sends a reply, in the portion at hand; where that is used up, suspends as `ready` does.
    package func send(_ message: Message) async throws(RPCError) {
        let bytes: [UInt8]
        do throws(EncodeError) {
            bytes = try message.encoded()
        } catch {
            throw RPCError(error, code: .internal)
        }
        if left.withLock({ $0 }) <= 0 { try await ready() }
        left.withLock { $0 -= bytes.count }
        guard port.mailbox.post(.message(stream: port.stream, bytes)) else { throw .connectionLost }
    }
}

/// What the task of a call has of it.
struct TaskPort: Sendable {
    let stream: UInt32
    let mailbox: Mailbox<ServerCommand>
    let turn: Turn

    /// Gives the place back until there is something to do.
    func rest() async throws(RPCError) {
        try await turn.rest { mailbox.post(.resting(stream: stream, hadPlace: $0)) }
    }
}

/// Bytes at which a portion ends, behind a whole message.
private let wholePortion = 65_536
