import NIOCore
import Wire

/// The client's end: opens calls while there are streams for them, and gives replies to the tasks that wait.
final class ClientRole: ConnectionRole {
    let mailbox: Mailbox<ClientCommand>
    /// Whether the server has shown who it is; its words are dropped before that.
    let trust: PeerTrust
    private let limits: ConnectionLimits
    private let ready: EventLoopPromise<ConnectionKeys>
    private var isReady = false
    private var machine: ClientConnection?
    private var link: FrameLink?
    private var calls: [UInt64: OpenCall] = [:]
    private var streams: [UInt32: OpenCall] = [:]
    /// Calls that wait for a stream.
    private var unopened = CircularBuffer<OpenCall>()
    /// Calls that have something to write, in turn.
    private var queue = CircularBuffer<OpenCall>()
    private var isClosing = false

    /// Creates a role without a connection; `ready` succeeds with the handshake, or fails with what prevented it.
    init(
        _ limits: ConnectionLimits, eventLoop: any EventLoop, ready: EventLoopPromise<ConnectionKeys>,
        trust: PeerTrust = PeerTrust(true)
    ) {
        self.limits = limits
        self.trust = trust
        self.ready = ready
        mailbox = Mailbox(eventLoop: eventLoop)
    }

    var isClosed: Bool { isClosing || machine?.isClosed == true }
    /// A server that has not shown who it is gets no word of the end.
    var isGivenUp: Bool { isClosed && !trust.isGiven }
    var nextDeadline: UInt64? { machine?.nextDeadline }

    func start(_ link: FrameLink, _ keys: ConnectionKeys) {
        let machine = ClientConnection(limits, at: link.now)
        link.write(machine.preface)
        self.machine = consume machine
        self.link = link
        isReady = true
        ready.succeed(keys)
    }

    func receive(_ frame: Frame, content: RawSpan) {
        guard let link, let action = machine?.received(frame, at: link.now) else { return }
        perform(action, content)
        if case .pong = frame { passed(.pong, limit: limits.pongsWithoutAnswer) }
    }

    /// Ends the calls of a server that does not go on with them, whatever else it sends.
    private func passed(_ tick: ClientCall.Tick, limit: Int) {
        let error = RPCError(.deadlineExceeded, "the server does not go on with the call")
        for open in Array(calls.values) where open.call.tick == tick && open.call.ticked() > limit {
            end(open, error)
        }
    }

    func receive(_ error: ProtocolError) {
        guard let action = machine?.failed(error) else { return }
        perform(action, RawSpan())
    }

    func timePassed() {
        guard let link else { return }
        while let action = machine?.timePassed(link.now), action != .none {
            perform(action, RawSpan())
            // No server can put a ping off.
            if case .write(.ping) = action { passed(.ping, limit: limits.pingsWithoutAnswer) }
        }
    }

    /// What its server sends is bounded by the calls that it made itself.
    func mayReceive(frame: Int) -> Bool { true }

    func failed(_ error: any Error) {
        guard !isReady else { return }
        isReady = true
        ready.fail(error)
    }

    func stop(_ error: RPCError, undelivered: [ClientCommand]) {
        failed(ChannelError.eof)
        let calls = calls
        self.calls = [:]
        streams = [:]
        unopened = []
        queue = []
        for open in calls.values { open.stop(error) }
        for case .call(let call, _) in undelivered { call.finish(error) }
        for case .message(_, _, let outlet?) in undelivered { outlet.fail(error) }
        link = nil
    }

    // MARK: The machine's actions

    private func perform(_ action: ClientAction, _ content: RawSpan) {
        switch action {
        case .none:
            break
        case .write(let frame):
            link?.write(frame)
        case .deliver(let stream, let isLast):
            deliver(stream, content, isLast: isLast)
        case .finish(let stream, let status):
            let error = RPCError(status, isTrusted: trust.isGiven)
            remove(stream, status.code == .ok ? nil : error)
        case .resume(let stream):
            resume(stream)
        case .resumeAll:
            for stream in streams.keys.sorted() { resume(stream) }
            openMore()
        case .fail(let stream, let status):
            link?.write(.cancel(stream: stream))
            remove(stream, RPCError(status.code, status.message))
        case .failAbove(let stream):
            let error = RPCError(.unavailable, "the server is going away")
            for stream in streams.keys.filter({ $0 > stream }).sorted() { remove(stream, error) }
            openMore()
        case .abort(let code):
            let reason = code.name ?? "\(code.rawValue)"
            removeAll(RPCError(.unavailable, "the server closed the connection: \(reason)"))
        case .close(let goAway):
            if let goAway, trust.isGiven { link?.write(.goAway(goAway)) }
            removeAll(.connectionLost)
        }
    }

    private func deliver(_ stream: UInt32, _ content: RawSpan, isLast: Bool) {
        guard let open = streams[stream] else { return }
        do throws(DecodeError) {
            try open.call.receive(content)
            if isLast { remove(stream, nil) }
        } catch {
            if let frame = machine?.cancel(stream) { link?.write(frame) }
            remove(stream, RPCError(error, code: .internal))
        }
    }

    private func resume(_ stream: UInt32) {
        guard let open = streams[stream] else { return }
        open.waiting.isBlocked = false
        enqueue(open)
    }

    private func remove(_ stream: UInt32, _ error: RPCError?) {
        guard let open = streams.removeValue(forKey: stream) else { return }
        calls[open.call.id] = nil
        open.stop(error)
        openMore()
    }

    private func removeAll(_ error: RPCError) {
        let calls = calls
        self.calls = [:]
        streams = [:]
        unopened = []
        for open in calls.values { open.stop(error) }
    }

    // MARK: The callers' commands

    func receive(_ commands: [ClientCommand]) {
        for command in commands { perform(command) }
    }

    private func perform(_ command: ClientCommand) {
        switch command {
        case .call(let call, let first):
            let open = OpenCall(call)
            if let first { open.waiting.append(first, nil) }
            calls[call.id] = open
            unopened.append(open)
            openMore()
        case .message(let call, let bytes, let outlet):
            guard let open = calls[call] else {
                outlet?.fail(.cancelled)
                return
            }
            open.waiting.append(bytes, outlet)
            enqueue(open)
        case .end(let call):
            guard let open = calls[call] else { return }
            open.isEnding = true
            enqueue(open)
        case .cancel(let call):
            cancel(call)
        case .consumed(let call, let length):
            guard let stream = calls[call]?.stream else { return }
            if let frame = machine?.consumed(stream, length: length) { link?.write(frame) }
        case .close:
            isClosing = true
            if trust.isGiven { link?.write(.goAway(GoAway(lastStream: 0, error: .none))) }
            removeAll(.cancelled)
        }
    }

    private func cancel(_ call: UInt64) {
        if let open = calls[call] { end(open, .cancelled) }
    }

    private func end(_ open: OpenCall, _ error: RPCError) {
        guard let stream = open.stream else {
            calls[open.call.id] = nil
            unopened.removeAll { $0 === open }
            return open.stop(error)
        }
        if let frame = machine?.cancel(stream) { link?.write(frame) }
        remove(stream, error)
    }

    private func openMore() {
        guard let link else { return }
        while let open = unopened.first {
            switch machine?.call(open.call.method, deadline: open.call.deadline, at: link.now) {
            case .open(let stream, let frame):
                unopened.removeFirst()
                open.stream = stream
                streams[stream] = open
                link.write(frame)
                enqueue(open)
            case .full, nil:
                return
            case .unavailable:
                unopened.removeFirst()
                calls[open.call.id] = nil
                open.stop(RPCError(.unavailable, "the server is going away"))
            }
        }
    }

    // MARK: Writing

    private func enqueue(_ open: OpenCall) {
        guard open.stream != nil, !open.waiting.isQueued, !open.waiting.isBlocked else { return }
        open.waiting.isQueued = true
        queue.append(open)
    }

    /// Writes one message of each call in turn, while the socket takes them.
    func write() {
        guard let link else { return }
        while link.isWritable, let open = queue.popFirst() {
            open.waiting.isQueued = false
            guard let stream = open.stream, streams[stream] === open else { continue }
            writeNext(stream, open, link)
        }
    }

    private func writeNext(_ stream: UInt32, _ open: OpenCall, _ link: FrameLink) {
        do throws(ProtocolError) {
            guard let bytes = open.waiting.first else {
                guard open.isEnding else { return }
                open.isEnding = false
                if let frame = try machine?.end(stream) { link.write(frame) }
                return
            }
            switch try machine?.send(stream, length: bytes.count) {
            case .write:
                link.write(stream: stream, bytes)
                open.waiting.removeFirst()
                enqueue(open)
            case .wait:
                open.waiting.isBlocked = true
            case .closed, nil:
                remove(stream, .cancelled)
            }
        } catch {
            if let frame = machine?.cancel(stream) { link.write(frame) }
            remove(stream, RPCError(.internal, error.reason))
        }
    }
}

/// A call on the event loop.
private final class OpenCall {
    let call: ClientCall
    var stream: UInt32?
    var waiting = WaitingMessages()
    var isEnding = false

    init(_ call: ClientCall) {
        self.call = call
    }

    func stop(_ error: RPCError?) {
        waiting.fail(error ?? .cancelled)
        call.finish(error)
    }
}
