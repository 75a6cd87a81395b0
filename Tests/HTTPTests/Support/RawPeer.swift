import NIOCore
import NIOPosix

/// A TCP connection that says what it likes, byte by byte.
final class RawPeer: Sendable {
    private let channel: any Channel
    /// All that came until the other side ended.
    private let received: EventLoopFuture<[UInt8]>

    static func connect(_ port: Int, reads: Bool = true) async throws -> RawPeer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: false)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RawCollector(promise))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawPeer(channel, promise.futureResult)
    }

    private init(_ channel: any Channel, _ received: EventLoopFuture<[UInt8]>) {
        self.channel = channel
        self.received = received
    }

    func write(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text)).get()
    }

    /// The peer may have gone.
    func push(_ text: String) { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }

    func end() async throws { try await channel.close(mode: .output).get() }

    /// What came until the end.
    func all() async throws -> String { String(decoding: try await received.get(), as: UTF8.self) }

    func close() { channel.close(promise: nil) }

    var isOpen: Bool { channel.isActive }
}

private final class RawCollector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<[UInt8]>
    private var bytes: [UInt8] = []

    init(_ promise: EventLoopPromise<[UInt8]>) { self.promise = promise }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelInactive(context: ChannelHandlerContext) { promise.succeed(bytes) }
}

/// A server that answers whatever is asked with a script.
final class RawServer: Sendable {
    private let channel: any Channel
    let port: Int

    /// Listens; `script` runs for each connection once something was received.
    init(_ script: @escaping @Sendable (any Channel) async throws -> Void) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RawScript(script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func stop() async throws { try await channel.close().get() }
}

private final class RawScript: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let script: @Sendable (any Channel) async throws -> Void
    private var isRunning = false

    init(_ script: @escaping @Sendable (any Channel) async throws -> Void) { self.script = script }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRunning else { return }
        isRunning = true
        let (channel, script) = (context.channel, script)
        Task { try? await script(channel) }
    }
}

extension Channel {
    func say(_ text: String) async throws { try await writeAndFlush(ByteBuffer(string: text)).get() }
}
