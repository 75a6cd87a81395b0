package import TLS

/// How a server listens.
package struct HTTPListenerOptions: Sendable {
    /// A name or an address of this machine.
    package var host: String
    /// 0 takes any free port.
    package var port: Int
    /// Nil: without TLS.
    package var identity: TLSIdentity?
    /// Beyond them a connection is accepted and closed at once.
    package var maximumConnections: Int
    /// Bytes of a request's body; more are answered 413.
    package var maximumBody: Int
    /// From a request's first byte to its last, and for the TLS handshake.
    package var patience: Duration
    /// Between requests, and for the reader to take one portion of an answer (64 KiB).
    package var idle: Duration

    package init(
        host: String = "127.0.0.1", port: Int = 0, identity: TLSIdentity? = nil,
        maximumConnections: Int = 1_000, maximumBody: Int = 16_384, patience: Duration = .seconds(10),
        idle: Duration = .seconds(30)
    ) {
        self.host = host
        self.port = port
        self.identity = identity
        self.maximumConnections = maximumConnections
        self.maximumBody = maximumBody
        self.patience = patience
        self.idle = idle
    }
}
