import NIOCore
import Synchronization
package import Wire

/// A client's connection, whose calls are `source`, `upload`, `audit` and `review`.
///
/// A call ends with its reply or one error; `unavailable` where the connection is lost. Cancelling the task that
/// waits cancels the call. Messages are Sendable values; all methods may be used by many tasks at once.
package final class Connection: Sendable {
    /// SHA-256 of the server's SubjectPublicKeyInfo; zeros where there is no TLS.
    ///
    /// To be among the descriptor's `tls` before anything but `site` is asked.
    package let peerKey: Hash
    /// 32 bytes that only the two ends of this connection have (RFC 8446 section 7.5).
    package let exporter: [UInt8]
    private let channel: any Channel
    private let mailbox: Mailbox<ClientCommand>
    private let trust: PeerTrust
    private let lastID = Atomic<UInt64>(0)
    private let visitLock = FairLock()
    private let visit = Mutex<(ClientCall, Inlet<ExchangeReply>)?>(nil)

    init(
        _ channel: any Channel, _ mailbox: Mailbox<ClientCommand>, _ keys: ConnectionKeys,
        trust: PeerTrust = PeerTrust(true)
    ) {
        self.channel = channel
        self.mailbox = mailbox
        self.trust = trust
        exporter = keys.exporter
        peerKey = Hash(keys.peer ?? []) ?? Hash()
    }

    deinit {
        mailbox.post(.close)
    }

    /// The server has shown who it is: from now on its words come through.
    ///
    /// Before that, where it was dialled `unverified`, a call that it ends has its code and nothing else of it.
    package func trustPeer() {
        trust.give()
    }

    /// Cancels every call and returns when the connection is closed.
    package func close() async {
        mailbox.post(.close)
        try? await channel.closeFuture.get()
    }

    // MARK: Shapes

    func unary<Request: WireMessage, Reply: WireMessage>(
        _ method: Method, _ request: Request, deadline: Duration?
    ) async throws(RPCError) -> Reply {
        let bytes = try encode(request)
        let inlet = Inlet<Reply> { _ in }
        let call = ClientCall(id: newID(), method, deadline: deadline, sink: inlet)
        guard post(.call(call, bytes)) else { throw .connectionLost }
        return try await reply(of: call, inlet)
    }

    func replies<Request: WireMessage, Reply: WireMessage>(
        _ method: Method, _ request: Request, deadline: Duration?
    ) -> ReplyStream<Reply> {
        let id = newID()
        let inlet: Inlet<Reply> = inlet(id)
        let call = ClientCall(id: id, method, deadline: deadline, sink: inlet)
        do throws(RPCError) {
            start(call, try encode(request))
        } catch {
            call.finish(error)
        }
        return ReplyStream(self, call, inlet)
    }

    func requests<Request: WireMessage, Reply: WireMessage>(
        _ method: Method, deadline: Duration?
    ) -> RequestCall<Request, Reply> {
        let id = newID()
        let inlet = Inlet<Reply> { _ in }
        let outlet = outlet(id)
        let call = ClientCall(id: id, method, deadline: deadline, sink: inlet, outlet: outlet)
        start(call, nil)
        return RequestCall(self, call, inlet, outlet)
    }

    /// Sends a cell and returns its answer, on the visit's one stream: opened by the first, and again after a failure.
    ///
    /// - Parameters:
    ///   - request: the content of the cell.
    ///   - departure: waited for when the cell is sealed, so that what that costs shows in no time.
    /// - Returns: the content of the cell that answers it.
    /// - Throws: what ended the stream of cells.
    package func exchange(
        _ request: ExchangeRequest, leaving departure: @Sendable () async -> Void
    ) async throws(RPCError) -> ExchangeReply {
        try await exchange(.exchange, request, leaving: departure)
    }

    func exchange(
        _ method: Method, _ request: ExchangeRequest, leaving departure: @Sendable () async -> Void = {}
    ) async throws(RPCError) -> ExchangeReply {
        let cell: [UInt8]
        do throws(EncodeError) {
            cell = try Cell.seal(request.encoded())
        } catch {
            throw RPCError(error, code: .invalidArgument)
        }
        await departure()
        try await visitLock.lock()
        defer { visitLock.unlock() }
        let opened = visit.withLock { $0 }
        let (call, inlet) = opened ?? openVisit(method, cell)
        do throws(RPCError) {
            if opened != nil {
                guard post(.message(call: call.id, cell, nil)) else { throw .connectionLost }
            }
            guard let reply = try await inlet.next() else {
                throw RPCError(.internal, "the visit's stream ended without an answer")
            }
            return reply
        } catch {
            visit.withLock { $0 = nil }
            post(.cancel(call: call.id))
            throw error
        }
    }

    /// Opens the stream with its first cell: handed over apart, they would go in one run of records or in two, by chance.
    private func openVisit(_ method: Method, _ cell: [UInt8]) -> (ClientCall, Inlet<ExchangeReply>) {
        let inlet = Inlet<ExchangeReply> { _ in }
        let call = ClientCall(id: newID(), method, deadline: nil, sink: CellSink(inlet: inlet))
        start(call, cell)
        visit.withLock { $0 = (call, inlet) }
        return (call, inlet)
    }

    // MARK: Parts

    /// Hands a command to the connection; false where it is closed.
    @discardableResult
    func post(_ command: ClientCommand) -> Bool {
        mailbox.post(command)
    }

    func reply<Reply>(of call: ClientCall, _ inlet: Inlet<Reply>) async throws(RPCError) -> Reply {
        do throws(RPCError) {
            guard let reply = try await inlet.next() else { throw RPCError(.internal, "no reply") }
            return reply
        } catch {
            post(.cancel(call: call.id))
            throw error
        }
    }

    private func newID() -> UInt64 {
        lastID.add(1, ordering: .relaxed).newValue
    }

    private func start(_ call: ClientCall, _ first: [UInt8]?) {
        if !post(.call(call, first)) { call.finish(.connectionLost) }
    }

    private func inlet<Reply: WireMessage>(_ id: UInt64) -> Inlet<Reply> {
        let mailbox = mailbox
        return Inlet { mailbox.post(.consumed(call: id, length: $0)) }
    }

    private func outlet(_ id: UInt64) -> Outlet {
        let mailbox = mailbox
        return Outlet { mailbox.post(.message(call: id, $0, $1)) }
    }
}

/// The request's encoding; one outside the schema's bounds is our own error, and throws `invalid_argument`.
func encode(_ request: some WireMessage) throws(RPCError) -> [UInt8] {
    do throws(EncodeError) {
        return try request.encoded()
    } catch {
        throw RPCError(error, code: .invalidArgument)
    }
}
