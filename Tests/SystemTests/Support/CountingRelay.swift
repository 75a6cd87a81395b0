import Foundation
import Synchronization

/// Stands between a program and a server of this machine as a network does: carries bytes, and counts them.
final class CountingRelay: Sendable {
    /// One connection that went through.
    struct Seen: Equatable, Sendable {
        var up = 0
        var down = 0
        /// Milliseconds from the connection's first byte to each burst of bytes up, of which a quarter of a cell is one.
        var bursts: [Int] = []
    }

    let port: UInt16
    private let target: UInt16
    private let listener: Int32
    private let seen = Mutex<[Seen]>([])
    private let open = Mutex(true)

    /// Bytes that begin a burst: a cell is 32,768.
    private static let burst = 8_192

    init(to target: UInt16) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(0)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        guard bound == 0, listen(listener, 64) == 0 else { throw POSIXError(.EADDRINUSE) }
        var length = size
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        port = UInt16(bigEndian: address.sin_port)
        (self.target, self.listener) = (target, listener)
        Thread { [self] in accept() }.start()
    }

    /// The connections since the last call, in the order in which they ended.
    func take() -> [Seen] {
        seen.withLock { seen in
            defer { seen = [] }; return seen
        }
    }

    func stop() {
        open.withLock { $0 = false }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func accept() {
        while open.withLock({ $0 }) {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { return }
            Thread { [self] in carry(client) }.start()
        }
    }

    private func carry(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(target)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(server, $0, size) }
        }
        defer {
            close(client)
            close(server)
        }
        guard connected == 0 else { return }
        var result = Seen()
        let clock = ContinuousClock()
        let begin = clock.now
        var sinceAnswer = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var sides = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        // Who ends first is a race: what the other still says, a TLS alert, counts as well.
        while sides.contains(where: { $0.fd >= 0 }), poll(&sides, 2, 30_000) > 0 {
            for (side, other) in [(0, 1), (1, 0)] where sides[side].fd >= 0 && sides[side].revents != 0 {
                let count = read(sides[side].fd, &buffer, buffer.count)
                guard count > 0 else {
                    sides[side].fd = -1
                    shutdown(side == 0 ? server : client, Int32(SHUT_WR))
                    continue
                }
                _ = writeAll(buffer[..<count], to: other == 0 ? client : server)
                if side == 0 {
                    result.up += count
                    if sinceAnswer < Self.burst, sinceAnswer + count >= Self.burst {
                        result.bursts.append(Int((clock.now - begin) / .milliseconds(1)))
                    }
                    sinceAnswer += count
                } else {
                    result.down += count
                    sinceAnswer = 0
                }
            }
        }
        seen.withLock { [result] in $0.append(result) }
    }

    private func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

private func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
}
