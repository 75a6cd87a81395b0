import Dialing
import NIOCore
import NIOPosix
import RPC
import Synchronization

/// A SOCKS5 proxy that connects everybody to one local port, whatever was asked for.
struct SampleProxy {
    let seen: SeenRequest
    private let channel: any Channel

    var address: Address { Address(host: "127.0.0.1", port: channel.localAddress?.port ?? 0) }

    /// Listens, lets in `user` with the same password (nil lets in everybody), and answers requests with the code `reply`.
    static func start(to port: Int, user: String? = nil, reply: UInt8 = 0) async throws -> SampleProxy {
        let seen = SeenRequest()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = SampleProxyHandler(port: port, user: user, reply: reply, seen: seen)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return SampleProxy(seen: seen, channel: channel)
    }

    func stop() async {
        try? await channel.close().get()
    }
}

final class SeenRequest: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var all: [UInt8] { bytes.withLock { $0 } }

    func set(_ request: [UInt8]) {
        bytes.withLock { $0 = request }
    }
}

private final class SampleProxyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let port: Int
    private let user: String?
    private let reply: UInt8
    private let seen: SeenRequest
    private var step = 0
    private var server: (any Channel)?

    init(port: Int, user: String?, reply: UInt8, seen: SeenRequest) {
        self.port = port
        self.user = user
        self.reply = reply
        self.seen = seen
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        let bytes = Array(buffer.readableBytesView)
        switch step {
        case 0:
            step = user == nil ? 2 : 1
            let isOffered = bytes.dropFirst(2).contains(user == nil ? 0 : 2)
            write(context, [5, isOffered ? (user == nil ? 0 : 2) : 0xff])
        case 1:
            step = 2
            let name = Array((user ?? "").utf8)
            let length = UInt8(clamping: name.count)
            write(context, [1, bytes == [1, length] + name + [length] + name ? 0 : 1])
        case 2:
            step = 3
            seen.set(bytes)
            guard reply == 0 else { return write(context, [5, reply, 0, 1, 0, 0, 0, 0, 0, 0]) }
            connect(context)
        default:
            server?.writeAndFlush(buffer, promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        server?.close(promise: nil)
    }

    private func connect(_ context: ChannelHandlerContext) {
        let client = context.channel
        let isolated = ClientBootstrap(group: context.eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ForwardHandler(to: client))
                }
            }
            .connect(host: "127.0.0.1", port: port).assumeIsolated()
        isolated.whenSuccess { server in
            self.server = server
            // In two parts: the client must put them together.
            self.write(context, [5, 0, 0, 3, 4, 0x61])
            self.write(context, [0x62, 0x63, 0x64, 0, 80])
        }
    }

    private func write(_ context: ChannelHandlerContext, _ bytes: [UInt8]) {
        context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: nil)
    }
}

private final class ForwardHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let client: any Channel

    init(to client: any Channel) {
        self.client = client
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        client.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        client.close(promise: nil)
    }
}
