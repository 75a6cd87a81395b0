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
        let dialing = Dialing(
            address: address, proxy: proxy, context: context, limits: limits, eventLoop: eventLoop)
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
        let started = eventLoop.flatSubmit { start(timeout: timeout, ready) }
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

    private func start(timeout: Duration, _ ready: EventLoopPromise<Connection>) -> EventLoopFuture<
        Connection
    > {
        let server: EventLoopFuture<any Channel>
        switch proxy {
        case nil:
            server = connect(to: address, timeout)
        case .socks5(let proxy, let user)?:
            server = connect(to: proxy, timeout)
                .flatMapErrorThrowing { _ in throw DialError.proxy(reply: nil) }
                .flatMap { channel in ask(channel, user, ready) }
        }
        return server.flatMap { channel in
            closing(channel, with: ready)
            return secure(channel)
        }
    }

    private func ask(
        _ proxy: any Channel, _ user: String?, _ ready: EventLoopPromise<Connection>
    ) -> EventLoopFuture<any Channel> {
        closing(proxy, with: ready)
        let connected = eventLoop.makePromise(of: Void.self)
        do {
            let handler = SOCKSHandler(target: address, user: user, connected: connected)
            try proxy.pipeline.syncOperations.addHandler(handler)
        } catch {
            connected.fail(error)
        }
        return connected.futureResult.map { proxy }
    }

    /// Who has given up waits for no handshake.
    private func closing(_ channel: any Channel, with ready: EventLoopPromise<Connection>) {
        ready.futureResult.whenFailure { _ in channel.close(promise: nil) }
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
