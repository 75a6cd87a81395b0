import Foundation
import TestSupport

/// A plain TCP connection to a port of this machine, without TLS.
final class RawSocket {
    private let descriptor: Int32
    /// Its own port.
    let port: UInt16

    init?(to port: UInt16) {
        guard let descriptor = Loopback.connect(to: port) else { return nil }
        Loopback.limitReading(of: descriptor, seconds: 10)
        self.descriptor = descriptor
        self.port = Loopback.port(of: descriptor)
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        Loopback.send(text.utf8, to: descriptor)
    }

    /// Whether the peer sends a text, before it ends or for 10 s sends nothing.
    func receives(_ text: String) -> Bool {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4_096)
        while !String(decoding: all, as: UTF8.self).contains(text) {
            let count = recv(descriptor, &part, part.count, 0)
            guard count > 0 else { return false }
            all += part[..<count]
        }
        return true
    }

    /// Everything until the peer ends, or for 10 s nothing comes: nil then.
    func readToEnd() -> [UInt8]? {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &part, part.count, 0)
            if count == 0 || (count < 0 && errno == ECONNRESET) { return all }
            if count < 0 { return nil }
            all += part[..<count]
        }
    }
}
