package import NIOCore
import NIOPosix

/// Opens TCP connections, through a proxy where there is one.
///
/// What then goes over them is the caller's. Here alone a name is looked up: never one under `.onion`, never a target's
/// where there is a proxy, and never what is no host name at all.
package struct Dialer: Sendable {
    private let proxy: Proxy?
    private let timeout: TimeAmount

    /// Creates a dialer.
    ///
    /// - Parameters:
    ///   - proxy: connects for us, and looks names up; without one they are looked up here.
    ///   - timeout: until the first TCP connection stands; the caller limits all that follows.
    package init(proxy: Proxy?, timeout: TimeAmount) {
        self.proxy = proxy
        self.timeout = timeout
    }

    /// Connects; the channel is the target's when the future succeeds, with nothing of it read or written.
    ///
    /// - Parameters:
    ///   - address: the target.
    ///   - eventLoop: the channel's.
    ///   - wanted: what the connection is for; once it has failed, nothing waits, and the channel is closed.
    /// - Returns: the channel; fails with `DialError.unreachable` or `DialError.proxy`.
    package func connect<Value>(
        to address: Address, on eventLoop: any EventLoop, for wanted: EventLoopFuture<Value>
    ) -> EventLoopFuture<any Channel> {
        guard let host = HostName(address.host) else {
            return eventLoop.makeFailedFuture(DialError.unreachable)
        }
        switch proxy {
        case nil:
            return open(host, address.port, eventLoop, wanted)
                .flatMapErrorThrowing { _ in throw DialError.unreachable }
        case .socks5(let proxy, let user)?:
            guard let proxyHost = HostName(proxy.host) else {
                return eventLoop.makeFailedFuture(DialError.proxy(reply: nil))
            }
            let target = Address(host: host.description, port: address.port)
            return open(proxyHost.local, proxy.port, eventLoop, wanted)
                .flatMapErrorThrowing { _ in throw DialError.proxy(reply: nil) }
                .flatMap { ask($0, for: target, user) }
        }
    }

    private func open<Value>(
        _ host: HostName, _ port: Int, _ eventLoop: any EventLoop, _ wanted: EventLoopFuture<Value>
    ) -> EventLoopFuture<any Channel> {
        guard !host.isOnion else { return eventLoop.makeFailedFuture(DialError.unreachable) }
        let bootstrap = ClientBootstrap(group: eventLoop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(timeout)
        // An address has nothing to look up, and the resolver reads its configuration all the same.
        let literal = try? SocketAddress(ipAddress: host.description, port: port)
        let channel =
            literal.map { bootstrap.connect(to: $0) } ?? bootstrap.connect(host: host.description, port: port)
        return channel.always { result in
            guard case .success(let channel) = result else { return }
            wanted.whenFailure { _ in channel.close(promise: nil) }
        }
    }

    private func ask(
        _ proxy: any Channel, for target: Address, _ user: String?
    ) -> EventLoopFuture<any Channel> {
        let connected = proxy.eventLoop.makePromise(of: Void.self)
        do {
            let handler = SOCKSHandler(target: target, user: user, connected: connected)
            try proxy.pipeline.syncOperations.addHandler(handler)
        } catch {
            connected.fail(DialError.proxy(reply: nil))
        }
        return connected.futureResult.map { proxy }
    }
}

extension HostName {
    /// This machine by its address (RFC 6761 section 6.3): with a proxy there, no resolver is asked anything.
    fileprivate var local: HostName {
        description == "localhost" ? HostName("127.0.0.1") ?? self : self
    }
}
