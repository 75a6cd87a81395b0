import Wire

/// Where a call's replies go.
protocol ReplySink: Sendable {
    /// A message's content.
    func receive(_ content: RawSpan) throws(DecodeError)
    func finish(_ error: RPCError?)
    /// A pong has come: how many since somebody waits for what comes next; 0 while nobody does.
    func ponged() -> Int
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

    func receive(_ content: RawSpan) throws(DecodeError) {
        try sink.receive(content)
    }

    /// A pong has come: how many since somebody waits for the next message, or for room to send one.
    func ponged() -> Int {
        max(sink.ponged(), outlet?.ponged() ?? 0)
    }

    /// The call is over: nothing more goes or comes. Nil where it succeeded.
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

/// Takes a visit's cells.
struct CellSink: ReplySink {
    let inlet: Inlet<ExchangeReply>

    func receive(_ content: RawSpan) throws(DecodeError) {
        let message = try Cell.open(unsafe content.withUnsafeBytes { unsafe [UInt8]($0) })
        inlet.receive(try ExchangeReply(decoding: message), length: content.byteCount)
    }

    func finish(_ error: RPCError?) {
        inlet.finish(error)
    }

    func ponged() -> Int { inlet.ponged() }
}

/// What tasks tell a client's connection. Numbers are `ClientCall.id`.
enum ClientWish: Sendable {
    /// Open the call, now or when there is room, with its first message if it has come.
    case call(ClientCall, [UInt8]?)
    case message(call: UInt64, [UInt8], Outlet?)
    /// The requests are complete.
    case end(call: UInt64)
    /// Nobody waits for the call.
    case cancel(call: UInt64)
    /// A reply was taken.
    case consumed(call: UInt64, length: Int)
    case close
}
