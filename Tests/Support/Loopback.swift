import Foundation

/// Plain sockets of this machine, for who stands between programs or speaks to one without TLS.
package enum Loopback {
    /// An address on 127.0.0.1; port 0 takes any that is free.
    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static let size = socklen_t(MemoryLayout<sockaddr_in>.size)

    /// Listens on a port that nobody has.
    ///
    /// - Parameters:
    ///   - backlog: connections that may wait to be taken.
    ///   - isBlocking: whether taking one waits for one.
    /// - Returns: the socket and its port.
    /// - Throws: where no port can be had.
    package static func listen(
        backlog: Int32 = 64, isBlocking: Bool = true
    ) throws -> (descriptor: Int32, port: UInt16) {
        let kind = Int32(SOCK_STREAM.rawValue) | (isBlocking ? 0 : Int32(SOCK_NONBLOCK.rawValue))
        let descriptor = socket(AF_INET, kind, 0)
        var address = address(0)
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) == 0 }
        }
        guard isBound, Glibc.listen(descriptor, backlog) == 0 else {
            close(descriptor)
            throw POSIXError(.EADDRINUSE)
        }
        return (descriptor, port(of: descriptor))
    }

    /// Connects.
    ///
    /// - Parameters:
    ///   - port: of this machine.
    ///   - receiveBuffer: bytes that the system keeps until they are read, about; nil for what it finds right.
    /// - Returns: the descriptor, which the caller closes; nil where nobody listens.
    package static func connect(to port: UInt16, receiveBuffer: Int32? = nil) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = address(port)
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) == 0 }
        }
        guard isConnected else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// The socket's own port.
    package static func port(of descriptor: Int32) -> UInt16 {
        var (mine, length) = (address(0), size)
        _ = withUnsafeMutablePointer(to: &mine) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return UInt16(bigEndian: mine.sin_port)
    }

    /// Reading waits no longer than so many seconds.
    package static func limitReading(of descriptor: Int32, seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends all; false where the other end takes no more.
    @discardableResult
    package static func send(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
        var rest = Array(bytes)[...]
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
