import COpenSSL
package import NIOCore

/// One TLS connection without I/O: bytes in, bytes and events out.
///
/// After each call take `takeCiphertext()` and drain `nextEvent()`. No bytes from the peer trap; they end in
/// `failed`, after which everything received is ignored. When drained, the engine holds no buffer of its own.
@safe
package final class TLSEngine {
    private enum Phase {
        case handshaking
        case open
        case failed(TLSError)
    }

    /// Records before our key is updated, far below AES-GCM's limit of 2^24.5 for one (RFC 8446 section 5.5).
    ///
    /// OpenSSL leaves that to its caller.
    var recordsPerKey = 1 << 22

    private let context: TLSContext
    private let transport: TLSTransport
    private let connection: OpenSSLObject
    private var phase = Phase.handshaking
    private var hasSentClose = false
    private var hasReceivedClose = false
    private var recordsUnderKey = 0
    private var events = PendingEvents()

    /// Creates the engine of one connection.
    ///
    /// - Parameters:
    ///   - context: the role's settings.
    ///   - serverName: the name that a certificate has to be for, with `authorities`; unused otherwise.
    /// - Throws: `setup` where OpenSSL refuses, or such a name is missing.
    package init(context: TLSContext, serverName: String? = nil) throws(TLSError) {
        ERR_clear_error()
        let transport = TLSTransport(pins: context.pins)
        guard
            let connection = context.makeConnection(),
            unsafe transport.attach(to: connection.pointer)
        else {
            throw .setup(reason: TLSError.takeReason())
        }
        if context.verifiesName {
            guard let serverName, unsafe kentongan_expect_name(connection.pointer, serverName) == 1 else {
                throw .setup(reason: "no valid server name")
            }
        }
        if context.isServer {
            unsafe SSL_set_accept_state(connection.pointer)
        } else {
            unsafe SSL_set_connect_state(connection.pointer)
        }
        self.context = context
        self.transport = transport
        self.connection = connection
    }

    /// Whether the handshake is done and nothing has failed.
    package var isOpen: Bool {
        if case .open = phase { true } else { false }
    }

    /// Whether the handshake is still going on.
    package var isHandshaking: Bool {
        if case .handshaking = phase { true } else { false }
    }

    /// Whether both directions have seen a close_notify.
    package var isClosed: Bool { hasSentClose && hasReceivedClose }

    /// The server's SPKI hash (SHA-256, 32 bytes), from the end of a client's handshake on.
    package var peerSPKIHash: [UInt8]? { isOpen ? transport.peerSPKIHash : nil }

    /// Makes the client's first flight; does nothing at the server.
    package func start() {
        if isHandshaking {
            handshake()
        }
    }

    /// Takes bytes of the peer, in pieces of any size.
    package func receive(_ ciphertext: ByteBuffer) {
        guard !hasReceivedClose else {
            return
        }
        switch phase {
        case .failed:
            return
        case .handshaking:
            transport.receive(ciphertext)
            handshake()
        case .open:
            transport.receive(ciphertext)
        }
        if isOpen {
            decrypt()
        }
    }

    /// The transport gives no more bytes: `truncated`, unless the peer has sent close_notify.
    package func receiveEnd() {
        guard !hasReceivedClose else {
            return
        }
        switch phase {
        case .failed: break
        case .handshaking: fail(.handshakeIncomplete)
        case .open: fail(.truncated)
        }
    }

    /// Encrypts all of it at once, in records of 16,384 bytes; throws where nothing may be sent.
    package func send(_ plaintext: ByteBuffer) throws(TLSError) {
        try checkMaySend()
        let count = plaintext.readableBytes
        guard count > 0 else {
            return
        }
        ERR_clear_error()
        transport.reserve(plaintextBytes: count)
        if recordsUnderKey >= recordsPerKey {
            unsafe SSL_key_update(connection.pointer, SSL_KEY_UPDATE_NOT_REQUESTED)
            recordsUnderKey = 0
        }
        recordsUnderKey += (count + 16_383) / 16_384
        let result = unsafe plaintext.withUnsafeReadableBytes { bytes in
            var written = 0
            return unsafe SSL_write_ex(connection.pointer, bytes.baseAddress, bytes.count, &written)
        }
        guard result == 1 else {
            throw fail(TLSError.takeConnectionError())
        }
    }

    /// Sends close_notify, if there is a connection to close; receiving goes on.
    package func close() {
        guard !hasSentClose else {
            return
        }
        hasSentClose = true
        if isOpen {
            ERR_clear_error()
            unsafe SSL_shutdown(connection.pointer)
        }
        transport.closeOutbound()
    }

    /// The bytes that are to be sent to the peer; nil where there are none.
    package func takeCiphertext() -> ByteBuffer? {
        transport.takeOutbound()
    }

    /// The oldest event that was not taken yet; nil where there is none.
    package func nextEvent() -> TLSEvent? {
        events.next()
    }

    /// `length` (1 to 255) bytes of keying material bound to this connection (RFC 8446 section 7.5), the same at both ends.
    package func exportKeyingMaterial(
        label: String, context: [UInt8], length: Int
    ) throws(TLSError) -> [UInt8] {
        guard isOpen else {
            throw .handshakeNotFinished
        }
        guard (1...255).contains(length) else {
            throw .exporterLength(length)
        }
        ERR_clear_error()
        var material = [UInt8](repeating: 0, count: length)
        let result = unsafe SSL_export_keying_material(
            connection.pointer, &material, length, label, label.utf8.count, context, context.count, 1)
        guard result == 1 else {
            throw .setup(reason: TLSError.takeReason())
        }
        return material
    }
}

extension TLSEngine {
    /// Bytes of buffer memory held, drained or not.
    var bufferCapacity: Int { transport.capacity + events.plaintext.capacity }

    /// Key updates and tickets received so far.
    var postHandshakeMessages: Int { transport.postHandshakeMessages }

    /// Changes our sending key now and, if asked to, has the peer change its own.
    func updateKey(requestingPeer: Bool) throws(TLSError) {
        try checkMaySend()
        ERR_clear_error()
        let kind = requestingPeer ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED
        guard
            unsafe SSL_key_update(connection.pointer, kind) == 1,
            unsafe SSL_do_handshake(connection.pointer) == 1
        else {
            throw fail(TLSError.takeConnectionError())
        }
        recordsUnderKey = 0
    }

    private func checkMaySend() throws(TLSError) {
        switch phase {
        case .failed(let error): throw error
        case .handshaking: throw .handshakeNotFinished
        case .open: break
        }
        if hasSentClose {
            throw .closed
        }
    }

    private func handshake() {
        ERR_clear_error()
        let result = unsafe SSL_do_handshake(connection.pointer)
        guard result == 1 else {
            if unsafe SSL_get_error(connection.pointer, result) != SSL_ERROR_WANT_READ {
                fail(handshakeError())
            }
            return
        }
        if context.verifiesName { admitVerifiedPeer() }
        guard context.isServer || transport.peerSPKIHash != nil else {
            fail(.pinMismatch)
            return
        }
        phase = .open
        transport.handshakeFinished()
        events.completion = .handshakeCompleted(peerSPKIHash: transport.peerSPKIHash)
    }

    private func handshakeError() -> TLSError {
        guard !transport.hasRefusedPeer else {
            return .pinMismatch
        }
        let result = unsafe SSL_get_verify_result(connection.pointer)
        guard context.verifiesName, result != X509_V_OK else {
            return TLSError.takeConnectionError()
        }
        ERR_clear_error()
        let reason = unsafe X509_verify_cert_error_string(result).map { unsafe String(cString: $0) }
        return .untrusted(reason: reason ?? "unknown")
    }

    /// Notes the key of a peer whose chain and name OpenSSL has verified.
    private func admitVerifiedPeer() {
        guard
            unsafe SSL_get_verify_result(connection.pointer) == X509_V_OK,
            let leaf = unsafe OpenSSLObject(SSL_get1_peer_certificate(connection.pointer), free: X509_free),
            let hash = unsafe sha256OfSPKI(certificate: leaf.pointer)
        else {
            return
        }
        _ = transport.admitPeer(spkiHash: hash)
    }

    /// Reads records while there is anything to read.
    ///
    /// The plaintext is at most as long as the ciphertext that is here and the incomplete record that OpenSSL kept.
    private func decrypt() {
        let kept = unsafe SSL_has_pending(connection.pointer) == 1 ? 16_384 : 0
        events.plaintext.reserveCapacity(minimumWritableBytes: transport.inboundBytes + kept)
        while isOpen, !hasReceivedClose {
            let pending = unsafe Int(SSL_pending(connection.pointer))
            guard pending > 0 || transport.inboundBytes > 0 else {
                break
            }
            guard readRecord(room: max(pending, min(transport.inboundBytes, 16_384))) else {
                break
            }
        }
        if events.plaintext.readableBytes == 0 {
            events.plaintext = ByteBuffer()
        }
    }

    /// Reads one record; false if nothing more can be read now.
    private func readRecord(room: Int) -> Bool {
        ERR_clear_error()
        var result: Int32 = 0
        let count = unsafe events.plaintext.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { bytes in
            var count = 0
            result = unsafe SSL_read_ex(connection.pointer, bytes.baseAddress, bytes.count, &count)
            return count
        }
        transport.countPlaintext(count)
        if transport.isFlooded {
            fail(.tooManyPostHandshakeMessages(limit: transport.messageLimit))
            return false
        }
        guard result != 1 else {
            return true
        }
        switch unsafe SSL_get_error(connection.pointer, result) {
        case SSL_ERROR_WANT_READ:
            break
        case SSL_ERROR_ZERO_RETURN:
            hasReceivedClose = true
            events.isPeerClosed = true
            transport.discardInbound()
        default:
            fail(TLSError.takeConnectionError())
        }
        return false
    }

    @discardableResult
    private func fail(_ error: TLSError) -> TLSError {
        phase = .failed(error)
        events.failure = error
        // Whoever has another key than the one that was expected hears nothing more, not even an alert.
        if error == .pinMismatch { _ = transport.takeOutbound() }
        transport.discardInbound()
        return error
    }
}
