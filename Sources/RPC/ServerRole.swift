import NIOCore
import Wire

/// The server's end: gives calls to services, delays the answers to cells, and bounds everything.
final class ServerRole: ConnectionRole {
    let mailbox: Mailbox<ServerCommand>
    private let makeServices: @Sendable (Peer) -> Services
    private let gauges: Gauges
    /// From a cell's last byte to its answer, in milliseconds, as all times here.
    private let answerDelay: UInt64
    private let limits: ConnectionLimits
    private var machine: ServerConnection?
    private var services: Services?
    private var link: FrameLink?
    private var calls: [UInt32: IncomingCall] = [:]
    private let visit = Visit()
    /// When the last cell had come, by the link's clock.
    private var cellTime: UInt64 = 0
    private var held: HeldCell?
    /// Streams that have something to write, in turn.
    private var queue = CircularBuffer<UInt32>()
    private var isDraining = false

    init(
        _ options: ListenerOptions, eventLoop: any EventLoop, gauges: Gauges,
        services: @escaping @Sendable (Peer) -> Services
    ) {
        mailbox = Mailbox(eventLoop: eventLoop)
        makeServices = services
        self.gauges = gauges
        answerDelay = min(options.answerDelay.milliseconds, 1 << 40)
        limits = options.limits
    }

    /// Whether the role has written its last frame; before the handshake is done there is nothing to finish.
    var isClosed: Bool { machine?.isClosed ?? isDraining }
    var nextDeadline: UInt64? {
        guard let next = machine?.nextDeadline else { return held?.due }
        return min(next, held?.due ?? .max)
    }

    func start(_ link: FrameLink, _ keys: ConnectionKeys) {
        let machine = ServerConnection(limits, at: link.now)
        link.write(machine.preface)
        self.machine = consume machine
        self.link = link
        let mailbox = mailbox
        services = makeServices(Peer(exporter: keys.exporter) { mailbox.post(.liftVisitLimit) })
    }

    func receive(_ frame: Frame, content: RawSpan) {
        guard let link, let action = machine?.received(frame, at: link.now) else { return }
        perform(action, content)
    }

    func receive(_ error: ProtocolError) {
        guard let action = machine?.failed(error) else { return }
        perform(action, RawSpan())
    }

    func timePassed() {
        guard let link else { return }
        if let cell = held, cell.due <= link.now {
            held = nil
            answer(cell.bytes, cell.isSite, on: cell.stream)
        }
        while let action = machine?.timePassed(link.now), action != .none { perform(action, RawSpan()) }
    }

    func failed(_ error: any Error) {}

    func stop(_ error: RPCError, undelivered: [ServerCommand]) {
        held = nil
        let calls = calls
        self.calls = [:]
        for call in calls.values { call.stop(error) }
        for case .message(_, _, let outlet?) in undelivered { outlet.fail(error) }
        services = nil
        link = nil
    }

    // MARK: The machine's actions

    private func perform(_ action: ServerAction, _ content: RawSpan) {
        switch action {
        case .none:
            break
        case .write(let frame):
            link?.write(frame)
        case .open(let stream, let method):
            open(stream, method)
        case .deliver(let stream, _):
            deliver(stream, content)
        case .endRequest(let stream):
            endRequests(stream)
        case .resume(let stream):
            calls[stream]?.waiting.isBlocked = false
            enqueue(stream)
        case .abandon(let stream):
            remove(stream, .cancelled)
        case .fail(let stream, let status):
            link?.write(.status(stream: stream, status))
            remove(stream, RPCError(status))
        case .close(let goAway):
            if let goAway { link?.write(.goAway(goAway)) }
        }
    }

    private func open(_ stream: UInt32, _ method: Method) {
        guard let services else { return }
        if method.shape == .exchange {
            guard visit.stream == nil else {
                return end(stream, Status(.failedPrecondition, "a visit has one stream of cells"))
            }
            visit.stream = stream
        } else if !visit.isOpen {
            return end(stream, Status(.failedPrecondition, "a visit begins with site"))
        }
        let port = CallPort(stream: stream, mailbox: mailbox, gauges: gauges, visit: visit)
        calls[stream] = services.accept(method, port)
    }

    private func deliver(_ stream: UInt32, _ content: RawSpan) {
        guard let call = calls[stream] else { return }
        if stream == visit.stream, let link {
            cellTime = link.now
            visit.isAnswering = true
        }
        do throws(DecodeError) {
            try call.receive(content)
        } catch {
            end(stream, RPCError(error).status)
        }
    }

    private func endRequests(_ stream: UInt32) {
        guard let call = calls[stream] else { return }
        if stream == visit.stream { return end(stream, Status(.ok)) }
        call.endRequests()
    }

    private func remove(_ stream: UInt32, _ error: RPCError) {
        guard let call = calls.removeValue(forKey: stream) else { return }
        if stream == visit.stream {
            visit.stream = nil
            visit.isAnswering = false
            held = nil
        }
        call.stop(error)
    }

    /// Ends a call by a status, at once.
    private func end(_ stream: UInt32, _ status: Status) {
        do throws(ProtocolError) {
            if let frame = try machine?.finish(stream, status) { link?.write(frame) }
            remove(stream, RPCError(status))
        } catch {
            end(stream, Status(.internal, error.reason))
        }
    }

    // MARK: The services' commands

    func receive(_ commands: [ServerCommand]) {
        for command in commands { perform(command) }
    }

    private func perform(_ command: ServerCommand) {
        switch command {
        case .message(let stream, let bytes, let outlet):
            append(bytes, outlet, to: stream)
        case .cell(let stream, let bytes, let isSite):
            hold(bytes, isSite, for: stream)
        case .finish(let stream, let status):
            calls[stream]?.ending = status
            enqueue(stream)
        case .consumed(let stream, let length):
            if let frame = machine?.consumed(stream, length: length) { link?.write(frame) }
        case .liftVisitLimit:
            machine?.liftVisitLimit()
        case .drain(let milliseconds):
            drain(within: milliseconds)
        }
    }

    private func append(_ bytes: [UInt8], _ outlet: Outlet?, to stream: UInt32) {
        guard let call = calls[stream] else {
            outlet?.fail(.cancelled)
            return
        }
        call.waiting.append(bytes, outlet)
        enqueue(stream)
    }

    /// Keeps the answer until the first multiple of the delay that has not passed.
    private func hold(_ bytes: [UInt8], _ isSite: Bool, for stream: UInt32) {
        guard calls[stream] != nil, let link else { return }
        guard answerDelay > 0 else { return answer(bytes, isSite, on: stream) }
        let elapsed = link.now.less(cellTime)
        let multiple = max(1, elapsed.plus(answerDelay).less(1) / answerDelay)
        held = HeldCell(
            stream: stream, bytes: bytes, isSite: isSite, due: cellTime.plus(multiple.times(answerDelay)))
    }

    private func answer(_ bytes: [UInt8], _ isSite: Bool, on stream: UInt32) {
        if isSite { visit.isOpen = true }
        append(bytes, nil, to: stream)
    }

    private func drain(within milliseconds: UInt64) {
        guard let link, machine != nil else {
            isDraining = true
            return
        }
        let (deadline, overflow) = link.now.addingReportingOverflow(milliseconds)
        if let frame = machine?.drain(until: overflow ? .max : deadline) { link.write(frame) }
        isDraining = true
        endVisit()
    }

    /// Ends the visit behind an answer, where the connection drains: its stream is open between its cells.
    private func endVisit() {
        guard isDraining, !visit.isAnswering, let stream = visit.stream else { return }
        end(stream, Status(.unavailable, "the server is going away"))
    }

    // MARK: Writing

    private func enqueue(_ stream: UInt32) {
        guard let call = calls[stream], !call.waiting.isQueued, !call.waiting.isBlocked else { return }
        call.waiting.isQueued = true
        queue.append(stream)
    }

    /// Writes one message of each stream in turn, while the socket takes them.
    func write() {
        guard let link else { return }
        while link.isWritable, let stream = queue.popFirst() {
            guard let call = calls[stream] else { continue }
            call.waiting.isQueued = false
            writeNext(stream, call, link)
        }
    }

    private func writeNext(_ stream: UInt32, _ call: IncomingCall, _ link: FrameLink) {
        guard let bytes = call.waiting.first else {
            if let status = call.ending { end(stream, status) }
            return
        }
        do throws(ProtocolError) {
            switch try machine?.send(stream, length: bytes.count) {
            case .write(let isLast):
                link.write(stream: stream, bytes)
                call.waiting.removeFirst()
                if isLast { return remove(stream, .cancelled) }
                enqueue(stream)
                if stream == visit.stream {
                    visit.isAnswering = false
                    endVisit()
                }
            case .wait:
                call.waiting.isBlocked = true
            case .closed, nil:
                remove(stream, .cancelled)
            }
        } catch {
            end(stream, Status(.internal, error.reason))
        }
    }
}

/// The answer to a cell, kept until it is due.
private struct HeldCell {
    var stream: UInt32
    var bytes: [UInt8]
    var isSite: Bool
    var due: UInt64
}
