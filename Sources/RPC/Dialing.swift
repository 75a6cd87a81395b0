import NIOCore
import NIOPosix
package import TLS
package import Wire

extension Connection {
    /// Connects, through the proxy if there is one, and returns when the TLS handshake is done.
    ///
    /// - Parameters:
    ///   - address: never looked up here where there is a proxy.
    ///   - verification: `unverified` for who has no descriptor yet: compare `peerKey` before anything but `site`.
    ///   - timeout: for all of it.
    package static func dial(
        _ address: Address, proxy: Proxy? = nil, verification: TLSPeerVerification,
        timeout: Duration = .seconds(60), limits: ConnectionLimits = ConnectionLimits()
    ) async throws(DialError) -> Connection {
        let context: TLSContext
        do throws(TLSError) {
            context = try TLSContext(client: verification)
        } catch {
            throw .tls(error)
        }
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let dialing = Dialing(address: address, proxy: proxy, context: context, limits: limits, eventLoop: eventLoop)
        return try await dialing.run(timeout: timeout)
    }
}

/// One attempt.
private struct Dialing: Sendable {
    let address: Address
    let proxy: Proxy?
    let context: TLSContext
    let limits: ConnectionLimits
    let eventLoop: any EventLoop

    func run(timeout: Duration) async throws(DialError) -> Connection {
        let ready = eventLoop.makePromise(of: Connection.self)
        // Whatever comes first counts; a connection that comes later is let go of, which closes it.
        let timer = eventLoop.scheduleTask(in: timeout.amount) { ready.fail(DialError.timeout) }
        let started = eventLoop.flatSubmit { start(timeout: timeout) }
        started.cascade(to: ready)
        defer { timer.cancel() }
        do {
            return try await withTaskCancellationHandler {
                try await ready.futureResult.get()
            } onCancel: {
                ready.fail(DialError.cancelled)
            }
        } catch let error as DialError {
            throw error
        } catch let error as TLSError {
            throw .tls(error)
        } catch {
            throw .unreachable
        }
    }

    private func start(timeout: Duration) -> EventLoopFuture<Connection> {
        switch proxy {
        case nil:
            return connect(to: address, timeout).flatMap { channel in secure(channel) }
        case .socks5(let proxy, let user)?:
            let connected = eventLoop.makePromise(of: Void.self)
            return connect(to: proxy, timeout).flatMapErrorThrowing { _ in throw DialError.proxy(reply: nil) }
                .flatMap { channel in
                    do {
                        let handler = SOCKSHandler(target: address, user: user, connected: connected)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    } catch {
                        connected.fail(error)
                    }
                    return connected.futureResult.flatMap { secure(channel) }
                }
        }
    }

    private func connect(to address: Address, _ timeout: Duration) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: eventLoop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(timeout.amount)
            .connect(host: address.host, port: address.port)
    }

    private func secure(_ channel: any Channel) -> EventLoopFuture<Connection> {
        let keys = eventLoop.makePromise(of: ConnectionKeys.self)
        do {
            let tls = TLSHandler(engine: try TLSEngine(context: context))
            let role = ClientRole(limits, eventLoop: eventLoop, ready: keys)
            let mailbox = role.mailbox
            let handler = ConnectionHandler(
                role, limits: limits, tls: tls, plainKeys: ConnectionKeys(exporter: []))
            try channel.pipeline.syncOperations.addHandler(handler)
            try channel.pipeline.syncOperations.addHandler(tls, position: .first)
            return keys.futureResult.map { Connection(channel, mailbox, $0) }
        } catch {
            keys.fail(error)
            channel.close(promise: nil)
            return eventLoop.makeFailedFuture(error)
        }
    }
}
