import Wire

/// A call with one request and one reply.
final class IncomingUnary<Request: WireMessage, Reply: WireMessage>: IncomingCall {
    private let serve: @Sendable (Request) async throws(RPCError) -> Reply

    init(_ port: CallPort, _ serve: @escaping @Sendable (Request) async throws(RPCError) -> Reply) {
        self.serve = serve
        super.init(port)
    }

    override func receive(_ content: RawSpan) throws(DecodeError) {
        let request = try Request(decoding: content)
        let (stream, serve) = (port.stream, serve)
        run { await replyCommand(stream) { () async throws(RPCError) in try await serve(request) } }
    }
}

/// A call with streamed requests, then one reply.
final class IncomingStream<Request: WireMessage, Reply: WireMessage>: IncomingCall {
    private let inlet: Inlet<Request>

    init(_ port: CallPort, _ serve: @escaping @Sendable (Requests<Request>) async throws(RPCError) -> Reply) {
        inlet = Inlet(port)
        super.init(port)
        let (stream, requests) = (port.stream, Requests(inlet))
        run { await replyCommand(stream) { () async throws(RPCError) in try await serve(requests) } }
    }

    override func receive(_ content: RawSpan) throws(DecodeError) {
        inlet.receive(try Request(decoding: content), length: content.byteCount)
    }

    override func endRequests() {
        inlet.finish()
    }

    override func stop(_ error: RPCError) {
        super.stop(error)
        inlet.finish(error)
    }
}

/// A call with one request, then streamed replies.
final class OutgoingStream<Request: WireMessage, Reply: WireMessage>: IncomingCall {
    private let serve: @Sendable (Request, Replies<Reply>) async throws(RPCError) -> Void
    private let outlet: Outlet

    init(
        _ port: CallPort,
        _ serve: @escaping @Sendable (Request, Replies<Reply>) async throws(RPCError) -> Void
    ) {
        self.serve = serve
        outlet = Outlet(port)
        super.init(port)
    }

    override func receive(_ content: RawSpan) throws(DecodeError) {
        let request = try Request(decoding: content)
        let (stream, serve, replies) = (port.stream, serve, Replies<Reply>(outlet))
        run { await endCommand(stream) { () async throws(RPCError) in try await serve(request, replies) } }
    }

    override func stop(_ error: RPCError) {
        super.stop(error)
        outlet.fail(error)
    }
}

extension Inlet {
    fileprivate convenience init(_ port: CallPort) {
        let (stream, mailbox) = (port.stream, port.mailbox)
        self.init { mailbox.post(.consumed(stream: stream, length: $0)) }
    }
}

extension Outlet {
    fileprivate convenience init(_ port: CallPort) {
        let (stream, mailbox) = (port.stream, port.mailbox)
        self.init { mailbox.post(.message(stream: stream, $0, $1)) }
    }
}

/// What ends a call with one reply: that, encoded, or the error's status.
private func replyCommand<Reply: WireMessage>(
    _ stream: UInt32, _ serve: () async throws(RPCError) -> Reply
) async -> ServerCommand {
    do throws(RPCError) {
        let reply = try await serve()
        return try encode(reply) { .message(stream: stream, $0, nil) }
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
