// What the machines answer. Each is what has to be done now by the handler, which holds the bytes, the calls and the
// timer. What cannot happen to a role is not in its type.

/// What is to be done after an event at the server's end.
package enum ServerAction: Equatable, Sendable {
    /// Do nothing.
    case none
    /// Write this.
    case write(Frame)
    /// Start the call.
    case open(stream: UInt32, Method)
    /// Give the message's content to the call; with the last one, the client's side has ended.
    case deliver(stream: UInt32, isLast: Bool)
    /// The client's side has ended.
    case endRequest(stream: UInt32)
    /// Try the stream's waiting messages again.
    case resume(stream: UInt32)
    /// The client has cancelled: stop the call, write nothing.
    case abandon(stream: UInt32)
    /// We end the call: write the status, drop what waits, stop the call.
    case fail(stream: UInt32, Status)
    /// Write this, if anything, as the last frame; stop every call; close.
    case close(GoAway?)
}

/// What is to be done after an event at the client's end.
package enum ClientAction: Equatable, Sendable {
    /// Do nothing.
    case none
    /// Write this.
    case write(Frame)
    /// Give the message's content to the call; with the last one, the call has ended, ok.
    case deliver(stream: UInt32, isLast: Bool)
    /// The server has ended the call with this.
    case finish(stream: UInt32, Status)
    /// Try the stream's waiting messages again.
    case resume(stream: UInt32)
    /// The server's settings have come: try all waiting messages again.
    case resumeAll
    /// We end the call with this: write `cancel`, drop what waits.
    case fail(stream: UInt32, Status)
    /// The server will not take up the calls above this stream: they end as unavailable, and may be made
    /// again on another connection. There are no new ones on this.
    case failAbove(stream: UInt32)
    /// The server has given the connection up: every call ends as unavailable; close.
    case abort(ConnectionError)
    /// Write this, if anything, as the last frame; every call ends as unavailable; close.
    case close(GoAway?)
}

/// What is to be done with a message that the application sends.
package enum OnSend: Equatable, Sendable {
    /// Write it now. With the last one our side has ended; at the server, the call.
    case write(isLast: Bool)
    /// Its credit has not come: keep it and those behind it until the stream resumes.
    case wait
    /// The call is over: drop it.
    case closed
}

/// What is to be done with a call that the client makes.
package enum OnCall: Equatable, Sendable {
    /// Write the frame; the messages follow on this stream.
    case open(stream: UInt32, Frame)
    /// As many streams are open as the server accepts: when one is over there is room again.
    case full
    /// No call is made on this connection any more.
    case unavailable
}
