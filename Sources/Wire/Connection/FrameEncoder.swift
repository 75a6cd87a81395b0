/// Turns frames into bytes.
package enum FrameEncoder {
    /// The frame, whole; of a message the header only, behind which its content belongs.
    ///
    /// A status whose texts the schema cannot hold goes out with its code alone: a call must end.
    package static func encode(_ frame: Frame) -> [UInt8] {
        do throws(EncodeError) {
            return try whole(frame)
        } catch {
            guard case .status(let stream, let status) = frame else { return [] }
            let bare = Status(code: status.code, field: "", limit: status.limit, message: "")
            return encode(.status(stream: stream, bare))
        }
    }

    /// A message's header as the number that, written in big-endian order, is its bytes.
    package static func messageHeader(stream: UInt32, length: Int) -> UInt64 {
        let content = UInt64(truncatingIfNeeded: min(max(length, 0), FrameHeader.longestContent))
        return UInt64(FrameType.message.rawValue) << 56 | content << 32 | UInt64(stream)
    }

    private static func whole(_ frame: Frame) throws(EncodeError) -> [UInt8] {
        switch frame {
        case .settings(let settings): try whole(.settings, 0, settings.encoded())
        case .call(let stream, let call): try whole(.call, stream, call.encoded())
        case .message(let stream, let length): try header(.message, stream, length)
        case .end(let stream): try header(.end, stream, 0)
        case .status(let stream, let status): try whole(.status, stream, status.encoded())
        case .cancel(let stream): try header(.cancel, stream, 0)
        case .credit(let stream, let bytes): try whole(.credit, stream, Credit(bytes: bytes).encoded())
        case .ping(let ping): try whole(.ping, 0, ping.encoded())
        case .pong(let ping): try whole(.pong, 0, ping.encoded())
        case .goAway(let goAway): try whole(.goAway, 0, goAway.encoded())
        }
    }

    private static func whole(
        _ type: FrameType, _ stream: UInt32, _ content: [UInt8]
    ) throws(EncodeError) -> [UInt8] {
        try header(type, stream, content.count) + content
    }

    private static func header(_ type: FrameType, _ stream: UInt32, _ length: Int) throws(EncodeError)
        -> [UInt8]
    {
        try FrameHeader(type: type, length: UInt32(clamping: length), stream: stream).encoded()
    }
}
