import Glibc
import NIOCore
import NIOPosix
import Wire

/// Connects a client to services in the same process, for tests.
///
/// Frames, flow control, cells and time are as on a network, but plain bytes through a socket pair, without TLS, name or
/// port.
///
/// - Parameters:
///   - options: the server's delay and limits; nothing is listened on.
///   - exporter: what both ends take for the connection's keying material, 32 bytes.
///   - services: called once, for this connection.
/// - Returns: the client's end.
/// - Throws: an `IOError` where there is no socket pair.
package func connectInMemory(
    options: ListenerOptions = ListenerOptions(), exporter: [UInt8] = [UInt8](repeating: 7, count: 32),
    services: @escaping @Sendable (Peer) -> Services
) async throws -> Connection {
    let (server, client) = try socketPair()
    let group = MultiThreadedEventLoopGroup.singleton
    let keys = ConnectionKeys(exporter: exporter)
    let gauges = Gauges()
    _ = try await ClientBootstrap(group: group)
        .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let role = ServerRole(
                    options, eventLoop: channel.eventLoop, gauges: gauges, services: services)
                let handler = ConnectionHandler(role, limits: options.limits, tls: nil, plainKeys: keys)
                try channel.pipeline.syncOperations.addHandler(handler)
            }
        }
        .withConnectedSocket(server).get()
    let eventLoop = group.next()
    let ready = eventLoop.makePromise(of: ConnectionKeys.self)
    let mailbox = eventLoop.makePromise(of: Mailbox<ClientCommand>.self)
    let channel = try await ClientBootstrap(group: eventLoop)
        .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let role = ClientRole(ConnectionLimits(), eventLoop: eventLoop, ready: ready)
                mailbox.succeed(role.mailbox)
                let handler = ConnectionHandler(role, limits: ConnectionLimits(), tls: nil, plainKeys: keys)
                try channel.pipeline.syncOperations.addHandler(handler)
            }
        }
        .withConnectedSocket(client).get()
    let (box, given) = (try await mailbox.futureResult.get(), try await ready.futureResult.get())
    return Connection(channel, box, given)
}

private func socketPair() throws -> (CInt, CInt) {
    var ends: [CInt] = [-1, -1]
    guard unsafe socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
        throw IOError(errnoCode: errno, reason: "socketpair")
    }
    return (ends[0], ends[1])
}
