import Dialing
package import TLS

/// Why there is no reply, or no listener.
package enum HTTPError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The path to ask for is not one that `HTTPPath` allows.
    case path
    /// Nothing answers there, or the name is unknown.
    case unreachable
    /// The proxy cannot be reached, or would not connect (`reply`, RFC 1928 section 6).
    case proxy(reply: UInt8?)
    /// The reply was not whole in the time given.
    case timeout
    /// The task that waited was cancelled.
    case cancelled
    /// The connection's TLS, or a context or identity for it, failed.
    case tls(TLSError)
    /// The connection ended before the reply did.
    case truncated
    /// A body above the limit, in bytes.
    case tooLong(limit: Int)
    /// More header bytes, header fields or interim replies than the client takes.
    case tooManyHeaders
    /// What came is not HTTP/1.1.
    case malformed
    /// The address cannot be listened on.
    case listen(reason: String)

    /// What went wrong, in lower case, without anything from the reply.
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
