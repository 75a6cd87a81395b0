import NIOCore
import NIOPosix
import Synchronization
package import TLS
import Wire

/// A server on a TCP port: TLS 1.3, then calls.
///
/// It keeps and logs no address. Beyond `maximumConnections` a connection is accepted and closed at once, which costs
/// neither side a wait.
package final class Listener: Sendable {
    private let channel: any Channel
    private let gauges: Gauges
    private let children: Children

    private init(_ channel: any Channel, _ gauges: Gauges, _ children: Children) {
        self.channel = channel
        self.gauges = gauges
        self.children = children
    }

    /// Listens, and serves every connection until `drain`.
    ///
    /// - Parameters:
    ///   - identity: the key that clients know by its SPKI hash, and its certificate.
    ///   - options: where it listens, its delay and its limits.
    ///   - services: makes the services of a connection when its handshake is done.
    /// - Returns: the listener, which takes connections already.
    /// - Throws: `TLSError` for the identity, `IOError` where the address cannot be listened on.
    package static func bind(
        identity: TLSIdentity, options: ListenerOptions, services: @escaping @Sendable (Peer) -> Services
    ) async throws -> Listener {
        let context = try TLSContext(server: identity)
        let (gauges, children) = (Gauges(), Children())
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            // A channel keeps the buffer of its largest read for the next one: 64 KiB each, if it may.
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 1_024, initial: 2_048, maximum: 16_384)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard gauges.connectionStarted(limit: options.maximumConnections) else {
                        throw ListenerFull()
                    }
                    channel.closeFuture.whenComplete { _ in gauges.connectionEnded() }
                    let tls = TLSHandler(
                        engine: try TLSEngine(context: context),
                        handshakeTimeout: options.handshakeTimeout.amount)
                    let role = ServerRole(
                        options, eventLoop: channel.eventLoop, gauges: gauges, services: services)
                    let handler = ConnectionHandler(
                        role, limits: options.limits, tls: tls, plainKeys: ConnectionKeys(exporter: []))
                    try channel.pipeline.syncOperations.addHandlers([tls, handler])
                    children.insert(channel, role.mailbox)
                }
            }
            .bind(host: options.host, port: options.port).get()
        return Listener(channel, gauges, children)
    }

    /// The port that was taken.
    package var port: Int { channel.localAddress?.port ?? 0 }

    /// Connections that are open now.
    package var connections: Int { gauges.connections }

    /// Tasks of services that run now.
    package var runningCalls: Int { gauges.calls }

    /// Takes no more connections and calls, gives those that run `time`, and returns when all is closed.
    package func drain(within time: Duration) async {
        try? await channel.close().get()
        await children.drain(within: time)
    }
}

private struct ListenerFull: Error {}

/// The open connections of a listener, which all drain with it.
private final class Children: Sendable {
    private struct State {
        var open: [ObjectIdentifier: (channel: any Channel, mailbox: Mailbox<ServerCommand>)] = [:]
        var time: UInt64?
    }

    /// How long the last frames have to be read, behind the time that calls have.
    private static let grace = Duration.seconds(4)

    private let state = Mutex(State())

    func insert(_ channel: any Channel, _ mailbox: Mailbox<ServerCommand>) {
        let id = ObjectIdentifier(channel)
        let time = state.withLock { state in
            state.open[id] = (channel, mailbox)
            return state.time
        }
        channel.closeFuture.whenComplete { _ in self.state.withLock { $0.open[id] = nil } }
        if let time { mailbox.post(.drain(within: time)) }
    }

    func drain(within time: Duration) async {
        let open = state.withLock { state in
            state.time = time.milliseconds
            return state.open.values.map { $0 }
        }
        for (_, mailbox) in open { mailbox.post(.drain(within: time.milliseconds)) }
        let channels = open.map(\.channel)
        await withTaskGroup { group in
            group.addTask {
                for channel in channels { try? await channel.closeFuture.get() }
            }
            group.addTask {
                guard (try? await Task.sleep(for: time + Self.grace)) != nil else { return }
                for channel in channels { channel.close(promise: nil) }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
