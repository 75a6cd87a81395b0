import Foundation
import Synchronization

/// Stands between a client and a server of this machine as a network does: it carries bytes, shows them to who watches, and
/// breaks where that one says so.
package final class Relay: Sendable {
    /// Where bytes go.
    package enum Side: Sendable {
        case up, down
    }

    /// Bytes as they came.
    package struct Chunk: Sendable {
        /// From 0, in the order in which they were made.
        package let connection: Int
        package let side: Side
        package let time: ContinuousClock.Instant
        package let bytes: [UInt8]
    }

    /// How a connection breaks.
    package enum Break: CaseIterable, Sendable {
        /// Both ends are told.
        case ends
        /// Neither is: no byte comes through any more, until the relay is stopped.
        case stands
        /// The same, but what goes the other way comes through.
        case standsOneWay
    }

    /// Tells how many of the bytes go on; with fewer than there are the connection breaks behind them.
    package typealias Watch = @Sendable (Chunk) -> Int

    package let port: UInt16
    private let target: UInt16
    private let listener: Int32
    private let opening: [[UInt8]]
    private let watch: Watch
    private let pace: Int?
    private let broken: Break
    private let state = Mutex((isOpen: true, made: 0, running: 0))

    /// - Parameters:
    ///   - target: the server's port.
    ///   - opening: bytes that go up before those of the client.
    ///   - inPieces: each of them alone.
    ///   - pace: bytes a second that come down, on a line that keeps next to nothing on the way; nil for as they come.
    ///   - broken: what becomes of a connection that breaks.
    ///   - watch: sees all bytes but those of `opening`.
    /// - Throws: where no port can be had.
    package init(
        to target: UInt16, opening: [UInt8] = [], inPieces: Bool = false, pace: Int? = nil,
        broken: Break = .ends, watch: @escaping Watch = { $0.bytes.count }
    ) throws {
        (listener, port) = try Loopback.listen()
        (self.target, self.watch, self.pace, self.broken) = (target, watch, pace, broken)
        self.opening = inPieces ? opening.map { [$0] } : [opening]
        Thread { [self] in accept() }.start()
    }

    /// Connections that are carried now.
    package var running: Int { state.withLock { $0.running } }

    package func stop() {
        let wasOpen = state.withLock { state in
            defer { state.isOpen = false }; return state.isOpen
        }
        guard wasOpen else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func accept() {
        while state.withLock({ $0.isOpen }) {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { return }
            let number = state.withLock { state in
                state.made += 1
                state.running += 1
                return state.made - 1
            }
            Thread { [self] in
                carry(client, number)
                state.withLock { $0.running -= 1 }
            }.start()
        }
    }

    private func carry(_ client: Int32, _ number: Int) {
        defer { close(client) }
        guard let server = Loopback.connect(to: target, receiveBuffer: pace.map { _ in 8_192 }) else {
            return
        }
        defer { close(server) }
        for end in [client, server] {
            var on: Int32 = 1
            setsockopt(end, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        for piece in opening {
            Loopback.send(piece, to: server)
            if opening.count > 1 { usleep(500) }
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var sides = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        // Who ends first is a race: what the other still says, a TLS alert, counts as well.
        while sides.contains(where: { $0.fd >= 0 }), poll(&sides, 2, 30_000) > 0 {
            for (side, other) in [(0, server), (1, client)]
            where sides[side].fd >= 0 && sides[side].revents != 0 {
                let most = side == 1 ? pace.map { max($0 / 4, 1) } : nil
                let count = read(sides[side].fd, &buffer, most ?? buffer.count)
                if most != nil { usleep(250_000) }
                guard count > 0 else {
                    sides[side].fd = -1
                    shutdown(other, Int32(SHUT_WR))
                    continue
                }
                let passed = watch(
                    Chunk(
                        connection: number, side: side == 0 ? .up : .down, time: .now,
                        bytes: Array(buffer[..<count])))
                Loopback.send(buffer[..<min(max(passed, 0), count)], to: other)
                guard passed < count else { continue }
                switch broken {
                case .ends: return
                case .stands: for side in sides.indices { sides[side].fd = -1 }
                case .standsOneWay: sides[side].fd = -1
                }
            }
        }
        while broken != .ends, state.withLock({ $0.isOpen }) { usleep(5_000) }
    }
}
