import Wire

/// Where a call's replies go.
protocol ReplySink: Sendable {
    /// Takes a message's content.
    func receive(_ content: RawSpan) throws(DecodeError)
    /// The call is over; `error` is nil where it succeeded.
    func finish(_ error: RPCError?)
    /// A tick has passed: how many since a task waits for what comes next; 0 while none does.
    func ticked() -> Int
}

/// One call of a client, for tasks and the event loop alike.
final class ClientCall: Sendable {
    /// This connection's number for it: it has no stream before the event loop opens one.
    let id: UInt64
    let method: Method
    /// Milliseconds, 0 for as long as it takes.
    let deadline: UInt32
    private let sink: any ReplySink
    /// The pace of the requests, where they are streamed.
    let outlet: Outlet?

    init(id: UInt64, _ method: Method, deadline: Duration?, sink: any ReplySink, outlet: Outlet? = nil) {
        self.id = id
        self.method = method
        self.deadline = deadline.map { UInt32(clamping: max(1, $0.milliseconds)) } ?? 0
        self.sink = sink
        self.outlet = outlet
    }

    /// What tells how long a task waits.
    enum Tick {
        /// A ping that was sent: time alone, whatever comes meanwhile.
        case ping
        /// A pong: time in which the server has got everything that was sent before, so that a slow line costs no call.
        case pong
    }

    /// One message is due within a fixed time, streams go at the pace of the line.
    var tick: Tick {
        switch method.shape {
        case .unary, .exchange: .ping
        case .clientStreaming, .serverStreaming, .bidirectional: .pong
        }
    }

    func receive(_ content: RawSpan) throws(DecodeError) {
        try sink.receive(content)
    }

    /// A tick has passed: how many since a task waits for the next message, or to send one.
    func ticked() -> Int {
        max(sink.ticked(), outlet?.ticked() ?? 0)
    }

    /// The call is over: nothing more goes or comes; `error` is nil where it succeeded.
    func finish(_ error: RPCError?) {
        sink.finish(error)
        outlet?.fail(error ?? RPCError(.cancelled, "the call is over"))
    }
}

extension Inlet: ReplySink {
    func receive(_ content: RawSpan) throws(DecodeError) {
        receive(try Message(decoding: content), length: content.byteCount)
    }
}

/// Opens a visit's cells and gives their messages on.
struct CellSink: ReplySink {
    let inlet: Inlet<ExchangeReply>

    func receive(_ content: RawSpan) throws(DecodeError) {
        let message = try Cell.open(unsafe content.withUnsafeBytes { unsafe [UInt8]($0) })
        inlet.receive(try ExchangeReply(decoding: message), length: content.byteCount)
    }

    func finish(_ error: RPCError?) {
        inlet.finish(error)
    }

    func ticked() -> Int { inlet.ticked() }
}

/// What tasks have a client's connection do; numbers are `ClientCall.id`.
enum ClientCommand: Sendable {
    /// Open the call, now or when a stream is free, with its first message if it has come.
    case call(ClientCall, [UInt8]?)
    /// Write a message of the call.
    case message(call: UInt64, [UInt8], Outlet?)
    /// End the requests, behind those that wait.
    case end(call: UInt64)
    /// Cancel the call: no task waits for it.
    case cancel(call: UInt64)
    /// Give credit back: a task has taken a reply.
    case consumed(call: UInt64, length: Int)
    /// Cancel every call and close.
    case close
}
