/// What one end accepts and how long it waits, in milliseconds.
package struct ConnectionLimits: Equatable, Sendable {
    /// Bytes of the longest message's content, not below the floor and no more than a header can say.
    package var longestMessage = Int(Settings.floor.maximumFrame)
    /// Bytes of message frames, headers included, that a peer may have sent on a stream and we not yet consumed.
    ///
    /// Not below the floor, nor below two of the longest messages.
    package var window = Int(Settings.floor.initialCredit)
    /// Streams open at once, not below the floor.
    package var streams = Int(Settings.floor.maximumStreams)

    /// Server: from one whole frame to the next; a part of a frame is none.
    package var idle: UInt64 = 20_000
    /// Server: a visit, unless its limit is lifted.
    package var visit: UInt64 = 600_000
    /// Client: from one ping to the next while it waits for a call.
    package var pingInterval: UInt64 = 10_000
    /// Client: for a ping's pong, if no other frame comes either.
    package var pongTimeout: UInt64 = 30_000
    /// Client: pings that it sends while somebody waits for a call's one reply, or for a cell.
    ///
    /// Behind this many the call is over, whatever the server has sent meanwhile: less than a minute after the wait began.
    package var pingsWithoutAnswer = 4
    /// Client: pongs that may come while somebody waits for a stream's next message, or to send one.
    ///
    /// A pong says that the server has everything that was sent before; behind this many, its call is over.
    package var pongsWithoutAnswer = 6
    /// What a peer causes in vain (pings, credit that nothing earned, calls that are not ended by ok): this much at once.
    package var load = 200
    /// How much more of it a second.
    package var loadPerSecond = 20

    /// The limits of the protocol's text (Protocol/README.md section 3).
    package init() {}

    /// The settings that tell the peer these limits, in the first frame.
    package var settings: Settings {
        let floor = Settings.floor
        let frame = min(
            max(UInt32(clamping: longestMessage), floor.maximumFrame), UInt32(FrameHeader.longestContent))
        let credit = max(UInt32(clamping: window), floor.initialCredit, 2 * frame)
        return Settings(
            maximumFrame: frame,
            initialCredit: min(credit, UInt32(SendWindow.limit)),
            maximumStreams: max(UInt16(clamping: streams), floor.maximumStreams),
        )
    }
}

extension Settings {
    /// What every peer accepts, so that a client can send calls right behind its own settings.
    package static let floor = Settings(maximumFrame: 131_072, initialCredit: 262_144, maximumStreams: 64)

    /// Refuses settings below the floor, and those under which a sender could wait for ever: a receiver gives
    /// credit back at the latest with a quarter of the window consumed, so two messages must fit into it.
    func check(from sender: Side) throws(ProtocolError) {
        guard maximumFrame >= Self.floor.maximumFrame else {
            throw ProtocolError(
                .settings, "maximum_frame \(maximumFrame), floor \(Self.floor.maximumFrame)")
        }
        let frame = min(maximumFrame, UInt32(FrameHeader.longestContent))
        guard initialCredit >= max(Self.floor.initialCredit, 2 * frame), initialCredit <= SendWindow.limit
        else {
            throw ProtocolError(
                .settings, "initial_credit \(initialCredit), floor \(Self.floor.initialCredit) and two frames"
            )
        }
        guard sender == .client || maximumStreams >= Self.floor.maximumStreams else {
            throw ProtocolError(
                .settings, "maximum_streams \(maximumStreams), floor \(Self.floor.maximumStreams)")
        }
    }
}
