import Foundation

/// Listens on this machine, takes connections and never answers: whoever comes waits.
final class SilentListener {
    private let descriptor: Int32
    let port: UInt16
    private var taken: [Int32] = []

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard isBound else { throw POSIXError(.EADDRINUSE) }
    }

    deinit { for open in taken + [descriptor] { close(open) } }

    /// Whether somebody came since the last call.
    func hasCaller() -> Bool {
        let caller = accept(descriptor, nil, nil)
        if caller >= 0 { taken.append(caller) }
        return caller >= 0
    }
}
