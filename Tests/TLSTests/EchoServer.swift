import NIOCore
import NIOPosix
import Synchronization

@testable import TLS

final class SharedList<Element: Sendable>: Sendable {
    private let list = Mutex<[Element]>([])

    var values: [Element] { list.withLock { $0 } }

    func append(_ element: Element) {
        list.withLock { $0.append(element) }
    }
}

/// Echoes at once, or all of it after the client's end; keeps what went wrong.
final class EchoServer: Sendable {
    let errors = SharedList<TLSError>()
    let exports = SharedList<[UInt8]>()
    private let listener: any Channel
    let address: SocketAddress

    init(answersAfterEnd: Bool = false) async throws {
        let context = try TLSContext(server: sharedIdentity)
        let (errors, exports) = (errors, exports)
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let engine = try TLSEngine(context: context)
                    let tls = TLSHandler(engine: engine, handshakeTimeout: .seconds(10))
                    let echo = EchoHandler(errors: errors, exports: exports, answersAfterEnd: answersAfterEnd)
                    try channel.pipeline.syncOperations.addHandlers([tls, echo])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        guard let address = listener.localAddress else {
            throw ChannelError.unknownLocalAddress
        }
        self.address = address
    }

    /// A client and the first `bytes` bytes that it receives.
    func connect(
        _ verification: TLSPeerVerification, bytes: Int, autoRead: Bool = true
    ) async throws -> (any Channel, EventLoopFuture<[UInt8]>) {
        let context = try TLSContext(client: verification)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let received = loop.makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: loop)
            .channelOption(.autoRead, value: autoRead)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let tls = TLSHandler(engine: try TLSEngine(context: context))
                    let collector = Collector(received, bytes: bytes, readsOnDemand: !autoRead)
                    try channel.pipeline.syncOperations.addHandlers([tls, collector])
                }
            }
            .connect(to: address).get()
        return (channel, received.futureResult)
    }

    func waitForErrors(_ count: Int) async throws {
        while errors.values.count < count {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    func stop() async throws {
        try await listener.close()
    }
}

private final class EchoHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let errors: SharedList<TLSError>
    private let exports: SharedList<[UInt8]>
    private let answersAfterEnd: Bool
    private var kept = ByteBuffer()

    init(errors: SharedList<TLSError>, exports: SharedList<[UInt8]>, answersAfterEnd: Bool) {
        self.errors = errors
        self.exports = exports
        self.answersAfterEnd = answersAfterEnd
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if answersAfterEnd {
            kept.writeImmutableBuffer(unwrapInboundIn(data))
        } else {
            context.write(data, promise: nil)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is TLSHandshakeCompleted {
            let handler = try? context.pipeline.syncOperations.handler(type: TLSHandler.self)
            if let material = try? handler?.exporter(label: "kentongan test", context: [1], length: 32) {
                exports.append(material)
            }
        } else if case .inputClosed? = event as? ChannelEvent {
            if answersAfterEnd {
                context.writeAndFlush(wrapOutboundOut(kept), promise: nil)
                context.close(mode: .output, promise: nil)
            } else {
                context.close(promise: nil)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? TLSError {
            errors.append(error)
        }
    }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<[UInt8]>
    private let bytes: Int
    private let readsOnDemand: Bool
    private var received = ByteBuffer()

    init(_ promise: EventLoopPromise<[UInt8]>, bytes: Int, readsOnDemand: Bool) {
        self.promise = promise
        self.bytes = bytes
        self.readsOnDemand = readsOnDemand
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.writeImmutableBuffer(unwrapInboundIn(data))
        if received.readableBytes >= bytes {
            promise.succeed([UInt8](received.readableBytesView))
        } else if readsOnDemand {
            context.read()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is TLSHandshakeCompleted, readsOnDemand {
            context.read()
        } else if case .inputClosed? = event as? ChannelEvent {
            context.close(mode: .output, promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(ChannelError.eof)
    }
}
