package import Wire

/// How a server listens.
package struct ListenerOptions: Sendable, Equatable {
    /// A name or an address of this machine.
    package var host: String
    /// The TCP port; 0 takes any that is free.
    package var port: Int
    /// From a cell's last byte to its answer; a late answer waits for the next multiple, and zero means none waits.
    package var answerDelay: Duration
    /// Connections at once; beyond them one is accepted and closed at once, before any handshake.
    package var maximumConnections: Int
    /// What the server accepts on a connection and how long it waits.
    package var limits: ConnectionLimits
    /// From the connection to the end of its TLS handshake.
    package var handshakeTimeout: Duration

    /// Creates options; those that are left out are for tests on this machine and small sites.
    package init(
        host: String = "127.0.0.1", port: Int = 0, answerDelay: Duration = .zero,
        maximumConnections: Int = 4_096,
        limits: ConnectionLimits = ConnectionLimits(), handshakeTimeout: Duration = .seconds(20)
    ) {
        self.host = host
        self.port = port
        self.answerDelay = answerDelay
        self.maximumConnections = maximumConnections
        self.limits = limits
        self.handshakeTimeout = handshakeTimeout
    }
}
