import TestSupport
@testable import Wire

// Both ends, driven event by event, with the clock in the test's hand.

final class TracedServer {
    private(set) var machine: ServerConnection
    var now: UInt64

    /// A server that has had its client's settings.
    init(
        _ limits: ConnectionLimits = ConnectionLimits(), settings: Settings? = .floor, at now: UInt64 = 1_000
    ) {
        machine = ServerConnection(limits, at: now)
        self.now = now
        if let settings { _ = machine.received(.settings(settings), at: now) }
    }

    var isClosed: Bool { machine.isClosed }
    var nextDeadline: UInt64? { machine.nextDeadline }

    func receive(_ frame: Frame) -> ServerAction { machine.received(frame, at: now) }

    @discardableResult
    func call(_ stream: UInt32, _ method: Method, deadline: UInt32 = 0) -> ServerAction {
        receive(.call(stream: stream, Call(method: method.rawValue, deadline: deadline)))
    }

    @discardableResult
    func message(_ stream: UInt32, _ length: Int = 10) -> ServerAction {
        receive(.message(stream: stream, length: length))
    }

    func send(_ stream: UInt32, _ length: Int = 10) throws(ProtocolError) -> OnSend {
        try machine.send(stream, length: length)
    }

    func finish(_ stream: UInt32, _ code: StatusCode = .ok) throws(ProtocolError) -> Frame? {
        guard case .write(let frame) = try machine.finish(stream, Status(code), at: now) else { return nil }
        return frame
    }

    func isReadyToSend(_ stream: UInt32) -> Bool { machine.isReadyToSend(stream) }

    func consume(_ stream: UInt32, _ length: Int) -> Frame? { machine.consumed(stream, length: length) }

    func drain(until deadline: UInt64) -> Frame? { machine.drain(until: deadline) }

    func liftVisitLimit() { machine.liftVisitLimit() }

    /// What became due after so many milliseconds.
    func pass(_ milliseconds: UInt64) -> [ServerAction] {
        now = now.saturating(milliseconds)
        var actions: [ServerAction] = []
        while case let action = machine.timePassed(now), action != .none { actions.append(action) }
        return actions
    }
}

final class TracedClient {
    private(set) var machine: ClientConnection
    var now: UInt64

    /// A client that has had its server's settings.
    init(
        _ limits: ConnectionLimits = ConnectionLimits(), settings: Settings? = .floor, at now: UInt64 = 1_000
    ) {
        machine = ClientConnection(limits, at: now)
        self.now = now
        if let settings { _ = machine.received(.settings(settings), at: now) }
    }

    var isClosed: Bool { machine.isClosed }
    var nextDeadline: UInt64? { machine.nextDeadline }

    func receive(_ frame: Frame) -> ClientAction { machine.received(frame, at: now) }

    @discardableResult
    func call(_ method: Method, deadline: UInt32 = 0) -> OnCall {
        machine.call(method, deadline: deadline, at: now)
    }

    @discardableResult
    func message(_ stream: UInt32, _ length: Int = 10) -> ClientAction {
        receive(.message(stream: stream, length: length))
    }

    @discardableResult
    func send(_ stream: UInt32, _ length: Int = 10) throws(ProtocolError) -> OnSend {
        try machine.send(stream, length: length)
    }

    func end(_ stream: UInt32) throws(ProtocolError) -> Frame? { try machine.end(stream) }

    func cancel(_ stream: UInt32) -> Frame? { machine.cancel(stream) }

    func consume(_ stream: UInt32, _ length: Int) -> Frame? { machine.consumed(stream, length: length) }

    /// What became due after so many milliseconds.
    func pass(_ milliseconds: UInt64) -> [ClientAction] {
        now = now.saturating(milliseconds)
        var actions: [ClientAction] = []
        while case let action = machine.timePassed(now), action != .none { actions.append(action) }
        return actions
    }
}

extension ServerAction {
    /// Closed as a mistake of the peer, or its end, of this kind.
    func closes(with error: ConnectionError) -> Bool {
        guard case .close(let goAway?) = self else { return false }
        return goAway.error == error
    }

    /// A call was ended with this code.
    func fails(_ stream: UInt32, with code: StatusCode) -> Bool {
        guard case .fail(stream, let status) = self else { return false }
        return status.code == code
    }

    /// A call was not taken up, with this code.
    func refuses(_ stream: UInt32, with code: StatusCode) -> Bool {
        guard case .write(.status(stream, let status)) = self else { return false }
        return status.code == code
    }
}

extension ClientAction {
    func closes(with error: ConnectionError) -> Bool {
        guard case .close(let goAway?) = self else { return false }
        return goAway.error == error
    }

    func fails(_ stream: UInt32, with code: StatusCode) -> Bool {
        guard case .fail(stream, let status) = self else { return false }
        return status.code == code
    }
}

extension SeededGenerator {
    mutating func chance(_ one: Int, in many: Int) -> Bool { Int.random(in: 0..<many, using: &self) < one }
}

extension Ping {
    init(_ text: StaticString) {
        let bytes = "\(text)".utf8.prefix(8)
        self.init(
            data: FixedBytes(Array(bytes) + Array(repeating: 0, count: 8 - bytes.count)) ?? FixedBytes())
    }
}
