import Foundation
import Synchronization

/// Stands between a source and a server of this machine as a bad network does: ends connections at chosen bytes.
final class CuttingRelay: Sendable {
    /// Where a connection ends: behind so many bytes of one direction.
    enum Cut: Equatable, Sendable {
        case up(Int)
        case down(Int)
    }

    /// One connection that went through.
    struct Seen: Equatable, Sendable {
        var up = 0
        var down = 0
    }

    let port: UInt16
    private let target: UInt16
    private let listener: Int32
    private let cuts = Mutex<[Cut]>([])
    private let seen = Mutex<[Seen]>([])

    init(to target: UInt16) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        guard bound == 0, listen(listener, 64) == 0 else { throw POSIXError(.EADDRINUSE) }
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
        }
        port = UInt16(bigEndian: address.sin_port)
        (self.target, self.listener) = (target, listener)
        Thread { [self] in accept() }.start()
    }

    /// The next connections end so, one each; those behind them are whole.
    func cut(_ next: [Cut]) { cuts.withLock { $0 = next } }

    /// Cuts that no connection had yet.
    var left: Int { cuts.withLock { $0.count } }

    /// The connections since the last call, in the order in which they ended.
    func take() -> [Seen] {
        seen.withLock { seen in
            defer { seen = [] }
            return seen
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { return }
            let cut = cuts.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            Thread { [self] in carry(client, cut) }.start()
        }
    }

    private func carry(_ client: Int32, _ cut: Cut?) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(target)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        defer {
            close(client)
            close(server)
        }
        guard connected == 0 else { return }
        var result = Seen()
        defer { seen.withLock { [result] in $0.append(result) } }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var sides = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&sides, 2, 30_000) > 0 {
            for side in 0..<2 where sides[side].revents != 0 {
                let isUp = side == 0
                let room = room(result, cut, isUp: isUp)
                let count = read(sides[side].fd, &buffer, min(buffer.count, room))
                guard count > 0, send(buffer[..<count], to: isUp ? server : client) else { return }
                if isUp { result.up += count } else { result.down += count }
                if self.room(result, cut, isUp: isUp) == 0 { return }
            }
        }
    }

    /// Bytes that still go through.
    private func room(_ seen: Seen, _ cut: Cut?, isUp: Bool) -> Int {
        switch cut {
        case .up(let bytes) where isUp: bytes - seen.up
        case .down(let bytes) where !isUp: bytes - seen.down
        default: .max
        }
    }

    private func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
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
