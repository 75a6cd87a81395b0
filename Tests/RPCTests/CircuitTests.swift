import Dialing
import NIOCore
@testable import RPC
import TLS
import TestSupport
import Testing
import Wire

/// Connections that Tor brings, each with a line on its circuit.
@Suite struct CircuitTests {
    @Test func `the line as Tor writes it`() {
        func circuit(_ line: String) -> UInt32? { CircuitLine(Array(line.utf8))?.circuit }
        #expect(circuit("PROXY TCP6 fc00:dead:beef:4dad::0:1b ::1 27 443") == 27)
        #expect(circuit("PROXY TCP6 fc00:dead:beef:4dad::ffff:ffff ::1 65535 7443") == .max)
        for line in [
            "", "PROXY", "PROXY UNKNOWN", "PROXY TCP4 127.0.0.1 127.0.0.1 1 2",
            "PROXY TCP6 fc00:dead:beef:4dad::0:1b ::1 27", "PROXY TCP6 fc00:dead:beef:4dad::0:1b ::1 27 443 ",
            "PROXY TCP6 fc00:dead:beef:4dad::0:1b ::2 27 443",
            "PROXY TCP6 fc00:dead:beef:4dad::0:1B ::1 27 443",
            "PROXY TCP6 fc00:dead:beef:4dad::01b00:1 ::1 27 443",
            "PROXY TCP6 fc00:dead:beef:4dad::0: ::1 27 443",
            "PROXY TCP6 fc00:dead:beef:4dad::0:1:2 ::1 27 443",
            "PROXY TCP6 fc00:dead:beef:4dae::0:1 ::1 27 443",
            "PROXY TCP6 fc00:dead:beef:4dad::0:1 ::1 277777 443",
            "PROXY TCP6 fc00:dead:beef:4dad::0:1 ::1 a 443",
            "proxy TCP6 fc00:dead:beef:4dad::0:1 ::1 27 443",
        ] { #expect(circuit(line) == nil, "\(line)") }
    }

    private static func line(_ circuit: Int) -> String {
        "PROXY TCP6 fc00:dead:beef:4dad::0:\(String(circuit, radix: 16)) ::1 \(circuit) 443\r\n"
    }

    /// Speaks through a connection that begins with these bytes; what the site answered, or nil where it was closed.
    private func visit(
        _ start: String, _ listener: Listener, keep: inout [Connection], pieces: Bool = false
    ) async throws -> ExchangeReply? {
        let relay = try Relay(
            to: UInt16(try #require(listener.onionPort)), opening: Array(start.utf8), inPieces: pieces)
        defer { relay.stop() }
        guard
            let connection = try? await Connection.dial(
                Address(host: "127.0.0.1", port: Int(relay.port)), verification: .unverified,
                timeout: .seconds(5))
        else { return nil }
        keep.append(connection)
        return try await connection.source.exchange(.site(SiteRequest()))
    }

    private func withListener(
        _ limits: CircuitLimits = CircuitLimits(), _ body: (Listener) async throws -> Void
    ) async throws {
        let services = SampleServices()
        var options = ListenerOptions(handshakeTimeout: .seconds(2))
        options.onion = Address(host: "127.0.0.1", port: 0)
        options.circuits = limits
        let listener = try await Listener.bind(identity: try TLSIdentity.generate(), options: options) { _ in
            services.all
        }
        try await body(listener)
        await listener.drain(within: .zero)
    }

    @Test(arguments: [false, true]) func `a visit behind its line, whole or in pieces`(_ inPieces: Bool)
        async throws
    {
        try await withListener { (listener) async throws in
            var kept: [Connection] = []
            let reply = try await visit(Self.line(1), listener, keep: &kept, pieces: inPieces)
            #expect(reply == sampleSite)
            for connection in kept { await connection.close() }
        }
    }

    @Test func `without its line nobody is served, and with it only where Tor brings`() async throws {
        try await withListener { (listener) async throws in
            var kept: [Connection] = []
            for start in ["", "PROXY UNKNOWN\r\n", String(repeating: "x", count: 200), "\r\n"] {
                #expect(try await visit(start, listener, keep: &kept) == nil)
            }
            // Elsewhere the line is no TLS.
            let relay = try Relay(to: UInt16(listener.port), opening: Array(Self.line(1).utf8))
            await #expect(throws: DialError.self) {
                _ = try await Connection.dial(
                    Address(host: "127.0.0.1", port: Int(relay.port)), verification: .unverified,
                    timeout: .seconds(5))
            }
            relay.stop()
            #expect(try await eventually { listener.connections == 0 })
        }
    }

    @Test func `one circuit has its share, and no more is known of it afterwards`() async throws {
        let limits = CircuitLimits(open: 2, made: 3, window: .milliseconds(1_500))
        try await withListener(limits) { (listener) async throws in
            var kept: [Connection] = []
            #expect(try await visit(Self.line(7), listener, keep: &kept) != nil)
            #expect(try await visit(Self.line(7), listener, keep: &kept) != nil)
            #expect(try await visit(Self.line(7), listener, keep: &kept) == nil)
            // Another circuit is not concerned.
            #expect(try await visit(Self.line(8), listener, keep: &kept) != nil)
            for connection in kept { await connection.close() }
            #expect(try await eventually { listener.connections == 0 })
            #expect(try await visit(Self.line(7), listener, keep: &kept) != nil)
            #expect(try await visit(Self.line(7), listener, keep: &kept) == nil)
            for connection in kept { await connection.close() }
            #expect(listener.knownCircuits > 0)
            #expect(try await eventually { listener.knownCircuits == 0 })
            #expect(try await visit(Self.line(7), listener, keep: &kept) != nil)
            for connection in kept { await connection.close() }
        }
    }
}
