import COpenSSL
import NIOCore

/// The other side of OpenSSL's BIO: ciphertext in both directions, and what callbacks note about the connection.
///
/// A class apart from `TLSEngine` because OpenSSL calls back into it during every `SSL_` call: the engine
/// never holds access to one of its properties across such a call.
final class TLSTransport {
    /// Key updates and tickets that a peer may send before any data.
    ///
    /// A peer of ours sends one for 2^22 records, others hardly any; each costs a few microseconds to answer.
    static let freeMessages = 8
    /// Bytes received that allow one more.
    static let bytesPerMessage = 1 << 20

    private var inbound = ByteBuffer()
    private var outbound = ByteBuffer()
    private let pins: Set<[UInt8]>?
    private(set) var peerSPKIHash: [UInt8]?
    private(set) var hasRefusedPeer = false
    private(set) var postHandshakeMessages = 0
    private var plaintextBytes = 0
    private var isOpen = false
    private var isOutboundClosed = false

    init(pins: Set<[UInt8]>?) {
        self.pins = pins
    }

    var inboundBytes: Int { inbound.readableBytes }

    /// Bytes of memory held, drained or not.
    var capacity: Int { inbound.capacity + outbound.capacity }

    var messageLimit: Int { Self.freeMessages + plaintextBytes / Self.bytesPerMessage }

    var isFlooded: Bool { postHandshakeMessages > messageLimit }

    func receive(_ ciphertext: ByteBuffer) {
        if inbound.readableBytes == 0 {
            inbound = ciphertext
        } else {
            inbound.writeImmutableBuffer(ciphertext)
        }
    }

    /// Reserves memory at once for records that carry `plaintextBytes`.
    func reserve(plaintextBytes: Int) {
        let records = plaintextBytes / 16_384 + 1
        outbound.reserveCapacity(minimumWritableBytes: plaintextBytes + records * 64)
    }

    /// What is to be sent; the memory goes with it.
    func takeOutbound() -> ByteBuffer? {
        guard outbound.readableBytes > 0 else {
            return nil
        }
        defer { outbound = ByteBuffer() }
        return outbound
    }

    func discardInbound() {
        inbound = ByteBuffer()
    }

    /// Nothing may follow a close_notify, so what OpenSSL still writes (answers to key updates) is dropped.
    func closeOutbound() {
        isOutboundClosed = true
    }

    func handshakeFinished() {
        isOpen = true
    }

    func countPlaintext(_ bytes: Int) {
        plaintextBytes += bytes
    }

    func countHandshakeMessage() {
        if isOpen {
            postHandshakeMessages += 1
        }
    }

    /// Notes the peer's key; false if it is not pinned.
    func admitPeer(spkiHash: [UInt8]) -> Bool {
        if let pins, !pins.contains(spkiHash) {
            hasRefusedPeer = true
            return false
        }
        peerSPKIHash = spkiHash
        return true
    }

    fileprivate func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        guard !isFlooded else {
            return 0
        }
        let count = min(target.count, inbound.readableBytes)
        guard count > 0 else {
            return 0
        }
        unsafe inbound.readWithUnsafeReadableBytes { source in
            unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source.prefix(count)))
            return count
        }
        if inbound.readableBytes == 0 {
            inbound = ByteBuffer()
        }
        return count
    }

    fileprivate func write(_ bytes: UnsafeRawBufferPointer) {
        if !isOutboundClosed {
            unsafe outbound.writeBytes(bytes)
        }
    }
}

extension TLSTransport {
    /// Attaches a BIO over this object, which the connection must not outlive.
    func attach(to connection: OpaquePointer) -> Bool {
        let this = unsafe Unmanaged.passUnretained(self).toOpaque()
        guard
            let method = unsafe bioMethod,
            let bio = unsafe BIO_new(method)
        else {
            return false
        }
        unsafe BIO_set_data(bio, this)
        unsafe SSL_set_bio(connection, bio, bio)
        return unsafe SSL_set_ex_data(connection, 0, this) == 1
    }

    static func of(connection: OpaquePointer) -> TLSTransport? {
        unsafe from(SSL_get_ex_data(connection, 0))
    }

    fileprivate static func of(bio: OpaquePointer?) -> TLSTransport? {
        unsafe from(BIO_get_data(bio))
    }

    private static func from(_ pointer: UnsafeMutableRawPointer?) -> TLSTransport? {
        unsafe pointer.map { unsafe Unmanaged<TLSTransport>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// The BIO's functions, never written again and never freed.
nonisolated(unsafe) private let bioMethod: OpaquePointer? = {
    guard let method = unsafe BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "kentongan") else {
        return nil
    }
    unsafe BIO_meth_set_read_ex(method) { bio, bytes, capacity, count in
        unsafe kentongan_bio_clear_retry(bio)
        let target = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: capacity)
        let read = unsafe TLSTransport.of(bio: bio)?.read(into: target) ?? 0
        unsafe count?.pointee = read
        guard read > 0 else {
            unsafe kentongan_bio_retry_read(bio)
            return 0
        }
        return 1
    }
    unsafe BIO_meth_set_write_ex(method) { bio, bytes, length, count in
        unsafe kentongan_bio_clear_retry(bio)
        unsafe TLSTransport.of(bio: bio)?.write(UnsafeRawBufferPointer(start: bytes, count: length))
        unsafe count?.pointee = length
        return 1
    }
    unsafe BIO_meth_set_ctrl(method) { _, command, _, _ in
        command == BIO_CTRL_FLUSH ? 1 : 0
    }
    return unsafe method
}()
