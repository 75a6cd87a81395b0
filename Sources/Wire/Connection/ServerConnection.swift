/// The server's end of a connection: a value without bytes, clock or promises.
///
/// Events are frames that came, times that passed and commands of the application; each has one answer, and is
/// done when it has it. `now` is any clock's milliseconds that never go back, the same for all events.
///
/// Three things can be wrong, and each has one place:
/// - The peer's error, `ProtocolError` inside: costs the stream (`fail`) or the connection (`close`), by
///   scope.
/// - A legal race, frames or commands for a call that the other end has just ended: dropped, within bounds.
/// - Our own error, a command that the method's shape forbids: thrown to the caller, nothing is changed.
/// Nothing a peer sends traps, and what it can make us keep is bounded: `ConnectionLimits.streams` streams.
///
/// Whatever the client causes without bringing a call forward costs one of one budget, in one place, `charged`: pongs,
/// calls that it cancels or that end in any status but ok, whoever wrote that. Over it the connection ends
/// (`excessive_load`). A client that is known, whose visit has no limit, pays for no status that the services give.
///
/// A client is closed 20 seconds after its last whole frame, also while it waits for us (it pings every
/// 10 seconds then), and 10 minutes after it came, unless the limit of its visit is lifted.
package struct ServerConnection: ~Copyable {
    private enum Phase: Equatable {
        case serving
        /// No new calls; closed when those open are over, or then.
        case draining(until: UInt64)
        case closed
    }

    private var phase = Phase.serving
    private var link: Link
    /// When the last whole frame came.
    private var lastFrame: UInt64
    private var visitEnd: UInt64
    /// The client has authenticated.
    private var isKnown = false

    /// Starts at `now`, with the limits that `preface` tells the client.
    package init(_ limits: ConnectionLimits = ConnectionLimits(), at now: UInt64) {
        link = Link(.server, limits, at: now)
        lastFrame = now
        visitEnd = now.saturating(limits.visit)
    }

    /// The first frame, written before anything else.
    package var preface: Frame { .settings(link.own) }

    /// Whether the connection is over; every event is then answered by `none`.
    package var isClosed: Bool { phase == .closed }

    // MARK: The peer

    /// Takes a whole frame of the client.
    package mutating func received(_ frame: Frame, at now: UInt64) -> ServerAction {
        guard phase != .closed else { return .none }
        lastFrame = now
        let action: ServerAction
        do throws(ProtocolError) {
            action = try take(frame, at: now)
        } catch {
            action = failed(error)
        }
        return charged(action, at: now)
    }

    /// The action, and one of the budget less where it brings no call forward; the end, where that is used up.
    private mutating func charged(_ action: ServerAction, at now: UInt64) -> ServerAction {
        switch action {
        case .none, .open, .deliver, .endRequest, .resume, .close: return action
        case .write, .abandon, .fail: break
        }
        do throws(ProtocolError) {
            try link.spend(at: now)
            return action
        } catch {
            return failed(error)
        }
    }

    /// Takes what `FrameDecoder` threw: what came was no frame.
    package mutating func failed(_ error: ProtocolError) -> ServerAction {
        switch error.scope {
        case .connection(let code):
            return close(code)
        case .stream(let id, let code):
            guard let index = link.streams.index(of: id) else { return .none }
            link.close(index)
            return .fail(stream: id, Status(code, error.reason))
        }
    }

    private mutating func take(_ frame: Frame, at now: UInt64) throws(ProtocolError) -> ServerAction {
        if case .settings(let settings) = frame {
            try link.received(settings)
            return .none
        }
        guard link.peer != nil else { throw ProtocolError(.settings, "a frame before the settings") }
        switch frame {
        case .call(let id, let call):
            return try open(id, call, at: now)
        case .message(let id, let length):
            guard let isLast = try link.receivedMessage(id, length) else { return .none }
            return .deliver(stream: id, isLast: isLast)
        case .end(let id):
            return try end(id)
        case .cancel(let id):
            guard let index = try link.find(id, size: FrameHeader.size) else { return .none }
            link.forget(index)
            return .abandon(stream: id)
        case .credit(let id, let bytes):
            return try link.receivedCredit(id, bytes, at: now) ? .resume(stream: id) : .none
        case .ping(let ping):
            return .write(.pong(ping))
        case .goAway(let goAway) where goAway.error == .none:
            if phase == .serving { phase = .draining(until: .max) }
            return .none
        case .goAway:
            return close(nil)
        case .status, .pong, .settings:
            throw ProtocolError(.protocol, "a frame that no server asks for")
        }
    }

    private mutating func open(_ id: UInt32, _ call: Call, at now: UInt64) throws(ProtocolError)
        -> ServerAction
    {
        guard id > link.highest else {
            throw ProtocolError(.stream, "call on stream \(id), not above \(link.highest)")
        }
        link.highest = id
        guard phase == .serving else {
            return refuse(id, Status(.unavailable, "the server is going away"))
        }
        guard let method = Method(rawValue: call.method) else {
            return refuse(id, Status(.unimplemented, "no method \(call.method)"))
        }
        guard link.streams.count < Int(link.own.maximumStreams) else {
            return refuse(id, Status(.resourceExhausted, "too many calls at once"))
        }
        link.open(id, method.shape, deadline: call.deadline, at: now)
        return .open(stream: id, method)
    }

    private mutating func refuse(_ id: UInt32, _ status: Status) -> ServerAction {
        link.refuse()
        return .write(.status(stream: id, status))
    }

    private mutating func end(_ id: UInt32) throws(ProtocolError) -> ServerAction {
        guard let index = try link.find(id, size: FrameHeader.size) else { return .none }
        do throws(Violation) {
            try link.streams[index].call.end()
            return .endRequest(stream: id)
        } catch {
            throw link.streamError(id, error)
        }
    }

    // MARK: The application

    /// Whether the stream's next message may be written.
    ///
    /// Messages go one by one, in order. Throws where the method's shape has no place for the message.
    package mutating func send(_ stream: UInt32, length: Int) throws(ProtocolError) -> OnSend {
        try link.send(stream, length)
    }

    /// Whether a further message of a stream of replies may be produced: it will probably not wait for credit.
    package func isReadyToSend(_ stream: UInt32) -> Bool {
        guard let index = link.streams.index(of: stream) else { return false }
        return link.streams[index].flow?.isReadyToSend ?? true
    }

    /// Ends a call; answers with the status to write behind its messages, or the connection's end; none where it is over.
    ///
    /// Ok ends only a call that streams its replies: elsewhere the reply itself does, and this throws.
    package mutating func finish(
        _ stream: UInt32, _ status: Status, at now: UInt64
    ) throws(ProtocolError) -> ServerAction {
        guard let index = link.streams.index(of: stream) else { return .none }
        var call = link.streams[index].call
        do throws(Violation) {
            try call.status(status.code)
        } catch {
            throw ProtocolError(stream: stream, .internal, error.rawValue)
        }
        link.close(index)
        let action = ServerAction.write(.status(stream: stream, status))
        return status.code == .ok || isKnown ? action : charged(action, at: now)
    }

    /// Notes that the application has taken a message of `length` bytes; returns the credit to write, if it is time.
    package mutating func consumed(_ stream: UInt32, length: Int) -> Frame? {
        link.consumed(stream, length)
    }

    /// Ends the limit of a visit: the client has authenticated, and may stay as long as it sends frames.
    package mutating func liftVisitLimit() {
        visitEnd = .max
        isKnown = true
    }

    /// Takes no new calls; returns the frame to write, nil where that was done.
    ///
    /// The connection closes when the open calls are over, at `deadline` at the latest.
    package mutating func drain(until deadline: UInt64) -> Frame? {
        switch phase {
        case .serving:
            phase = .draining(until: deadline)
            return .goAway(GoAway(lastStream: link.highest, error: .none))
        case .draining(let earlier):
            phase = .draining(until: min(earlier, deadline))
            return nil
        case .closed:
            return nil
        }
    }

    // MARK: Time

    /// When `timePassed` is to be called, at the latest; nil for never.
    ///
    /// Asked for after every event. It can be sooner than anything happens, and in the past where something is due.
    package var nextDeadline: UInt64? {
        switch phase {
        case .closed: nil
        case .draining where link.streams.isEmpty: 0
        case .draining(let until): min(until, idleEnd, visitEnd, link.streams.soonest)
        case .serving: min(idleEnd, visitEnd, link.streams.soonest)
        }
    }

    /// Does what is due at `now`; to be called until it answers `none`.
    package mutating func timePassed(_ now: UInt64) -> ServerAction {
        switch phase {
        case .closed: return .none
        case .draining where link.streams.isEmpty: return close(nil)
        case .draining(let until) where until <= now: return close(ConnectionError.none)
        case .draining, .serving: break
        }
        guard now < min(idleEnd, visitEnd) else { return close(.idle) }
        guard let index = link.streams.expired(at: now) else { return .none }
        let id = link.streams[index].id
        link.close(index)
        return charged(.fail(stream: id, Status(.deadlineExceeded)), at: now)
    }

    private var idleEnd: UInt64 { lastFrame.saturating(link.limits.idle) }

    private mutating func close(_ error: ConnectionError?) -> ServerAction {
        phase = .closed
        link.streams.removeAll()
        return .close(error.map { GoAway(lastStream: link.highest, error: $0) })
    }
}
