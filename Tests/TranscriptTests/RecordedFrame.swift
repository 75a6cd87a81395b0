import Testing
import Wire

/// One frame as it went over the connection, its header included.
struct RecordedFrame: Equatable {
    enum Side: String { case client, server }

    var from: Side
    var bytes: [UInt8]

    func header() throws -> FrameHeader { try FrameHeader(decoding: Array(bytes.prefix(FrameHeader.size))) }

    var content: [UInt8] { Array(bytes.dropFirst(FrameHeader.size)) }
}

/// What a frame says.
struct ReadFrame {
    var frame: RecordedFrame
    var header: FrameHeader
    /// Nil where the content is empty by its type.
    var value: (any WireMessage)?
    var isCell = false

    var from: RecordedFrame.Side { frame.from }

    /// The frame made anew from what it says.
    func encoded() throws -> [UInt8] {
        let message = try value?.encoded() ?? []
        return try header.encoded() + (isCell ? Cell.seal(message) : message)
    }

    /// Reads a connection's frames in order: a stream's call says what its messages are.
    static func all(_ frames: [RecordedFrame]) throws -> [ReadFrame] {
        var methods: [UInt32: Method] = [:]
        return try frames.map { frame in
            let header = try frame.header()
            var read = ReadFrame(frame: frame, header: header)
            if header.type == .message {
                let method = try #require(methods[header.stream])
                read.isCell = method.shape == .exchange
                let type = try message(of: method, from: frame.from)
                read.value = try type.init(decoding: read.isCell ? Cell.open(frame.content) : frame.content)
            } else {
                read.value = try content(of: header.type)?.init(decoding: frame.content)
                if let call = read.value as? Call { methods[header.stream] = Method(rawValue: call.method) }
            }
            return read
        }
    }

    private static func content(of type: FrameType) -> (any WireMessage.Type)? {
        switch type {
        case .settings: Settings.self
        case .call: Call.self
        case .status: Status.self
        case .credit: Credit.self
        case .ping, .pong: Ping.self
        case .goAway: GoAway.self
        case .message, .end, .cancel: nil
        }
    }

    /// Of the methods that the visits use.
    private static func message(
        of method: Method, from side: RecordedFrame.Side
    ) throws -> any WireMessage.Type {
        switch (method, side) {
        case (.exchange, .client): ExchangeRequest.self
        case (.exchange, .server): ExchangeReply.self
        case (.authenticate, .client): Authentication.self
        case (.authenticate, .server): Authenticated.self
        case (.openings, .client): OpeningsRequest.self
        case (.openings, .server): OpenedEntry.self
        case (.envelope, .client): EnvelopeRequest.self
        case (.envelope, .server): EnvelopeChunk.self
        case (.staged, .client): StagedRequest.self
        case (.ask, .client): Question.self
        case (.startUpload, .client): UploadStart.self
        case (.startUpload, .server): UploadOffset.self
        case (.upload, .client): UploadChunk.self
        case (.attest, .client): Attested.self
        case (.attest, .server): AttestedReply.self
        case (.act, .client): ActRequest.self
        case (.cosign, .client): Cosigned.self
        case (.cosign, .server): CosignedReply.self
        case (.staged, .server), (.ask, .server), (.act, .server), (.upload, .server): Promised.self
        default: throw Unexpected()
        }
    }
}
