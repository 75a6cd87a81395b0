package import RPC
import Wire

extension RPCError {
    /// Whether the call ended without a word of the server on it.
    package var isBrokenConnection: Bool {
        [.unavailable, .cancelled, .deadlineExceeded, .internal, .unknown, .dataLoss].contains(code)
    }
}
