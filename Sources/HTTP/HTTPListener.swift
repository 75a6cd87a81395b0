import NIOCore
import NIOPosix
import Synchronization
import TLS

/// A small HTTP/1.1 server: one request at a time on each connection, everything bounded, nothing about a client kept,
/// logged or handed on.
///
/// With `maximumConnections` open, the one that has had nothing answered for longest makes room for a new one, after the
/// options' `leisure`; where there is none such, one that was never answered, by lot, or the new one is closed at once. Requests are read ahead by one read of
/// the socket at most.
package final class HTTPListener: Sendable {
    private let channel: any Channel
    private let connections: HTTPConnections

    private init(_ channel: any Channel, _ connections: HTTPConnections) {
        self.channel = channel
        self.connections = connections
        port = channel.localAddress?.port ?? 0
    }

    /// Listens, and answers every request until `close`.
    ///
    /// - Parameters:
    ///   - options: where it listens, and its limits.
    ///   - respond: runs for one request of a connection at a time; goes on when the client has left.
    /// - Returns: the listener, which takes connections already.
    /// - Throws: `listen` where the address cannot be listened on, `tls` for the identity.
    package static func bind(
        _ options: HTTPListenerOptions, respond: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) async throws(HTTPError) -> HTTPListener {
        let connections = HTTPConnections(limit: options.maximumConnections, leisure: options.leisure)
        let context: TLSContext?
        do throws(TLSError) {
            context = if let identity = options.identity { try TLSContext(server: identity) } else { nil }
        } catch {
            throw .tls(error)
        }
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: 1_024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.autoRead, value: false)
                .childChannelOption(.maxMessagesPerRead, value: 1)
                .childChannelOption(
                    .recvAllocator,
                    value: AdaptiveRecvByteBufferAllocator(minimum: 1_024, initial: 2_048, maximum: 16_384)
                )
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let activity = HTTPActivity()
                        guard connections.insert(channel, activity) else {
                            throw ChannelError.operationUnsupported
                        }
                        let pipeline = channel.pipeline.syncOperations
                        if let context {
                            let engine = try TLSEngine(context: context)
                            let time = TimeAmount(options.requestTimeout)
                            try pipeline.addHandler(TLSHandler(engine: engine, handshakeTimeout: time))
                        }
                        try HTTPServerHandler(options, activity, respond: respond).join(pipeline)
                    }
                }
                .bind(host: options.host, port: options.port).get()
            return HTTPListener(channel, connections)
        } catch let error as IOError {
            throw .listen(reason: unsafe String(cString: strerror(error.errnoCode)).lowercased())
        } catch {
            throw .listen(reason: "no such address")
        }
    }

    /// The port that was taken.
    package let port: Int

    /// Connections that are open now.
    package var connectionCount: Int { connections.count }

    /// Takes no more connections, lets answers that are on their way end for `time`, and returns when all is closed.
    package func close(within time: Duration) async {
        try? await channel.close().get()
        await connections.drain(within: time)
    }
}

/// When a connection last had something answered; at first, when it came.
final class HTTPActivity: Sendable {
    private let state = Mutex((last: ContinuousClock.now, isAnswered: false))

    var last: ContinuousClock.Instant { state.withLock { $0.last } }
    /// Whether anything ever was.
    var isAnswered: Bool { state.withLock { $0.isAnswered } }

    /// Something is answered now.
    func note() { state.withLock { $0 = (.now, true) } }
}

/// The open connections of a listener.
private final class HTTPConnections: Sendable {
    private struct State {
        var open: [ObjectIdentifier: (channel: any Channel, activity: HTTPActivity)] = [:]
        var isDraining = false
    }

    private let limit: Int
    private let leisure: Duration
    private let state = Mutex(State())

    init(limit: Int, leisure: Duration) {
        self.limit = limit
        self.leisure = leisure
    }

    var count: Int { state.withLock { $0.open.count } }

    /// Adds a connection, if need be in the place of the idlest; false if there are as many as may be.
    func insert(_ channel: any Channel, _ activity: HTTPActivity) -> Bool {
        let id = ObjectIdentifier(channel)
        let (isTaken, leaving) = state.withLock { state in
            guard !state.isDraining else { return (false, nil as (any Channel)?) }
            var leaving: (any Channel)?
            if state.open.count >= limit {
                let idlest = state.open.min { $0.value.activity.last < $1.value.activity.last }
                let chosen =
                    idlest.flatMap { $0.value.activity.last + leisure <= activity.last ? $0 : nil }
                    ?? state.open.filter { !$0.value.activity.isAnswered }.randomElement()
                guard let chosen else { return (false, nil) }
                state.open[chosen.key] = nil
                leaving = chosen.value.channel
            }
            state.open[id] = (channel, activity)
            return (true, leaving)
        }
        leaving?.close(promise: nil)
        if isTaken { channel.closeFuture.whenComplete { _ in self.state.withLock { $0.open[id] = nil } } }
        return isTaken
    }

    func drain(within time: Duration) async {
        let channels = state.withLock { state in
            state.isDraining = true
            return state.open.values.map(\.channel)
        }
        for channel in channels {
            channel.eventLoop.execute {
                channel.pipeline.fireUserInboundEventTriggered(HTTPServerHandler.Drain())
            }
        }
        await withTaskGroup { group in
            group.addTask {
                for channel in channels { try? await channel.closeFuture.get() }
            }
            group.addTask {
                guard (try? await Task.sleep(for: time)) != nil else { return }
                for channel in channels { channel.close(promise: nil) }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
