/// The client's pings while calls are open: numbered, one every `interval`, whatever else is sent.
///
/// Each makes the server send a frame, so that a time of `timeout` in which none has come says that it is
/// dead. A pong stands behind all that was sent before its ping, so it may be late on a slow line; a server that
/// leaves `maximumUnanswered` of them out, whatever else it sends, holds nobody longer.
struct KeepAlive: Equatable {
    enum OnTime: Equatable {
        case none
        case ping(Ping)
        /// The server answers nothing at all.
        case dead
    }

    static let maximumUnanswered: UInt64 = 30

    private let interval: UInt64
    private let timeout: UInt64
    private var lastFrame: UInt64
    private var nextPing: UInt64
    private var sent: UInt64 = 0
    private var answered: UInt64 = 0

    init(interval: UInt64, timeout: UInt64, at now: UInt64) {
        self.interval = interval
        self.timeout = timeout
        lastFrame = now
        nextPing = now.saturating(interval)
    }

    /// The first call is open.
    mutating func start(at now: UInt64) {
        lastFrame = now
        nextPing = now.saturating(interval)
    }

    /// A whole frame has come.
    mutating func receivedFrame(at now: UInt64) {
        lastFrame = now
    }

    /// Whether this is the pong of the oldest ping without one; pongs come in the order of their pings.
    mutating func receivedPong(_ pong: Ping) -> Bool {
        guard answered < sent, pong == Self.ping(answered + 1) else { return false }
        answered += 1
        return true
    }

    /// When `timePassed` answers other than `none`, at the latest.
    var due: UInt64 { min(nextPing, lastFrame.saturating(timeout)) }

    mutating func timePassed(_ now: UInt64) -> OnTime {
        guard now < lastFrame.saturating(timeout) else { return .dead }
        guard now >= nextPing else { return .none }
        guard sent - answered < Self.maximumUnanswered else { return .dead }
        nextPing = now.saturating(interval)
        sent += 1
        return .ping(Self.ping(sent))
    }

    private static func ping(_ number: UInt64) -> Ping {
        Ping(
            data: FixedBytes { target in
                target.storeBytes(of: number.bigEndian, toByteOffset: 0, as: UInt64.self)
            })
    }
}
