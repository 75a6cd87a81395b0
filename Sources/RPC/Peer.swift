/// What services may know of who is connected. There is no address in it.
package struct Peer: Sendable {
    /// 32 bytes that only the two ends of this connection have (RFC 8446 section 7.5, label
    /// `EXPORTER-kentongan-authentication`, empty context): what an authentication signs.
    package let exporter: [UInt8]
    private let lift: @Sendable () -> Void

    package init(exporter: [UInt8], liftVisitLimit: @escaping @Sendable () -> Void = {}) {
        self.exporter = exporter
        lift = liftVisitLimit
    }

    /// The visitor has authenticated: it may stay longer than an unknown one.
    package func liftVisitLimit() {
        lift()
    }
}
