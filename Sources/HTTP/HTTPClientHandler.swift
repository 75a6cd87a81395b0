import NIOCore
import NIOHTTP1
import TLS

/// The last of a client's pipeline: sends the request, collects the reply.
final class HTTPClientHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// Bytes of a reply's header fields.
    static let maximumHead = 16_384
    /// Header fields of a reply.
    static let maximumFields = 64
    /// Interim replies (1xx) before the reply.
    static let maximumInterim = 4

    private let request: HTTPRequestHead
    private let requestBody: [UInt8]
    private let maximumReply: Int
    private let reply: EventLoopPromise<HTTPReply>
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []
    private var interim = 0

    init(
        _ request: HTTPRequestHead, _ body: [UInt8], maximumReply: Int, _ reply: EventLoopPromise<HTTPReply>
    ) {
        self.request = request
        requestBody = body
        self.maximumReply = maximumReply
        self.reply = reply
    }

    /// Sends the request; the channel is connected already.
    func handlerAdded(context: ChannelHandlerContext) {
        // Under TLS it waits for the handshake there.
        context.write(wrapOutboundOut(.head(request)), promise: nil)
        if !requestBody.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: requestBody)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): receive(head)
        case .body(let bytes): receive(bytes)
        case .end: finish()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        reply.fail(HTTPError.truncated)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case TLSError.truncated: reply.fail(HTTPError.truncated)
        case let error as TLSError: reply.fail(HTTPError.tls(error))
        case HTTPParserError.headerOverflow: reply.fail(HTTPError.tooManyHeaders)
        case HTTPParserError.invalidEOFState: reply.fail(HTTPError.truncated)
        case is HTTPParserError, is NIOHTTPDecoderError: reply.fail(HTTPError.malformed)
        default: reply.fail(HTTPError.truncated)
        }
        context.close(promise: nil)
    }

    private func receive(_ head: HTTPResponseHead) {
        guard head.version == .http1_1 || head.version == .http1_0, (100...599).contains(head.status.code)
        else {
            reply.fail(HTTPError.malformed)
            return
        }
        guard head.status.code >= 200 else {
            interim += 1
            // No other protocol was asked for.
            if head.status == .switchingProtocols { reply.fail(HTTPError.malformed) }
            if interim > Self.maximumInterim { reply.fail(HTTPError.tooManyHeaders) }
            return
        }
        self.head = head
    }

    private func receive(_ bytes: ByteBuffer) {
        guard body.count + bytes.readableBytes <= maximumReply else {
            reply.fail(HTTPError.tooLong(limit: maximumReply))
            return
        }
        body.append(contentsOf: bytes.readableBytesView)
    }

    private func finish() {
        guard let head else { return }
        let contentType = head.headers["content-type"]
        let isChunked = head.headers["transfer-encoding"].last?.lowercased().hasSuffix("chunked") ?? false
        reply.succeed(
            HTTPReply(
                status: Int(head.status.code),
                contentType: contentType.count == 1 ? contentType.first : nil, body: body,
                endsWithConnection: !isChunked && head.headers["content-length"].isEmpty))
    }
}

@available(*, unavailable)
extension HTTPClientHandler: Sendable {}
