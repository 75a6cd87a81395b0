import Dialing
import NIOCore
import NIOPosix
import Synchronization
package import TLS
import Wire

/// A server on a TCP port: TLS 1.3, then calls.
///
/// It keeps and logs no address. At a second place it takes connections from Tor, each of which begins with a line on its
/// circuit (`CircuitLine`): that is counted, and no more. With `maximumConnections` open, one of them makes room for a new one (`ConnectionRoom`), or
/// the new one is closed at once.
package final class Listener: Sendable {
    private let channel: any Channel
    private let onionChannel: (any Channel)?
    private let gauges: Gauges
    private let children: Children
    private let workshop: Workshop
    private let circuits: Circuits

    private init(
        _ channel: any Channel, onion: (any Channel)?, _ gauges: Gauges, _ children: Children,
        _ workshop: Workshop, _ circuits: Circuits
    ) {
        self.channel = channel
        onionChannel = onion
        self.gauges = gauges
        self.children = children
        self.workshop = workshop
        self.circuits = circuits
    }

    /// Listens, and serves every connection until `drain`.
    ///
    /// - Parameters:
    ///   - identity: the key that clients know by its SPKI hash, and its certificate.
    ///   - options: where it listens, its delay and its limits.
    ///   - services: makes the services of a connection when its handshake is done.
    /// - Returns: the listener, which takes connections already.
    /// - Throws: `TLSError` for the identity, `IOError` where an address cannot be listened on.
    package static func bind(
        identity: TLSIdentity, options: ListenerOptions, services: @escaping @Sendable (Peer) -> Services
    ) async throws -> Listener {
        let context = try TLSContext(server: identity)
        let (gauges, workshop) = (Gauges(), Workshop(options))
        let children = Children(limit: options.maximumConnections, leisure: options.leisure.milliseconds)
        let circuits = Circuits(options.circuits)
        let bootstrap = { (isOnion: Bool) in
            Self.bootstrap { channel in
                let now = channel.eventLoop.now.uptimeNanoseconds / 1_000_000
                let activity = Activity(now)
                let role = ServerRole(
                    options, eventLoop: channel.eventLoop, gauges: gauges, workshop: workshop,
                    activity: activity, services: services)
                guard children.insert(channel, role.mailbox, activity, at: now) else { throw ListenerFull() }
                gauges.connectionStarted()
                channel.closeFuture.whenComplete { _ in gauges.connectionEnded() }
                let tls = TLSHandler(
                    engine: try TLSEngine(context: context),
                    handshakeTimeout: options.handshakeTimeout.amount)
                let handler = ConnectionHandler(
                    role, limits: options.limits, tls: tls, plainKeys: ConnectionKeys(exporter: []))
                if isOnion { try channel.pipeline.syncOperations.addHandler(CircuitGate(circuits)) }
                try channel.pipeline.syncOperations.addHandlers([tls, handler])
            }
        }
        let channel = try await bootstrap(false).bind(host: options.host, port: options.port).get()
        var onion: (any Channel)?
        if let place = options.onion {
            do { onion = try await bootstrap(true).bind(host: place.host, port: place.port).get() } catch {
                try? await channel.close().get()
                throw error
            }
        }
        return Listener(channel, onion: onion, gauges, children, workshop, circuits)
    }

    private static func bootstrap(
        _ initialise: @escaping @Sendable (any Channel) throws -> Void
    ) -> ServerBootstrap {
        ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            // The system keeps twice that for a client that does not read.
            .childChannelOption(.socketOption(.so_sndbuf), value: 131_072)
            // A channel keeps the buffer of its largest read for the next one: 64 KiB each, if it may.
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 1_024, initial: 2_048, maximum: 16_384)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try initialise(channel) }
            }
    }

    /// The port that was taken.
    package var port: Int { channel.localAddress?.port ?? 0 }

    /// The port that was taken for Tor; nil without one.
    package var onionPort: Int? { onionChannel?.localAddress?.port }

    /// Circuits of Tor's that have a connection, or had one a while ago.
    package var knownCircuits: Int { circuits.count }

    /// Connections that are open now.
    package var connections: Int { gauges.connections }

    /// Tasks of services that run now.
    package var runningCalls: Int { gauges.calls }

    /// Bytes of answers that wait for their readers now.
    package var unreadBytes: Int { workshop.unreadBytes }

    /// Bytes of requests for which there is room now, beside what each connection may hold.
    package var requestRoom: Int { workshop.requestRoom }

    /// Takes no more connections and calls, gives those that run `time`, and returns when all is closed.
    package func drain(within time: Duration) async {
        try? await channel.close().get()
        try? await onionChannel?.close().get()
        await children.drain(within: time)
    }
}

private struct ListenerFull: Error {}

/// The open connections of a listener, which all drain with it.
private final class Children: Sendable {
    private struct State {
        var room: ConnectionRoom<Child>
        var time: UInt64?
    }

    private struct Child {
        let channel: any Channel
        let mailbox: Mailbox<ServerCommand>
    }

    /// How long the last frames have to be read, behind the time that calls have.
    private static let grace = Duration.seconds(4)

    private let state: Mutex<State>

    init(limit: Int, leisure: UInt64) {
        state = Mutex(State(room: ConnectionRoom(limit: limit, leisure: leisure)))
    }

    /// Takes one more, if need be in the place of another; false where there is no room.
    ///
    /// Looked at and taken in one step: connections are accepted by several threads.
    func insert(
        _ channel: any Channel, _ mailbox: Mailbox<ServerCommand>, _ activity: Activity, at now: UInt64
    ) -> Bool {
        let id = ObjectIdentifier(channel)
        let (isTaken, leaving, time) = state.withLock { state in
            var leaving: Child?
            if state.room.isFull {
                leaving = state.room.makeRoom(at: now)
                guard leaving != nil else { return (false, leaving, state.time) }
            }
            state.room.insert(id, activity, Child(channel: channel, mailbox: mailbox))
            return (true, leaving, state.time)
        }
        leaving?.channel.close(promise: nil)
        guard isTaken else { return false }
        channel.closeFuture.whenComplete { _ in self.state.withLock { $0.room.remove(id) } }
        if let time { mailbox.post(.drain(within: time)) }
        return true
    }

    func drain(within time: Duration) async {
        let open = state.withLock { state in
            state.time = time.milliseconds
            return state.room.all
        }
        for child in open { child.mailbox.post(.drain(within: time.milliseconds)) }
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
