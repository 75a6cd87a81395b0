package import NIOCore

/// What happened to a connection.
///
/// At most one `handshakeCompleted` comes first, `failed` comes last.
package enum TLSEvent: Equatable {
    /// The handshake is done, with the SPKI hash of the server's key; nil at the server, whose clients have none.
    case handshakeCompleted(peerSPKIHash: [UInt8]?)
    /// Bytes of the peer, decrypted, in their order.
    case plaintext(ByteBuffer)
    /// The peer's close_notify: it sends no more. We still may.
    case peerClosed
    /// The connection failed: send what `takeCiphertext()` still gives (the alert), then end the transport.
    case failed(TLSError)
}

/// Fired as a user event when the handshake is done, before anything written is sent.
package struct TLSHandshakeCompleted: Sendable, Equatable {
    /// The SPKI hash of the server's key (SHA-256, 32 bytes); nil at the server.
    package let peerSPKIHash: [UInt8]?
}

/// What `TLSEngine.nextEvent()` has still to report, in the order in which it happens on any connection.
struct PendingEvents {
    var completion: TLSEvent?
    var plaintext = ByteBuffer()
    var isPeerClosed = false
    var failure: TLSError?

    mutating func next() -> TLSEvent? {
        if let completion {
            self.completion = nil
            return completion
        }
        if plaintext.readableBytes > 0 {
            defer { plaintext = ByteBuffer() }
            return .plaintext(plaintext)
        }
        if isPeerClosed {
            isPeerClosed = false
            return .peerClosed
        }
        if let failure {
            self.failure = nil
            return .failed(failure)
        }
        return nil
    }
}
