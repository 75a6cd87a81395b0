import Foundation

/// A connection through a SOCKS5 proxy of this machine, with a user (RFC 1928, RFC 1929).
final class SOCKSClient {
    private let descriptor: Int32

    /// Nil where the proxy does not connect.
    init?(_ proxy: UInt16, user: String, host: String, port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = proxy.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        var time = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
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
        _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
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
