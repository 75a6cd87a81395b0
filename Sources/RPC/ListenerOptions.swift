package import Dialing
package import Wire

/// How a server listens.
package struct ListenerOptions: Sendable, Equatable {
    /// A name or an address of this machine.
    package var host: String
    /// The TCP port; 0 takes any that is free.
    package var port: Int
    /// Where Tor brings those who come to an onion service, with a line on each one's circuit; nil for nowhere.
    package var onion: Address?
    /// What one circuit may have.
    package var circuits = CircuitLimits()
    /// From a cell's last byte to its answer; a late answer waits for the next multiple, and zero means none waits.
    package var answerDelay: Duration
    /// Connections at once; beyond them the one that has done nothing for longest makes room, or the new one is closed.
    package var maximumConnections: Int
    /// How long a client may have nothing done where others want its place.
    package var leisure: Duration
    /// Calls that work at once, of all connections; others wait, and connections have their turns alike.
    package var maximumCalls: Int
    /// Bytes of streamed answers that wait for their readers, of all connections.
    package var maximumUnread: Int
    /// Bytes of requests that are not whole or wait for their turn, of all connections, beside the 68 KiB that each may hold.
    package var maximumRequests: Int
    /// How long a client may take next to nothing of what waits for it; down to a tenth of that as the room fills.
    package var stall: Duration
    /// What the server accepts on a connection and how long it waits.
    package var limits: ConnectionLimits
    /// From the connection to the end of its TLS handshake.
    package var handshakeTimeout: Duration

    /// Creates options; those that are left out are for tests on this machine and small sites.
    package init(
        host: String = "127.0.0.1", port: Int = 0, answerDelay: Duration = .zero,
        maximumConnections: Int = 4_096, leisure: Duration = .seconds(5), maximumCalls: Int = 128,
        maximumUnread: Int = 64 << 20, maximumRequests: Int = 64 << 20,
        stall: Duration = .seconds(60),
        limits: ConnectionLimits = ConnectionLimits(), handshakeTimeout: Duration = .seconds(20)
    ) {
        self.host = host
        self.port = port
        self.answerDelay = answerDelay
        self.maximumConnections = maximumConnections
        self.leisure = leisure
        self.maximumCalls = maximumCalls
        self.maximumUnread = maximumUnread
        self.maximumRequests = maximumRequests
        self.stall = stall
        self.limits = limits
        self.handshakeTimeout = handshakeTimeout
    }

    /// Bytes that connections and their calls take at most, buffers of the system left out.
    package var memory: Int {
        let each = Self.connection + RequestRoom.own
        let all = UInt(clamping: maximumConnections).times(UInt(each))
            .plus(UInt(clamping: maximumCalls).times(UInt(Workshop.portion)))
            .plus(UInt(clamping: maximumUnread)).plus(UInt(clamping: maximumRequests))
        return Int(clamping: all)
    }

    /// Bytes of a connection beside its requests: the connection itself (37 KiB behind a cell), what one round of reading
    /// brings (64 KiB), and the one answer that waits for no room of others (a cell, or what the socket held up before it).
    private static let connection = 37_888 + 65_536 + 65_536
}
