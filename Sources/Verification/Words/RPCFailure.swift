package import RPC
import Wire
import Words

extension Failure {
    /// What a call's error means to the person at the terminal.
    package init(_ error: RPCError) {
        let kind: Failure.Kind =
            switch error.code {
            case .unauthenticated, .permissionDenied, .notFound: .unauthorised
            case .unavailable, .deadlineExceeded, .cancelled: .unreachable
            case .resourceExhausted, .aborted, .failedPrecondition: .tryLater
            case .invalidArgument, .alreadyExists, .outOfRange: .badInput
            default: .untrusted
            }
        let field = error.field.isEmpty ? nil : Foreign(error.field).description
        let limit = error.limit == 0 ? nil : error.limit
        let name = error.code.name ?? "status \(error.code.rawValue)"
        let message = error.isPeers ? Foreign(error.message).quoted : error.message
        self.init(kind, error.message.isEmpty ? "\(name)" : "\(name): \(message)", field: field, limit: limit)
    }
}
