package import TLS

/// Why there is no connection.
package enum DialError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing answers there, or the name is unknown.
    case unreachable
    /// The connection was not there in the time given.
    case timeout
    /// The proxy cannot be reached or does not speak SOCKS5, or would not connect: `reply` is its code then
    /// (RFC 1928 section 6; Tor adds 0xf0 to 0xf7).
    case proxy(reply: UInt8?)
    /// The handshake failed; `pinMismatch` where the key is not a pinned one.
    case tls(TLSError)
    /// The task that waited was cancelled.
    case cancelled

    /// What went wrong, in lower case, without host or port.
    package var description: String {
        switch self {
        case .unreachable: "the server cannot be reached"
        case .timeout: "the server did not answer in time"
        case .proxy(let reply?): "the proxy could not connect, reply \(reply)"
        case .proxy(nil): "the proxy cannot be reached"
        case .tls(let error): "tls handshake failed: \(error)"
        case .cancelled: "cancelled"
        }
    }
}
