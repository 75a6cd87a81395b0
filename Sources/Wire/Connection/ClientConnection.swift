/// The client's end of a connection: a value without bytes, clock or promises.
///
/// Events, times and the three kinds of error are those of `ServerConnection`. The server's errors in a
/// call end it as `internal`, and the server is sent `cancel`.
///
/// Calls need not wait for the server's settings: until they come, the floor holds. While calls are open the
/// client pings every 10 seconds, so that the server does not take a waiting client for a dead one, nor the
/// client a dead server for a slow one.
package struct ClientConnection: ~Copyable {
    private enum Phase: Equatable {
        case calling
        /// No new calls; closed when those open are over.
        case draining
        case closed
    }

    private var phase = Phase.calling
    private var link: Link
    private var keepAlive: KeepAlive

    /// Starts at `now`, with the limits that `preface` tells the server.
    package init(_ limits: ConnectionLimits = ConnectionLimits(), at now: UInt64) {
        link = Link(.client, limits, at: now)
        keepAlive = KeepAlive(interval: limits.pingInterval, timeout: limits.pongTimeout, at: now)
    }

    /// The first frame, written before anything else.
    package var preface: Frame { .settings(link.own) }

    /// Whether the connection is over; every event is then answered by `none`.
    package var isClosed: Bool { phase == .closed }

    // MARK: The peer

    /// Takes a whole frame of the server.
    package mutating func received(_ frame: Frame, at now: UInt64) -> ClientAction {
        guard phase != .closed else { return .none }
        keepAlive.receivedFrame(at: now)
        do throws(ProtocolError) {
            return try take(frame, at: now)
        } catch {
            return failed(error)
        }
    }

    /// Takes what `FrameDecoder` threw: what came was no frame.
    package mutating func failed(_ error: ProtocolError) -> ClientAction {
        switch error.scope {
        case .connection(let code):
            return close(code)
        case .stream(let id, let code):
            guard let index = link.streams.index(of: id) else { return .none }
            link.close(index)
            return .fail(stream: id, Status(code, error.reason))
        }
    }

    private mutating func take(_ frame: Frame, at now: UInt64) throws(ProtocolError) -> ClientAction {
        if case .settings(let settings) = frame {
            try link.received(settings)
            return .resumeAll
        }
        guard link.peer != nil else { throw ProtocolError(.settings, "a frame before the settings") }
        switch frame {
        case .message(let id, let length):
            guard let isLast = try link.receivedMessage(id, length) else { return .none }
            if isLast, let index = link.streams.index(of: id) { link.forget(index) }
            return .deliver(stream: id, isLast: isLast)
        case .status(let id, let status):
            return try finish(id, status)
        case .credit(let id, let bytes):
            return try link.receivedCredit(id, bytes, at: now) ? .resume(stream: id) : .none
        case .ping(let ping):
            try link.spend(at: now)
            return .write(.pong(ping))
        case .pong(let ping):
            guard keepAlive.receivedPong(ping) else {
                throw ProtocolError(.protocol, "a pong without its ping")
            }
            return .none
        case .goAway(let goAway) where goAway.error == .none:
            phase = .draining
            link.close(above: goAway.lastStream)
            return .failAbove(stream: goAway.lastStream)
        case .goAway(let goAway):
            _ = close(nil)
            return .abort(goAway.error)
        case .call, .end, .cancel, .settings:
            throw ProtocolError(.protocol, "a frame that only clients send")
        }
    }

    private mutating func finish(_ id: UInt32, _ status: Status) throws(ProtocolError) -> ClientAction {
        guard let index = try link.find(id, size: FrameHeader.size + Status.maximumSize) else { return .none }
        do throws(Violation) {
            try link.streams[index].call.status(status.code)
        } catch {
            throw link.streamError(id, error)
        }
        link.forget(index)
        return .finish(stream: id, status)
    }

    // MARK: The application

    /// Makes a call, with `deadline` milliseconds to be over, 0 for as long as it takes.
    package mutating func call(_ method: Method, deadline: UInt32 = 0, at now: UInt64) -> OnCall {
        guard phase == .calling, link.highest < .max else { return .unavailable }
        guard link.streams.count < Int(link.accepted.maximumStreams) else { return .full }
        if link.streams.isEmpty { keepAlive.start(at: now) }
        link.highest += 1
        link.open(link.highest, method.shape, deadline: deadline, at: now)
        let call = Call(method: method.rawValue, deadline: deadline)
        return .open(stream: link.highest, .call(stream: link.highest, call))
    }

    /// Whether the stream's next message may be written.
    ///
    /// Messages go one by one, in order. Throws where the method's shape has no place for the message.
    package mutating func send(_ stream: UInt32, length: Int) throws(ProtocolError) -> OnSend {
        try link.send(stream, length)
    }

    /// Ends our side of a call; returns the frame to write behind its messages, nil where the call is over.
    ///
    /// Only for calls whose requests are streamed, and for exchanges; throws for others.
    package mutating func end(_ stream: UInt32) throws(ProtocolError) -> Frame? {
        guard let index = link.streams.index(of: stream) else { return nil }
        do throws(Violation) {
            try link.streams[index].call.end()
            return .end(stream: stream)
        } catch {
            throw ProtocolError(stream: stream, .internal, error.rawValue)
        }
    }

    /// Cancels a call; returns the frame to write, nil where the call is over.
    package mutating func cancel(_ stream: UInt32) -> Frame? {
        guard let index = link.streams.index(of: stream) else { return nil }
        link.close(index)
        return .cancel(stream: stream)
    }

    /// Notes that the application has taken a message of `length` bytes; returns the credit to write, if it is time.
    package mutating func consumed(_ stream: UInt32, length: Int) -> Frame? {
        link.consumed(stream, length)
    }

    // MARK: Time

    /// When `timePassed` is to be called, at the latest; nil for never.
    ///
    /// Asked for after every event. It can be sooner than anything happens, and in the past where something is due.
    package var nextDeadline: UInt64? {
        switch phase {
        case .closed: nil
        case .draining where link.streams.isEmpty: 0
        case .calling where link.streams.isEmpty: nil
        case .draining, .calling: min(keepAlive.due, link.streams.soonest)
        }
    }

    /// Does what is due at `now`; to be called until it answers `none`.
    package mutating func timePassed(_ now: UInt64) -> ClientAction {
        guard phase != .closed else { return .none }
        guard !link.streams.isEmpty else { return phase == .draining ? close(nil) : .none }
        if let index = link.streams.expired(at: now) {
            let id = link.streams[index].id
            link.close(index)
            return .fail(stream: id, Status(.deadlineExceeded))
        }
        switch keepAlive.timePassed(now) {
        case .none: return .none
        case .ping(let ping): return .write(.ping(ping))
        case .dead: return close(.idle)
        }
    }

    private mutating func close(_ error: ConnectionError?) -> ClientAction {
        phase = .closed
        link.streams.removeAll()
        return .close(error.map { GoAway(lastStream: 0, error: $0) })
    }
}
