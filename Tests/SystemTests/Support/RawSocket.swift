import Foundation

/// A plain TCP connection to a port of this machine, without TLS.
final class RawSocket {
    private let descriptor: Int32
    /// Its own port.
    let port: UInt16

    init?(to port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        var time = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        var mine = sockaddr_in()
        var length = size
        _ = withUnsafeMutablePointer(to: &mine) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        self.descriptor = descriptor
        self.port = UInt16(bigEndian: mine.sin_port)
        if connected != 0 { return nil }
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
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
