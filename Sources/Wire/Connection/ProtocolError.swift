/// A broken rule of the protocol, and what it costs: one call, or the connection.
///
/// Thrown by what takes from the peer it is the peer's; thrown by what the application calls it is ours, and
/// nothing was changed.
package struct ProtocolError: Error, Equatable, CustomStringConvertible {
    /// What the broken rule costs.
    package enum Scope: Equatable, Sendable {
        /// That one call, which ends with this status.
        case stream(UInt32, StatusCode)
        /// The connection, which ends with this error.
        case connection(ConnectionError)
    }

    /// What the broken rule costs.
    package var scope: Scope
    /// The rule that is broken, in lower case, never content.
    package var reason: String

    /// Creates an error that ends the connection.
    package init(_ code: ConnectionError, _ reason: String) {
        scope = .connection(code)
        self.reason = reason
    }

    /// Creates an error that ends one call.
    package init(stream: UInt32, _ code: StatusCode, _ reason: String) {
        scope = .stream(stream, code)
        self.reason = reason
    }

    /// Scope, code and reason on one line.
    package var description: String {
        switch scope {
        case .stream(let stream, let code): "stream \(stream), \(code.name ?? "\(code.rawValue)"): \(reason)"
        case .connection(let code): "connection, \(code.name ?? "\(code.rawValue)"): \(reason)"
        }
    }
}

extension Status {
    /// A status that blames no field.
    package init(_ code: StatusCode, _ message: String = "") {
        self.init(code: code, field: "", limit: 0, message: message)
    }
}
