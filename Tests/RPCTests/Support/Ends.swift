import NIOCore
import NIOEmbedded
@testable import RPC
import Wire

/// One end of a connection in a channel whose other side, and clock, is the test.
protocol End {
    var channel: EmbeddedChannel { get }
    var collector: FrameCollector { get }
}

extension End {
    func receive(_ frames: [Frame]) {
        receive(bytes: frames.flatMap { FrameEncoder.encode($0) })
    }

    func receive(bytes: [UInt8]) {
        channel.pipeline.fireChannelRead(ByteBuffer(bytes: bytes))
        channel.embeddedEventLoop.run()
    }

    func pass(_ time: TimeAmount) {
        channel.embeddedEventLoop.advanceTime(by: time)
        channel.embeddedEventLoop.run()
    }

    /// What was written since the last time.
    func frames() throws -> [Frame] {
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { collector.append(bytes) }
        defer { collector.removeAll() }
        return collector.all
    }
}

struct ServerEnd: End {
    let channel = EmbeddedChannel()
    let collector = FrameCollector()
    private let box = PeerBox()

    var peer: Peer? { box.peer }

    init() throws {
        let box = box
        let options = ListenerOptions()
        let role = ServerRole(options, eventLoop: channel.eventLoop, gauges: Gauges()) { peer in
            box.peer = peer
            return SampleServices(peer).all
        }
        let handler = ConnectionHandler(
            role, limits: options.limits, tls: nil, plainKeys: ConnectionKeys(exporter: []))
        try channel.pipeline.syncOperations.addHandler(handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }
}

struct ClientEnd: End {
    let channel = EmbeddedChannel()
    let collector = FrameCollector()
    let mailbox: Mailbox<ClientCommand>

    init() throws {
        mailbox = try addClient(to: channel)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }
}

/// The same for a test that waits: what tasks hand over comes from their threads, and an embedded channel is one thread's.
struct AsyncClientEnd {
    let channel = NIOAsyncTestingChannel()
    let mailbox: Mailbox<ClientCommand>

    init() async throws {
        mailbox = try await channel.testingEventLoop.executeInContext { [channel] in
            try addClient(to: channel)
        }
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
    }

    func receive(_ frames: [Frame]) async throws {
        try await channel.writeInbound(ByteBuffer(bytes: frames.flatMap { FrameEncoder.encode($0) }))
    }

    func pass(_ time: TimeAmount) async { await channel.testingEventLoop.advanceTime(by: time) }

    /// What was written since the last time.
    func frames() async throws -> [Frame] {
        await channel.testingEventLoop.run()
        let collector = FrameCollector()
        while let bytes = try await channel.readOutbound(as: ByteBuffer.self) { collector.append(bytes) }
        return collector.all
    }
}

/// Makes a channel a client's, on its event loop; what hands it commands.
private func addClient(to channel: any Channel) throws -> Mailbox<ClientCommand> {
    let ready = channel.eventLoop.makePromise(of: ConnectionKeys.self)
    let role = ClientRole(ConnectionLimits(), eventLoop: channel.eventLoop, ready: ready)
    let handler = ConnectionHandler(
        role, limits: ConnectionLimits(), tls: nil, plainKeys: ConnectionKeys(exporter: []))
    try channel.pipeline.syncOperations.addHandler(handler)
    return role.mailbox
}
