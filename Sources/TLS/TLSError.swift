import COpenSSL

/// What ends a connection, or keeps a context or an identity from being made.
///
/// `setup` and `identity` are faults of local material, `closed`, `handshakeNotFinished` and `exporterLength` of the
/// caller, the others of the peer or the network. A reason is OpenSSL's own fixed
/// text and never holds bytes of the connection.
package enum TLSError: Error, Equatable, Sendable {
    /// OpenSSL refused a step of building a context or a connection.
    case setup(reason: String)
    /// Key or certificate bytes were not understood, do not belong together, or are of a type not allowed.
    case identity(reason: String)
    /// The peer's SPKI hash is none of the pinned ones; it was sent `bad_certificate`.
    case pinMismatch
    /// The server's certificate is not signed for by the authorities under its name, or is not in force.
    case untrusted(reason: String)
    /// The peer sent something that TLS 1.3, or our narrow use of it, does not allow; it was sent an alert.
    case protocolViolation(reason: String)
    /// The peer ended the connection by this alert (RFC 8446 section 6.2).
    case peerAlert(UInt8)
    /// More key updates and tickets arrived than the data received allows.
    case tooManyPostHandshakeMessages(limit: Int)
    /// The transport ended during the handshake.
    case handshakeIncomplete
    /// The handshake took longer than allowed.
    case handshakeTimeout
    /// The transport ended without the peer's close_notify: what was received may be cut short.
    case truncated
    /// The call needs a finished handshake.
    case handshakeNotFinished
    /// A write after closing.
    case closed
    /// The exporter was asked for a length outside 1...255.
    case exporterLength(Int)
}

extension TLSError {
    /// The oldest error of this thread's OpenSSL queue, which is emptied.
    static func takeReason() -> String {
        let error = ERR_peek_error()
        ERR_clear_error()
        return reason(of: error)
    }

    /// As `takeReason()`, telling the peer's alerts from what we found wrong ourselves.
    static func takeConnectionError() -> TLSError {
        let error = ERR_peek_error()
        ERR_clear_error()
        if let alert = UInt8(exactly: kentongan_error_alert(error)) {
            return .peerAlert(alert)
        }
        return .protocolViolation(reason: reason(of: error))
    }

    private static func reason(of error: UInt) -> String {
        guard let text = unsafe ERR_reason_error_string(error) else {
            return "unknown"
        }
        return unsafe String(cString: text)
    }
}
