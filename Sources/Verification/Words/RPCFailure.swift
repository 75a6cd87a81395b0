package import RPC
import Wire
import Words

extension Failure {
    /// What a call's error means to the person at the terminal.
    package init(_ error: RPCError) {
        let kind: Failure.Kind =
            switch error.code {
            case .unauthenticated, .permissionDenied, .notFound: .unauthorised
            // The site answers, and takes nothing because of its own clock.
            case .unavailable where error.field == "clock": .tryLater
            case .unavailable, .deadlineExceeded, .cancelled: .unreachable
            case .resourceExhausted, .aborted, .failedPrecondition: .tryLater
            case .invalidArgument, .alreadyExists, .outOfRange: .badInput
            default: .untrusted
            }
        let field = error.field.isEmpty ? nil : Foreign(error.field).description
        let limit = error.limit == 0 ? nil : error.limit
        let name = error.code.name ?? "status \(error.code.rawValue)"
        let text: Wording =
            switch (error.isPeers, error.message.isEmpty) {
            case (true, true): "the server ended the call: \(name)"
            case (true, false): "\(name): \(Foreign(error.message).quoted)"
            case (false, true): "\(name)"
            case (false, false): "\(name): \(error.message)"
            }
        self.init(kind, text, field: field, limit: limit)
    }
}
