/// One of the two ends of a connection.
///
/// Only clients open streams; everything else about a call follows from the method's shape.
package enum Side: Equatable, Sendable {
    /// The end that opened the connection.
    case client
    /// The end that took it.
    case server

    var other: Side {
        switch self {
        case .client: .server
        case .server: .client
        }
    }
}

/// A call, as both ends see it: what one sends is what the other receives, so both run this one machine.
///
/// ```
/// shape            client's side             server's side
/// unary            message                   message | status
/// clientStreaming  message* end              message | status
/// serverStreaming  message                   message* status
/// bidirectional    message* end              message* status
/// exchange         (cell  cell)* end         ...  status         one cell each in turn
/// ```
///
/// Where a side has exactly one message, that message ends it. The server's side ends the call, whatever the
/// client's has still to say; a status other than ok may do so at any time, and so may the client's cancel.
/// A violation leaves the state as it was.
enum CallState: Equatable {
    enum Messages: Equatable {
        case one
        case many
    }

    /// The client's side is open.
    case requesting(Messages, reply: Messages)
    /// The client's side has ended.
    case replying(Messages)
    /// Cells go in turn: whose comes next.
    case exchanging(next: Side)
    /// The client sends no further cell: a status is due.
    case awaitingStatus
    case closed

    init(_ shape: MethodShape) {
        self =
            switch shape {
            case .unary: .requesting(.one, reply: .one)
            case .clientStreaming: .requesting(.many, reply: .one)
            case .serverStreaming: .requesting(.one, reply: .many)
            case .bidirectional: .requesting(.many, reply: .many)
            case .exchange: .exchanging(next: .client)
            }
    }

    /// Whether `side` may still send messages.
    func isOpen(_ side: Side) -> Bool {
        switch (self, side) {
        case (.requesting, _), (.replying, .server), (.exchanging, _): true
        case (.replying, .client), (.awaitingStatus, _), (.closed, _): false
        }
    }

    /// Takes a message of `length` bytes; returns whether it is the last of its side.
    mutating func message(from side: Side, length: Int) throws(Violation) -> Bool {
        switch (self, side) {
        case (.requesting(.one, let reply), .client):
            self = .replying(reply)
            return true
        case (.requesting(.many, _), .client):
            return false
        case (.requesting(.one, _), .server):
            throw .replyBeforeRequest
        case (.requesting(.many, .one), .server), (.replying(.one), .server):
            self = .closed
            return true
        case (.requesting(.many, .many), .server), (.replying(.many), .server):
            return false
        case (.exchanging(let next), _):
            guard side == next else { throw .outOfTurn }
            guard length == Cell.contentSize else { throw .notACell }
            self = .exchanging(next: side.other)
            return false
        case (.replying, .client), (.awaitingStatus, _), (.closed, _):
            throw .messageAfterEnd
        }
    }

    /// Takes the client's end.
    mutating func end() throws(Violation) {
        switch self {
        case .requesting(.many, let reply):
            self = .replying(reply)
        case .exchanging(.client):
            self = .awaitingStatus
        case .exchanging(.server):
            throw .outOfTurn
        case .requesting(.one, _):
            throw .endWithoutMessage
        case .replying, .awaitingStatus, .closed:
            throw .secondEnd
        }
    }

    /// Takes the server's status.
    mutating func status(_ code: StatusCode) throws(Violation) {
        switch self {
        case .requesting(_, .one) where code == .ok, .replying(.one) where code == .ok:
            throw .okWithoutReply
        case .closed:
            throw .messageAfterEnd
        case .requesting, .replying, .exchanging, .awaitingStatus:
            self = .closed
        }
    }
}

/// A frame that a call's shape has no place for.
enum Violation: String, Error {
    case messageAfterEnd = "message behind the end of its side"
    case replyBeforeRequest = "reply before the request"
    case outOfTurn = "out of turn in an exchange"
    case notACell = "not the size of a cell"
    case endWithoutMessage = "end of a side that has exactly one message"
    case secondEnd = "second end"
    case okWithoutReply = "status ok without the reply"
}
