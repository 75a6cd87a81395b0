import Dialing
import NIOCore
import NIOPosix
import RPC
import TLS
import TestSupport
import Wire

/// A client that speaks TLS and then sends whatever bytes a test wants.
struct RawClient {
    let channel: any Channel
    private let frames: FrameCollector

    /// Connects; `reads` says whether it takes anything from the socket after the handshake.
    static func connect(_ address: Address, reads: Bool = true) async throws -> RawClient {
        let context = try TLSContext(client: .unverified)
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let done = eventLoop.makePromise(of: Void.self)
        let frames = FrameCollector()
        let channel = try await ClientBootstrap(group: eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let tls = TLSHandler(engine: try TLSEngine(context: context))
                    let handler = RawHandler(done: done, frames: frames, reads: reads)
                    try channel.pipeline.syncOperations.addHandlers([tls, handler])
                }
            }
            .connect(host: address.host, port: address.port).get()
        try await done.futureResult.get()
        return RawClient(channel: channel, frames: frames)
    }

    /// Whether the server has not closed.
    var isActive: Bool { channel.isActive }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    func send(_ frames: [Frame]) async throws {
        try await send(frames.flatMap { FrameEncoder.encode($0) })
    }

    /// All frames until the server has closed.
    func framesUntilEnd() async throws -> [Frame] {
        try? await channel.closeFuture.get()
        return frames.all
    }

    func frames(count: Int) async throws -> [Frame] {
        _ = try await eventually { frames.all.count >= count }
        return frames.all
    }

    /// Frames that have come.
    var received: [Frame] { frames.all }

    func close() async throws {
        try? await channel.close().get()
    }
}

private final class RawHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let done: EventLoopPromise<Void>
    private let frames: FrameCollector
    private let reads: Bool
    private var isDone = false

    init(done: EventLoopPromise<Void>, frames: FrameCollector, reads: Bool) {
        self.done = done
        self.frames = frames
        self.reads = reads
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is TLSHandshakeCompleted {
            isDone = true
            done.succeed()
        }
        if case .inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done.fail(error)
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        frames.append(unwrapInboundIn(data))
    }

    func read(context: ChannelHandlerContext) {
        if reads || !isDone { context.read() }
    }
}
