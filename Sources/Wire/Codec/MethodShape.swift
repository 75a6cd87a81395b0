/// How many messages a call has each way.
package enum MethodShape: Equatable, Sendable {
    case unary
    case clientStreaming
    case serverStreaming
    case bidirectional
    /// One cell each way.
    case exchange
}
