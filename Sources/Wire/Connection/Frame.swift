/// One frame: what a header and its content say.
///
/// The bytes of a message are in none of these types. Whoever holds the connection's bytes keeps them, and
/// the machines reason about their number only.
package enum Frame: Equatable, Sendable {
    case settings(Settings)
    case call(stream: UInt32, Call)
    /// `length` bytes of content.
    case message(stream: UInt32, length: Int)
    case end(stream: UInt32)
    case status(stream: UInt32, Status)
    case cancel(stream: UInt32)
    case credit(stream: UInt32, bytes: UInt32)
    case ping(Ping)
    case pong(Ping)
    case goAway(GoAway)
}

extension FrameHeader {
    /// Bytes of every header.
    package static var size: Int { maximumSize }

    /// The longest content that 24 bits can announce.
    package static var longestContent: Int { 0xff_ffff }
}

extension FrameType {
    /// Whether stream 0, the connection, is the only one for this type; the others are never on it.
    var isOfConnection: Bool {
        switch self {
        case .settings, .ping, .pong, .goAway: true
        case .call, .message, .end, .status, .cancel, .credit: false
        }
    }

    /// The longest content of a frame of this type where messages have at most `message` bytes.
    func longestContent(message: Int) -> Int {
        switch self {
        case .settings: Settings.maximumSize
        case .call: Call.maximumSize
        case .message: message
        case .end, .cancel: 0
        case .status: Status.maximumSize
        case .credit: Credit.maximumSize
        case .ping, .pong: Ping.maximumSize
        case .goAway: GoAway.maximumSize
        }
    }
}
