/// One frame: what its header and content say (Protocol/README.md section 3).
///
/// The bytes of a message are in none of these types. Whoever holds the connection's bytes keeps them, and
/// the machines reason about their number only.
package enum Frame: Equatable, Sendable {
    /// What the sender accepts.
    case settings(Settings)
    /// Opens a stream.
    case call(stream: UInt32, Call)
    /// A message with `length` bytes of content.
    case message(stream: UInt32, length: Int)
    /// The client sends no more messages on the stream.
    case end(stream: UInt32)
    /// Ends the stream, from the server.
    case status(stream: UInt32, Status)
    /// Ends the stream, from the client.
    case cancel(stream: UInt32)
    /// Lets the peer send so many more bytes on the stream.
    case credit(stream: UInt32, bytes: UInt32)
    /// Asks for a pong.
    case ping(Ping)
    /// Answers a ping, with its data.
    case pong(Ping)
    /// Ends the connection.
    case goAway(GoAway)
}

extension FrameHeader {
    /// Bytes of every header.
    package static var size: Int { maximumSize }

    /// Bytes of the longest content that the header's 24 bits can announce.
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
