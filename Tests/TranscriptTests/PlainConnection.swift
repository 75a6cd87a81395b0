import Glibc
import NIOCore
import NIOPosix
import Synchronization
import Wire

@testable import RPC

/// A real client at a real server, with a given exporter and without TLS, which writes down every frame.
///
/// Frames stand in the order in which they were whole at the client; the two settings, which need not wait for
/// one another, at the beginning.
func record(
    exporter: Hash, services: @escaping @Sendable (Peer) -> Services,
    visit: (Connection) async throws -> Void
) async throws -> [RecordedFrame] {
    let (server, client) = try socketPair()
    try await serve(server, exporter: exporter, services: services)
    let tap = Tap()
    let connection = try await connect(client, exporter: exporter, tap: tap)
    do {
        try await visit(connection)
    } catch {
        await connection.close()
        throw error
    }
    await connection.close()
    let frames = tap.frames
    let isSettings = { (frame: RecordedFrame) in frame.bytes.first == FrameType.settings.rawValue }
    return frames.filter(isSettings).sorted { $0.from.rawValue < $1.from.rawValue }
        + frames.filter { !isSettings($0) }
}

/// Sends a client's frames again, each when the server has answered as much as it did before; what it answers.
func replay(
    _ frames: [RecordedFrame], exporter: Hash, services: @escaping @Sendable (Peer) -> Services
) async throws -> [UInt8] {
    let (server, client) = try socketPair()
    try await serve(server, exporter: exporter, services: services)
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .withConnectedSocket(client) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                    wrappingChannelSynchronously: channel,
                    configuration: .init(isOutboundHalfClosureEnabled: true))
            }
        }
    return try await channel.executeThenClose { inbound, outbound in
        var buffers = inbound.makeAsyncIterator()
        var (answered, expected): ([UInt8], Int) = ([], 0)
        for frame in frames {
            switch frame.from {
            case .client: try await outbound.write(ByteBuffer(bytes: frame.bytes))
            case .server: expected += frame.bytes.count
            }
            while answered.count < expected, let buffer = try await buffers.next() {
                answered += buffer.readableBytesView
            }
        }
        outbound.finish()
        while let buffer = try await buffers.next() { answered += buffer.readableBytesView }
        return answered
    }
}

private func serve(
    _ socket: CInt, exporter: Hash, services: @escaping @Sendable (Peer) -> Services
) async throws {
    let options = ListenerOptions()
    _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let role = ServerRole(
                    options, eventLoop: channel.eventLoop, gauges: Gauges(), services: services)
                try channel.pipeline.syncOperations.addHandler(plainHandler(role, exporter))
            }
        }
        .withConnectedSocket(socket).get()
}

private func connect(_ socket: CInt, exporter: Hash, tap: Tap) async throws -> Connection {
    let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
    let ready = eventLoop.makePromise(of: ConnectionKeys.self)
    let mailbox = eventLoop.makePromise(of: Mailbox<ClientCommand>.self)
    let channel = try await ClientBootstrap(group: eventLoop)
        .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let role = ClientRole(ConnectionLimits(), eventLoop: eventLoop, ready: ready)
                mailbox.succeed(role.mailbox)
                try channel.pipeline.syncOperations.addHandler(TapHandler(tap))
                try channel.pipeline.syncOperations.addHandler(plainHandler(role, exporter))
            }
        }
        .withConnectedSocket(socket).get()
    return Connection(channel, try await mailbox.futureResult.get(), try await ready.futureResult.get())
}

private func plainHandler<Role: ConnectionRole>(_ role: Role, _ exporter: Hash) -> ConnectionHandler<Role> {
    ConnectionHandler(
        role, limits: ConnectionLimits(), tls: nil, plainKeys: ConnectionKeys(exporter: exporter.bytes))
}

private func socketPair() throws -> (CInt, CInt) {
    var ends: [CInt] = [-1, -1]
    guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
        throw IOError(errnoCode: errno, reason: "socketpair")
    }
    return (ends[0], ends[1])
}

/// What went by, each way cut into frames.
private final class Tap: Sendable {
    private let state = Mutex((frames: [RecordedFrame](), rest: [RecordedFrame.Side: [UInt8]]()))

    var frames: [RecordedFrame] { state.withLock { $0.frames } }

    func saw(_ bytes: ByteBufferView, from side: RecordedFrame.Side) {
        state.withLock { state in
            var rest = state.rest[side, default: []] + bytes
            while rest.count >= 8 {
                let size = 8 + rest[1..<4].reduce(0) { $0 << 8 | Int($1) }
                guard rest.count >= size else { break }
                state.frames.append(RecordedFrame(from: side, bytes: Array(rest.prefix(size))))
                rest.removeFirst(size)
            }
            state.rest[side] = rest
        }
    }
}

/// Between a client's role and its socket.
private final class TapHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private let tap: Tap

    init(_ tap: Tap) { self.tap = tap }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        tap.saw(unwrapInboundIn(data).readableBytesView, from: .server)
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        tap.saw(unwrapOutboundIn(data).readableBytesView, from: .client)
        context.write(data, promise: promise)
    }
}

@available(*, unavailable)
extension TapHandler: Sendable {}
