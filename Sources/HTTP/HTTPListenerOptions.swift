package import TLS

/// How a server listens.
package struct HTTPListenerOptions: Sendable {
    /// A name or an address of this machine.
    package var host: String
    /// The TCP port; 0 takes any that is free.
    package var port: Int
    /// The key and certificate for TLS; nil listens without TLS.
    package var identity: TLSIdentity?
    /// Connections at once; beyond them the idlest makes room, or the new one is closed.
    package var maximumConnections: Int
    /// Bytes of the longest body of a request; more are answered 413.
    package var maximumBody: Int
    /// Header fields that a request is handed on with, in lower case; of no other one anything is kept.
    package var fields: Set<String>
    /// From a request's first byte to its last, and for the TLS handshake.
    package var requestTimeout: Duration
    /// Between requests, and for the reader to take one portion of an answer (64 KiB).
    package var idle: Duration
    /// How long a client may have nothing answered where others want its place.
    package var leisure: Duration

    /// Creates options; those that are left out are for small requests on this machine.
    package init(
        host: String = "127.0.0.1", port: Int = 0, identity: TLSIdentity? = nil,
        maximumConnections: Int = 1_000, maximumBody: Int = 16_384,
        fields: Set<String> = [], requestTimeout: Duration = .seconds(10),
        idle: Duration = .seconds(30), leisure: Duration = .seconds(5)
    ) {
        self.host = host
        self.port = port
        self.identity = identity
        self.maximumConnections = maximumConnections
        self.maximumBody = maximumBody
        self.fields = fields
        self.requestTimeout = requestTimeout
        self.idle = idle
        self.leisure = leisure
    }
}
