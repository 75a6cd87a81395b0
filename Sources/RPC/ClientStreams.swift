package import Wire

/// A call's replies, as the server streams them.
///
/// Releasing the value cancels the call.
package final class ReplyStream<Reply: WireMessage>: Sendable {
    private let connection: Connection
    private let call: ClientCall
    private let inlet: Inlet<Reply>

    init(_ connection: Connection, _ call: ClientCall, _ inlet: Inlet<Reply>) {
        self.connection = connection
        self.call = call
        self.inlet = inlet
    }

    deinit {
        connection.post(.cancel(call: call.id))
    }

    /// The next reply, or nil behind the last; throws what ended the call.
    ///
    /// Taking one lets the server send more.
    package func next() async throws(RPCError) -> Reply? {
        try await inlet.next()
    }
}

/// A call that streams its requests and has one reply.
///
/// Releasing the value before `finish` has returned cancels the call.
package final class RequestCall<Request: WireMessage, Reply: WireMessage>: Sendable {
    private let connection: Connection
    private let call: ClientCall
    private let inlet: Inlet<Reply>
    private let outlet: Outlet

    init(_ connection: Connection, _ call: ClientCall, _ inlet: Inlet<Reply>, _ outlet: Outlet) {
        self.connection = connection
        self.call = call
        self.inlet = inlet
        self.outlet = outlet
    }

    deinit {
        connection.post(.cancel(call: call.id))
    }

    /// Sends a request; suspends while the server takes nothing.
    ///
    /// Throws what ended the call; where the reply came early, `cancelled`, and `finish` gives it.
    package func send(_ request: Request) async throws(RPCError) {
        try await outlet.send(try encode(request))
    }

    /// Ends the requests and waits for the reply; throws what ended the call.
    package func finish() async throws(RPCError) -> Reply {
        connection.post(.end(call: call.id))
        return try await connection.reply(of: call, inlet)
    }
}
