import Wire

/// A call with one request and one reply.
final class IncomingUnary<Request: WireMessage, Reply: WireMessage>: IncomingCall {
    private let serve: @Sendable (Request) async throws(RPCError) -> Reply
    private var request: Request?

    init(_ port: CallPort, _ serve: @escaping @Sendable (Request) async throws(RPCError) -> Reply) {
        self.serve = serve
        super.init(port)
    }

    override var hasWork: Bool { request != nil }

    override func receive(_ content: RawSpan) throws(DecodeError) {
        request = try Request(decoding: content)
    }

    override func begin() {
        guard let request = request.take() else { return }
        let (stream, serve) = (port.stream, serve)
        run { await replyCommand(stream) { () async throws(RPCError) in try await serve(request) } }
    }
}

/// A call with streamed requests, then one reply; it begins with the first of them.
final class IncomingStream<Request: WireMessage, Reply: WireMessage>: IncomingCall {
    private let serve: @Sendable (Requests<Request>) async throws(RPCError) -> Reply
    private let inlet: Inlet<Request>

    init(_ port: CallPort, _ serve: @escaping @Sendable (Requests<Request>) async throws(RPCError) -> Reply) {
        let (stream, mailbox) = (port.stream, port.mailbox)
        inlet = Inlet { mailbox.post(.consumed(stream: stream, length: $0)) }
        self.serve = serve
        super.init(port)
    }

    override var hasWork: Bool { inlet.hasNext }
    override var streamsRequests: Bool { true }

    override func receive(_ content: RawSpan) throws(DecodeError) {
        inlet.receive(try Request(decoding: content), length: content.byteCount)
    }

    override func begin() {
        let (stream, serve, requests) = (port.stream, serve, Requests(inlet, taskPort))
        run { await replyCommand(stream) { () async throws(RPCError) in try await serve(requests) } }
    }

    override func endRequests() {
        inlet.finish()
    }

    override func stop(_ error: RPCError) {
        inlet.finish(error)
        super.stop(error)
    }
}

/// A call with one request, then streamed replies.
final class OutgoingStream<Request: WireMessage, Reply: WireMessage>: IncomingCall {
    private let serve: @Sendable (Request, Replies<Reply>) async throws(RPCError) -> Void
    private var request: Request?
    private var hasBegun = false

    init(
        _ port: CallPort,
        _ serve: @escaping @Sendable (Request, Replies<Reply>) async throws(RPCError) -> Void
    ) {
        self.serve = serve
        super.init(port)
    }

    /// A task that rests wants to go on with its replies.
    override var hasWork: Bool { request != nil || hasBegun }
    override var isProducing: Bool { true }

    override func receive(_ content: RawSpan) throws(DecodeError) {
        request = try Request(decoding: content)
    }

    override func begin() {
        guard let request = request.take() else { return }
        hasBegun = true
        let (stream, serve, replies) = (port.stream, serve, Replies<Reply>(taskPort))
        run { await endCommand(stream) { () async throws(RPCError) in try await serve(request, replies) } }
    }
}

extension IncomingCall {
    fileprivate var taskPort: TaskPort { TaskPort(stream: port.stream, mailbox: port.mailbox, turn: turn) }
}

/// What ends a call with one reply: that, encoded, or the error's status.
private func replyCommand<Reply: WireMessage>(
    _ stream: UInt32, _ serve: () async throws(RPCError) -> Reply
) async -> ServerCommand {
    do throws(RPCError) {
        let reply = try await serve()
        return try encode(reply) { .message(stream: stream, $0) }
    } catch {
        return .finish(stream: stream, error.status)
    }
}

/// What ends a call that streams its replies: ok, or the error's status.
private func endCommand(_ stream: UInt32, _ serve: () async throws(RPCError) -> Void) async -> ServerCommand {
    do throws(RPCError) {
        try await serve()
        return .finish(stream: stream, Status(.ok))
    } catch {
        return .finish(stream: stream, error.status)
    }
}

private func encode<Reply: WireMessage>(
    _ reply: Reply, _ command: ([UInt8]) -> ServerCommand
) throws(RPCError) -> ServerCommand {
    do throws(EncodeError) {
        return command(try reply.encoded())
    } catch {
        throw RPCError(error, code: .internal)
    }
}
