/// How many messages a call has each way (Protocol/README.md section 4).
package enum MethodShape: Equatable, Sendable {
    /// One request, one reply.
    case unary
    /// Requests, then one reply.
    case clientStreaming
    /// One request, then replies.
    case serverStreaming
    /// Requests and replies, each side at its own pace; no method of the schema has this shape.
    case bidirectional
    /// One cell each way, in turn.
    case exchange
}
