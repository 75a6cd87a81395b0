/// What both ends of a connection do alike: settings, messages, credit, pings, and the limits of the peer's conduct.
///
/// The role's machine decides about everything else.
///
/// Frames for a stream that is over are a legal race, and dropped: our end may have crossed them. What may be
/// under way then is known: the credit that was left to the peer, and a little for frames without content.
/// The sum over all such streams is `late`; a peer that sends more cannot have been unaware, and that ends
/// the connection. Credit has a measure of its own: who reads gives back, so that what we send earns the peer
/// credit frames, also for streams that are over meanwhile; those beyond cost of the `Budget`.
struct Link: ~Copyable {
    /// For what a peer sends without credit while our end of a stream is on its way: `end`, `cancel`,
    /// `status`.
    private static let lateControl = 1_024
    /// Bytes of a message that earn the peer one more credit frame.
    private static let creditStep = 1_024

    let side: Side
    let limits: ConnectionLimits
    let own: Settings
    /// The peer's settings; nil until they come.
    private(set) var peer: Settings?
    var streams = StreamTable()
    /// The highest stream that a call has been sent on.
    var highest: UInt32 = 0
    private var late = 0
    /// Credit frames that the peer may still send at no cost.
    private var earned = 0
    private var budget: Budget

    init(_ side: Side, _ limits: ConnectionLimits, at now: UInt64) {
        self.side = side
        self.limits = limits
        own = limits.settings
        budget = Budget(limits.load, perSecond: limits.loadPerSecond, at: now)
    }

    /// What the peer accepts, or has to, before its settings have come.
    var accepted: Settings { peer ?? .floor }

    mutating func open(_ id: UInt32, _ shape: MethodShape, deadline: UInt32, at now: UInt64) {
        let flow = Stream.Flow(
            sending: SendWindow(accepted.initialCredit), receiving: ReceiveWindow(own.initialCredit))
        streams.append(
            Stream(
                id: id, call: CallState(shape),
                deadline: deadline == 0 ? .max : now.saturating(UInt64(deadline)),
                flow: shape == .exchange ? nil : flow))
    }

    // MARK: From the peer

    mutating func received(_ settings: Settings) throws(ProtocolError) {
        guard peer == nil else { throw ProtocolError(.settings, "second settings") }
        try settings.check(from: side.other)
        let more = Int(settings.initialCredit) - Int(accepted.initialCredit)
        peer = settings
        for index in streams.indices where streams[index].flow?.sending.raise(by: more) == false {
            throw ProtocolError(.credit, "credit above \(SendWindow.limit)")
        }
    }

    /// Whether the message is its side's last; nil where its stream is over.
    mutating func receivedMessage(_ id: UInt32, _ length: Int) throws(ProtocolError) -> Bool? {
        let size = FrameHeader.size + length
        guard let index = try find(id, size: size) else { return nil }
        guard streams[index].flow?.receiving.receive(size) != false else {
            throw ProtocolError(.credit, "message of \(length) bytes beyond the stream's credit")
        }
        do throws(Violation) {
            return try streams[index].call.message(from: side.other, length: length)
        } catch {
            throw streamError(id, error)
        }
    }

    /// Whether a message that waited may be sent now.
    mutating func receivedCredit(
        _ id: UInt32, _ bytes: UInt32, at now: UInt64
    ) throws(ProtocolError) -> Bool {
        if earned > 0 { earned -= 1 } else { try spend(at: now) }
        guard let index = try find(id, size: 0) else { return false }
        guard var flow = streams[index].flow else {
            throw ProtocolError(.credit, "credit on an exchange")
        }
        guard flow.sending.grant(bytes) else {
            throw ProtocolError(.credit, "credit of \(bytes) bytes, limit 1 to \(SendWindow.limit) in all")
        }
        flow.isGranted = true
        defer { streams[index].flow = flow }
        guard flow.waiting > 0, flow.waiting <= flow.sending.available else { return false }
        flow.waiting = 0
        return true
    }

    /// The stream's index; nil where it is over and a frame of `size` bytes may still have been under way.
    mutating func find(_ id: UInt32, size: Int) throws(ProtocolError) -> Int? {
        if let index = streams.index(of: id) { return index }
        guard id <= highest else { throw ProtocolError(.stream, "stream \(id) was never opened") }
        guard size <= late else { throw ProtocolError(.stream, "stream \(id) was over long before") }
        late -= size
        return nil
    }

    /// Takes one of the budget of what a peer causes in vain.
    mutating func spend(at now: UInt64) throws(ProtocolError) {
        guard budget.spend(at: now) else {
            throw ProtocolError(.excessiveLoad, "too many pings, credits or vain calls")
        }
    }

    func streamError(_ id: UInt32, _ violation: Violation) -> ProtocolError {
        ProtocolError(stream: id, side == .server ? .invalidArgument : .internal, violation.rawValue)
    }

    // MARK: From the application

    mutating func send(_ id: UInt32, _ length: Int) throws(ProtocolError) -> OnSend {
        guard let index = streams.index(of: id) else { return .closed }
        let limit = min(Int(accepted.maximumFrame), FrameHeader.longestContent)
        guard (0...limit).contains(length) else {
            throw ProtocolError(stream: id, .internal, "message of \(length) bytes, limit \(limit)")
        }
        var call = streams[index].call
        let isLast: Bool
        do throws(Violation) {
            isLast = try call.message(from: side, length: length)
        } catch {
            throw ProtocolError(stream: id, .internal, error.rawValue)
        }
        let size = FrameHeader.size + length
        guard streams[index].flow?.sending.spend(size) != false else {
            streams[index].flow?.waiting = size
            return .wait
        }
        streams[index].flow?.sent(size)
        earned = min(earned + 1 + size / Self.creditStep, SendWindow.limit)
        if isLast, side == .server { close(index) } else { streams[index].call = call }
        return .write(isLast: isLast)
    }

    mutating func consumed(_ id: UInt32, _ length: Int) -> Frame? {
        guard let index = streams.index(of: id), streams[index].call.isOpen(side.other),
            let bytes = streams[index].flow?.receiving.consume(FrameHeader.size + length)
        else { return nil }
        return .credit(stream: id, bytes: bytes)
    }

    // MARK: The end of a stream

    /// The peer ended the stream, or both did: nothing more of it is to come.
    mutating func forget(_ index: Int) {
        streams.remove(at: index)
    }

    /// We end the stream, while its state still says what the peer may send until it knows: that comes late.
    mutating func close(_ index: Int) {
        let stream = streams.remove(at: index)
        guard stream.call.isOpen(side.other) else { return expectLate(0) }
        expectLate(stream.flow?.receiving.available ?? Cell.size)
    }

    /// We end every stream above `id`.
    mutating func close(above id: UInt32) {
        for index in streams.indices.reversed() where streams[index].id > id { close(index) }
    }

    /// We did not take the stream up: all that is sent on it comes late.
    mutating func refuse() {
        expectLate(Int(own.initialCredit))
    }

    private mutating func expectLate(_ bytes: Int) {
        late = min(late + bytes + Self.lateControl, SendWindow.limit)
    }
}

extension UInt64 {
    /// The sum, or the largest number where it overflows.
    func saturating(_ milliseconds: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(milliseconds)
        return overflow ? .max : sum
    }
}
