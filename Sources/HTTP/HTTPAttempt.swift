import Dialing
import NIOCore
import NIOHTTP1
import NIOPosix
import TLS

/// One request of a client, on a connection of its own.
struct HTTPAttempt: Sendable {
    let url: HTTPURL
    let proxy: Proxy?
    let context: TLSContext?
    let request: HTTPRequestHead
    let body: [UInt8]
    let maximumReply: Int

    func run(timeout: Duration) async throws(HTTPError) -> HTTPReply {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let reply = eventLoop.makePromise(of: HTTPReply.self)
        // Whatever comes first counts.
        let timer = eventLoop.scheduleTask(in: TimeAmount(timeout)) { reply.fail(HTTPError.timeout) }
        defer { timer.cancel() }
        connect(on: eventLoop, timeout: timeout, reply)
        do {
            return try await withTaskCancellationHandler {
                try await reply.futureResult.get()
            } onCancel: {
                reply.fail(HTTPError.cancelled)
            }
        } catch let error as HTTPError {
            throw error
        } catch {
            throw .unreachable
        }
    }

    private func connect(on eventLoop: any EventLoop, timeout: Duration, _ reply: EventLoopPromise<HTTPReply>)
    {
        let address = Address(host: url.host, port: url.port)
        Dialer(proxy: proxy, timeout: TimeAmount(timeout))
            .connect(to: address, on: eventLoop, for: reply.futureResult)
            .whenComplete { result in
                switch result {
                case .success(let channel):
                    reply.futureResult.whenComplete { _ in channel.close(promise: nil) }
                    do { try prepare(channel, reply) } catch { reply.fail(error) }
                case .failure(DialError.proxy(let code)): reply.fail(HTTPError.proxy(reply: code))
                case .failure: reply.fail(HTTPError.unreachable)
                }
            }
    }

    /// The request goes when the last handler is there, under TLS if that is asked for.
    private func prepare(_ channel: any Channel, _ reply: EventLoopPromise<HTTPReply>) throws {
        let pipeline = channel.pipeline.syncOperations
        if let context {
            try pipeline.addHandler(TLSHandler(engine: try TLSEngine(context: context, serverName: url.host)))
        }
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = HTTPClientHandler.maximumHead
        limits.maxHeaderListSize = HTTPClientHandler.maximumHead
        limits.maxHeaderFieldCount = HTTPClientHandler.maximumFields
        let decoder = HTTPResponseDecoder(
            leftOverBytesStrategy: .dropBytes, informationalResponseStrategy: .forward,
            limitConfiguration: limits)
        try pipeline.addHandlers([
            HTTPReplyMeter(maximumReply: maximumReply, reply),
            HTTPRequestEncoder(), ByteToMessageHandler(decoder),
            HTTPClientHandler(request, body, maximumReply: maximumReply, reply),
        ])
    }
}

/// Bounds the bytes before the parser: what no body holds (chunk lines, interim replies, headers) counts too.
final class HTTPReplyMeter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let maximumReply: Int
    private let reply: EventLoopPromise<HTTPReply>
    private var left: Int

    init(maximumReply: Int, _ reply: EventLoopPromise<HTTPReply>) {
        self.maximumReply = maximumReply
        self.reply = reply
        left = 2 * maximumReply + 4 * HTTPClientHandler.maximumHead
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        left -= unwrapInboundIn(data).readableBytes
        guard left >= 0 else {
            reply.fail(HTTPError.tooLong(limit: maximumReply))
            return
        }
        context.fireChannelRead(data)
    }
}

@available(*, unavailable)
extension HTTPReplyMeter: Sendable {}
