import Testing
@testable import Wire

// The two machines, each with the least that a handler does for it: bytes, calls, waiting messages.

/// Bytes under way from one end to the other.
struct Pipe {
    private var bytes: [UInt8] = []
    private var start = 0
    private static let content = [UInt8](repeating: 0xee, count: 131_072)

    var count: Int { bytes.count - start }

    mutating func write(_ frame: Frame, content: Int = 0) {
        bytes += FrameEncoder.encode(frame)
        bytes += Self.content[..<content]
    }

    /// Takes the first frame if it is whole within the first `limit` bytes.
    mutating func next(limit: Int, _ decoder: FrameDecoder) throws(ProtocolError) -> Frame? {
        let slice = bytes[start..<start + min(limit, count)]
        guard case .frame(let frame, let size) = try decoder.next(in: slice.span.bytes) else { return nil }
        start += size
        if start > 1 << 20 {
            bytes.removeFirst(start)
            start = 0
        }
        return frame
    }
}

/// What one end has seen of a call.
struct ModelCall {
    let method: Method
    /// Lengths still to be written, then the end of the side or the status, if asked for.
    var waiting: [Int] = []
    var ending: Ending?
    var written: [Int] = []
    var delivered: [Int] = []
    var unconsumed: [Int] = []
    var isRequestComplete = false
    /// Nil while it is open.
    var outcome: Outcome?

    enum Ending: Equatable {
        case side
        case status(StatusCode)
    }

    enum Outcome: Equatable {
        /// The last reply.
        case reply
        case status(StatusCode)
        /// We or the client gave it up.
        case cancelled
    }
}

final class ModelClient {
    var machine: ClientConnection
    var calls: [UInt32: ModelCall] = [:]
    /// Streams whose side was asked to end.
    var hasEnded: Set<UInt32> = []
    var out = Pipe()
    var isClosed = false
    private let decoder = FrameDecoder()

    init(at now: UInt64) {
        machine = ClientConnection(at: now)
        out.write(machine.preface)
    }

    func open(_ method: Method, deadline: UInt32, at now: UInt64) -> UInt32? {
        guard case .open(let stream, let frame) = machine.call(method, deadline: deadline, at: now) else {
            return nil
        }
        out.write(frame)
        calls[stream] = ModelCall(method: method)
        return stream
    }

    func flush(_ stream: UInt32) throws {
        guard var call = calls[stream], call.outcome == nil else { return }
        defer { calls[stream] = call }
        while let length = call.waiting.first {
            guard case .write = try machine.send(stream, length: length) else { return }
            call.written.append(call.waiting.removeFirst())
            out.write(.message(stream: stream, length: length), content: length)
        }
        guard call.ending == .side else { return }
        if let frame = try machine.end(stream) { out.write(frame) }
        call.ending = nil
    }

    func cancel(_ stream: UInt32) {
        guard let frame = machine.cancel(stream) else { return }
        out.write(frame)
        calls[stream]?.outcome = .cancelled
    }

    func consume(_ stream: UInt32) {
        guard let length = calls[stream]?.unconsumed.popLast() else { return }
        if let frame = machine.consumed(stream, length: length) { out.write(frame) }
    }

    func receive(from pipe: inout Pipe, limit: Int, at now: UInt64) throws {
        while let frame = try pipe.next(limit: limit, decoder) {
            try run(machine.received(frame, at: now), frame)
        }
    }

    func pass(_ now: UInt64) throws {
        while true {
            let action = machine.timePassed(now)
            guard action != .none else { return }
            try run(action, nil)
        }
    }

    private func run(_ action: ClientAction, _ frame: Frame?) throws {
        switch action {
        case .none:
            break
        case .write(let frame):
            out.write(frame)
        case .deliver(let stream, let isLast):
            guard case .message(stream, let length)? = frame, calls[stream]?.outcome == nil else {
                Issue.record("delivered nothing, or to a call that was over")
                return
            }
            calls[stream]?.delivered.append(length)
            calls[stream]?.unconsumed.append(length)
            if isLast { calls[stream]?.outcome = .reply }
        case .finish(let stream, let status):
            #expect(calls[stream]?.outcome == nil)
            calls[stream]?.outcome = .status(status.code)
        case .resume(let stream):
            try flush(stream)
        case .resumeAll:
            for stream in calls.keys.sorted() { try flush(stream) }
        case .fail(let stream, let status):
            #expect(status.code == .deadlineExceeded, "the model makes no mistakes")
            out.write(.cancel(stream: stream))
            calls[stream]?.outcome = .status(status.code)
        case .failAbove(let last):
            for stream in calls.keys where stream > last && calls[stream]?.outcome == nil {
                calls[stream]?.outcome = .status(.unavailable)
            }
        case .abort, .close:
            if case .close(.some(let goAway)) = action { Issue.record("closed: \(goAway.error)") }
            isClosed = true
        }
    }
}

final class ModelServer {
    var machine: ServerConnection
    var calls: [UInt32: ModelCall] = [:]
    var out = Pipe()
    var isClosed = false
    private let decoder = FrameDecoder()

    init(_ limits: ConnectionLimits, at now: UInt64) {
        machine = ServerConnection(limits, at: now)
        out.write(machine.preface)
    }

    func flush(_ stream: UInt32) throws {
        guard var call = calls[stream], call.outcome == nil else { return }
        defer { calls[stream] = call }
        while let length = call.waiting.first {
            guard case .write(let isLast) = try machine.send(stream, length: length) else { return }
            call.written.append(call.waiting.removeFirst())
            out.write(.message(stream: stream, length: length), content: length)
            if isLast { call.outcome = .reply }
        }
        guard call.outcome == nil, case .status(let code) = call.ending else { return }
        guard case .write(let frame) = try machine.finish(stream, Status(code), at: 0) else { return }
        out.write(frame)
        call.outcome = .status(code)
    }

    func consume(_ stream: UInt32) {
        guard let length = calls[stream]?.unconsumed.popLast() else { return }
        if let frame = machine.consumed(stream, length: length) { out.write(frame) }
    }

    func drain(until deadline: UInt64) {
        if let frame = machine.drain(until: deadline) { out.write(frame) }
    }

    func receive(from pipe: inout Pipe, limit: Int, at now: UInt64) throws {
        while let frame = try pipe.next(limit: limit, decoder) {
            try run(machine.received(frame, at: now), frame)
        }
    }

    func pass(_ now: UInt64) throws {
        while true {
            let action = machine.timePassed(now)
            guard action != .none else { return }
            try run(action, nil)
        }
    }

    private func run(_ action: ServerAction, _ frame: Frame?) throws {
        switch action {
        case .none:
            break
        case .write(let frame):
            out.write(frame)
        case .open(let stream, let method):
            #expect(calls[stream] == nil)
            calls[stream] = ModelCall(method: method)
        case .deliver(let stream, let isLast):
            guard case .message(stream, let length)? = frame, calls[stream]?.outcome == nil else {
                Issue.record("delivered nothing, or to a call that was over")
                return
            }
            calls[stream]?.delivered.append(length)
            calls[stream]?.unconsumed.append(length)
            if isLast { calls[stream]?.isRequestComplete = true }
        case .endRequest(let stream):
            calls[stream]?.isRequestComplete = true
        case .resume(let stream):
            try flush(stream)
        case .abandon(let stream):
            #expect(calls[stream]?.outcome == nil)
            calls[stream]?.outcome = .cancelled
        case .fail(let stream, let status):
            #expect(status.code == .deadlineExceeded, "the model makes no mistakes")
            out.write(.status(stream: stream, status))
            calls[stream]?.outcome = .status(status.code)
        case .close(let goAway):
            if let goAway, goAway.error != .none { Issue.record("closed: \(goAway.error)") }
            isClosed = true
        }
    }
}
