import Dialing
package import TLS

/// Why there is no reply, or no listener.
package enum HTTPError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The path to ask for is not one that `HTTPPath` allows.
    case path
    /// Nobody answers there, or the name is unknown.
    case unreachable
    /// The proxy cannot be reached, or would not connect (`reply`, RFC 1928 section 6).
    case proxy(reply: UInt8?)
    /// Not all of it in the time given.
    case timeout
    case cancelled
    case tls(TLSError)
    /// The connection ended before the reply did.
    case truncated
    /// A body above the limit, in bytes.
    case tooLong(limit: Int)
    /// More header bytes or header fields, or interim replies, than anybody needs.
    case tooManyHeaders
    /// Not HTTP/1.1.
    case malformed
    /// The address cannot be listened on.
    case listen(reason: String)

    package var description: String {
        switch self {
        case .path: "path holds other than plain characters"
        case .unreachable: "the server cannot be reached"
        case .proxy(let reply): "\(DialError.proxy(reply: reply))"
        case .timeout: "the server did not answer in time"
        case .cancelled: "cancelled"
        case .tls(let error): "tls failed: \(error)"
        case .truncated: "the reply is cut short"
        case .tooLong(let limit): "the reply has too many bytes, limit \(limit)"
        case .tooManyHeaders: "the reply has too many headers"
        case .malformed: "the reply is not http/1.1"
        case .listen(let reason): "cannot listen: \(reason)"
        }
    }
}
