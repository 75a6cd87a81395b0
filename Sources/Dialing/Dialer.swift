package import NIOCore
import NIOPosix

/// Opens TCP connections, through a proxy where there is one.
///
/// What then goes over them is the caller's.
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
        switch proxy {
        case nil:
            return open(address, eventLoop, wanted)
                .flatMapErrorThrowing { _ in throw DialError.unreachable }
        case .socks5(let proxy, let user)?:
            return open(proxy, eventLoop, wanted)
                .flatMapErrorThrowing { _ in throw DialError.proxy(reply: nil) }
                .flatMap { ask($0, for: address, user) }
        }
    }

    private func open<Value>(
        _ address: Address, _ eventLoop: any EventLoop, _ wanted: EventLoopFuture<Value>
    ) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: eventLoop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(timeout)
            .connect(host: address.host, port: address.port)
            .always { result in
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
