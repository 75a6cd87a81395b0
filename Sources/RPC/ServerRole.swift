import NIOCore
import Wire

/// The server's end: gives calls to services, delays the answers to cells, and bounds everything.
///
/// ServerWork.swift says which call is at work, and what is waited for.
final class ServerRole: ConnectionRole {
    let mailbox: Mailbox<ServerCommand>
    let workshop: Workshop
    /// Tells when the client last had something done.
    let activity: Activity?
    private let makeServices: @Sendable (Peer) -> Services
    private let gauges: Gauges
    /// From a cell's last byte to its answer, in milliseconds, as all times here.
    private let answerDelay: UInt64
    private let limits: ConnectionLimits
    var machine: ServerConnection?
    private var services: Services?
    private(set) var link: FrameLink?
    private(set) var calls: [UInt32: IncomingCall] = [:]
    let visit = Visit()
    private var held: HeldCell?
    /// Streams that have something to write, in turn.
    private var queue = CircularBuffer<UInt32>()
    private var isDraining = false
    var line = WorkLine()
    var reader: SlowReader
    private var requests = RequestRoom()

    init(
        _ options: ListenerOptions, eventLoop: any EventLoop, gauges: Gauges, workshop: Workshop? = nil,
        activity: Activity? = nil, services: @escaping @Sendable (Peer) -> Services
    ) {
        mailbox = Mailbox(eventLoop: eventLoop)
        makeServices = services
        self.gauges = gauges
        self.workshop = workshop ?? Workshop(options)
        self.activity = activity
        answerDelay = min(options.answerDelay.milliseconds, 1 << 40)
        limits = options.limits
        reader = SlowReader(patience: min(options.stall.milliseconds, 1 << 40))
    }

    /// Whether the role has written its last frame; before the handshake is done there is nothing to finish.
    var isClosed: Bool { reader.isGivenUp || machine?.isClosed ?? isDraining }
    var isGivenUp: Bool { reader.isGivenUp }
    var nextDeadline: UInt64? {
        let own = min(held?.due ?? .max, workDeadline)
        guard let next = machine?.nextDeadline else { return own == .max ? nil : own }
        return min(next, own)
    }

    func start(_ link: FrameLink, _ keys: ConnectionKeys) {
        let machine = ServerConnection(limits, at: link.now)
        activity?.greet(link.now)
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
        giveUpSlowReader(link)
    }

    func failed(_ error: any Error) {}

    func mayReceive(frame: Int) -> Bool {
        requests.hold(frame + line.heldBytes, in: workshop, for: mailbox)
    }

    func stop(_ error: RPCError, undelivered: [ServerCommand]) {
        held = nil
        let calls = calls
        self.calls = [:]
        for call in calls.values { call.stop(error) }
        for case .requests(let bytes) in undelivered { requests.receive(bytes) }
        requests.leave(workshop)
        leaveWorkshop(undelivered)
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
        if method.shape == .clientStreaming { link?.readLargely() }
        let port = CallPort(
            stream: stream, mailbox: mailbox, gauges: gauges, workshop: workshop, visit: visit)
        calls[stream] = services.accept(method, port)
    }

    private func deliver(_ stream: UInt32, _ content: RawSpan) {
        guard let call = calls[stream], let link else { return }
        activity?.note(link.now)
        if stream == visit.stream {
            visit.cellTime = link.now
            visit.isAnswering = true
        }
        do throws(DecodeError) {
            try call.receive(content)
        } catch {
            return end(stream, RPCError(error).status)
        }
        call.heldBytes += content.byteCount
        line.heldBytes += content.byteCount
        guard line.heldBytes <= WorkLine.mostHeld else {
            return end(stream, Status(.resourceExhausted, "too much waits for its turn"))
        }
        want(stream, call)
    }

    private func endRequests(_ stream: UInt32) {
        guard let call = calls[stream] else { return }
        if stream == visit.stream { return end(stream, Status(.ok)) }
        call.endRequests()
        want(stream, call)
    }

    private func remove(_ stream: UInt32, _ error: RPCError) {
        guard let call = calls.removeValue(forKey: stream) else { return }
        line.heldBytes -= call.heldBytes
        if stream == visit.stream {
            visit.stream = nil
            visit.isAnswering = false
            held = nil
        }
        call.stop(error)
    }

    /// Ends a call by a status, at once.
    func end(_ stream: UInt32, _ status: Status) {
        guard let link else { return }
        do throws(ProtocolError) {
            let action = try machine?.finish(stream, status, at: link.now)
            remove(stream, RPCError(status))
            if let action { perform(action, RawSpan()) }
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
        case .message(let stream, let bytes):
            append(bytes, to: stream)
        case .cell(let stream, let bytes, let isSite):
            hold(bytes, isSite, for: stream)
        case .finish(let stream, let status):
            calls[stream]?.ending = status
            enqueue(stream)
        case .consumed(let stream, let length):
            if let call = calls[stream] { release(length, of: call) }
            if let frame = machine?.consumed(stream, length: length) { link?.write(frame) }
        case .resting(let stream, let hadPlace):
            rest(stream, hadPlace: hadPlace)
        case .ended(let stream, let hadPlace, let command):
            ended(stream, hadPlace: hadPlace)
            perform(command)
        case .place:
            line.receivePlace()
        case .room:
            line.receiveRoom()
        case .requests(let bytes):
            requests.receive(bytes)
        case .liftVisitLimit:
            machine?.liftVisitLimit()
        case .drain(let milliseconds):
            drain(within: milliseconds)
        }
    }

    private func append(_ bytes: [UInt8], to stream: UInt32) {
        guard let call = calls[stream] else { return }
        call.waiting.append(bytes, nil)
        enqueue(stream)
    }

    /// Keeps the answer until the first multiple of the delay that has not passed.
    private func hold(_ bytes: [UInt8], _ isSite: Bool, for stream: UInt32) {
        guard calls[stream] != nil, let link else { return }
        guard answerDelay > 0 else { return answer(bytes, isSite, on: stream) }
        let elapsed = link.now.less(visit.cellTime)
        let multiple = max(1, elapsed.plus(answerDelay).less(1) / answerDelay)
        let due = visit.cellTime.plus(multiple.times(answerDelay))
        held = HeldCell(stream: stream, bytes: bytes, isSite: isSite, due: due)
    }

    /// A cell is begun: its answer is due after the delay, from when it came, or now where it had to wait for the one
    /// before; no other cell of this connection is begun before that.
    func beginCell(_ stream: UInt32, at now: UInt64) {
        if visit.cellTime < visit.ready { visit.cellTime = now }
        visit.ready = visit.cellTime.plus(answerDelay)
        visit.working = stream
    }

    private func answer(_ bytes: [UInt8], _ isSite: Bool, on stream: UInt32) {
        if isSite { visit.isOpen = true }
        append(bytes, to: stream)
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

    /// Writes one message of each stream in turn, while the socket takes them; then lets calls work for what comes next.
    func write() {
        guard let link else { return }
        writeMessages(link)
        startWork(link)
        watchReader(link)
        line.passRoomOn(workshop)
    }

    private func writeMessages(_ link: FrameLink) {
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
                reader.wrote()
                activity?.note(link.now)
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
