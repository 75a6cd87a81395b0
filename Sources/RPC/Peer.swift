/// What services may know of who is connected, without any address.
package struct Peer: Sendable {
    /// 32 bytes that only the two ends of this connection have (RFC 8446 section 7.5, label
    /// `EXPORTER-kentongan-authentication`, empty context): what an authentication signs.
    package let exporter: [UInt8]
    private let lift: @Sendable () -> Void

    /// Creates a peer of 32 bytes of keying material; `liftVisitLimit` is what the method of that name calls.
    package init(exporter: [UInt8], liftVisitLimit: @escaping @Sendable () -> Void = {}) {
        self.exporter = exporter
        lift = liftVisitLimit
    }

    /// Ends the limit of a visit: the client has authenticated, and may stay as long as it sends frames.
    package func liftVisitLimit() {
        lift()
    }
}
