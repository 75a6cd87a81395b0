import Foundation
import TestSupport

/// A connection through a SOCKS5 proxy of this machine, with a user (RFC 1928, RFC 1929).
final class SOCKSClient {
    private let descriptor: Int32

    /// Nil where the proxy does not connect.
    init?(_ proxy: UInt16, user: String, host: String, port: UInt16) throws {
        guard let descriptor = Loopback.connect(to: proxy) else { throw POSIXError(.ECONNREFUSED) }
        Loopback.limitReading(of: descriptor, seconds: 20)
        self.descriptor = descriptor
        let (name, target) = (Array(user.utf8), Array(host.utf8))
        guard exchange([5, 1, 2], answer: 2)?[1] == 2,
            exchange([1, UInt8(name.count)] + name + [UInt8(name.count)] + name, answer: 2)?[1] == 0,
            exchange(
                [5, 1, 0, 3, UInt8(target.count)] + target + [UInt8(port >> 8), UInt8(port & 0xff)],
                answer: 10)?[1]
                == 0
        else { return nil }
    }

    deinit { close(descriptor) }

    /// Whether the other end has not closed it.
    var isOpen: Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT) | Int32(MSG_PEEK))
        return count > 0 || (count < 0 && errno == EAGAIN)
    }

    private func exchange(_ bytes: [UInt8], answer: Int) -> [UInt8]? {
        Loopback.send(bytes, to: descriptor)
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: answer)
        while all.count < answer {
            let count = recv(descriptor, &part, answer - all.count, 0)
            guard count > 0 else { return nil }
            all += part[..<count]
        }
        return all
    }
}
