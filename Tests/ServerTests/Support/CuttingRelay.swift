import Foundation
import Synchronization
import TestSupport

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
        /// Behind which byte each TLS record of the client's ended, and of the server's.
        var upEnds: [Int] { upRecords.ends }
        var downEnds: [Int] { downRecords.ends }

        fileprivate var upRecords = Records()
        fileprivate var downRecords = Records()
    }

    /// Finds where TLS records end (RFC 8446 section 5.1) in bytes that come by.
    fileprivate struct Records: Equatable, Sendable {
        var ends: [Int] = []
        private var place = 0
        private var header: [UInt8] = []

        mutating func take(_ bytes: ArraySlice<UInt8>) {
            for byte in bytes {
                place += 1
                guard place > ends.last ?? 0 else { continue }
                header.append(byte)
                guard header.count == 5 else { continue }
                ends.append(place + Int(header[3]) << 8 + Int(header[4]))
                header = []
            }
        }
    }

    let port: UInt16
    private let target: UInt16
    private let listener: Int32
    private let cuts = Mutex<[Cut]>([])
    private let seen = Mutex<[Seen]>([])

    init(to target: UInt16) throws {
        (listener, port) = try Loopback.listen()
        self.target = target
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
        defer { close(client) }
        guard let server = Loopback.connect(to: target) else { return }
        defer { close(server) }
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
                guard count > 0, Loopback.send(buffer[..<count], to: isUp ? server : client) else { return }
                if isUp {
                    result.up += count
                    result.upRecords.take(buffer[..<count])
                } else {
                    result.down += count
                    result.downRecords.take(buffer[..<count])
                }
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
}
