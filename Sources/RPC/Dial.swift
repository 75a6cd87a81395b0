package import Dialing
import NIOCore
import NIOPosix
package import TLS
package import Wire

extension Connection {
    /// Connects, through the proxy if there is one, and returns when the TLS handshake is done.
    ///
    /// - Parameters:
    ///   - address: the server's; never looked up here where there is a proxy.
    ///   - proxy: what connects for us; nil to connect from here.
    ///   - verification: `unverified` for who has no descriptor yet: compare `peerKey` before anything but `site`, and
    ///     then call `trustPeer`.
    ///   - timeout: for all of it.
    ///   - limits: what this end accepts and how long it waits.
    /// - Returns: the connection, on which no call has been made.
    /// - Throws: what prevented it; a task that is cancelled gets `cancelled`.
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
        let dial = Dial(
            address: address, proxy: proxy, context: context, limits: limits,
            isTrusted: verification != .unverified, eventLoop: eventLoop)
        return try await dial.run(timeout: timeout)
    }
}

/// One attempt at a connection.
private struct Dial: Sendable {
    let address: Address
    let proxy: Proxy?
    let context: TLSContext
    let limits: ConnectionLimits
    /// Whether the handshake shows who the server is.
    let isTrusted: Bool
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
        Dialer(proxy: proxy, timeout: timeout.amount)
            .connect(to: address, on: eventLoop, for: ready.futureResult)
            .flatMap { secure($0) }
    }

    private func secure(_ channel: any Channel) -> EventLoopFuture<Connection> {
        let keys = eventLoop.makePromise(of: ConnectionKeys.self)
        do {
            let tls = TLSHandler(engine: try TLSEngine(context: context))
            let trust = PeerTrust(isTrusted)
            let role = ClientRole(limits, eventLoop: eventLoop, ready: keys, trust: trust)
            let mailbox = role.mailbox
            let handler = ConnectionHandler(
                role, limits: limits, tls: tls, plainKeys: ConnectionKeys(exporter: []))
            try channel.pipeline.syncOperations.addHandler(handler)
            try channel.pipeline.syncOperations.addHandler(tls, position: .first)
            return keys.futureResult.map { Connection(channel, mailbox, $0, trust: trust) }
        } catch {
            keys.fail(error)
            channel.close(promise: nil)
            return eventLoop.makeFailedFuture(error)
        }
    }
}
