import NIOCore
import NIOPosix
import RPC
import TLS
import TestSupport
import Testing
import Wire

/// More connections than a listener has room for.
@Suite struct ConnectionRoomTests {
    @Test func `bare connections make room for who comes`() async throws {
        let options = ListenerOptions(maximumConnections: 8, leisure: .milliseconds(300))
        try await withListener(CountingServices(), options) { listener in
            var bare: [any Channel] = []
            for _ in 0..<8 { bare.append(try await Self.connect(listener)) }
            #expect(try await eventually { listener.connections == 8 })
            try await Task.sleep(for: .milliseconds(400))
            let client = try await RawClient.begun(listener)
            #expect(listener.connections == 8)
            #expect(try await eventually { bare.count { !$0.isActive } == 1 })
            for channel in bare { try? await channel.close() }
            try await client.close()
        }
    }

    @Test func `who had something done just now stays, and the new one is closed`() async throws {
        let options = ListenerOptions(maximumConnections: 4, leisure: .seconds(60))
        try await withListener(CountingServices(), options) { listener in
            var clients: [RawClient] = []
            for _ in 0..<4 { clients.append(try await RawClient.begun(listener)) }
            let late = try await Self.connect(listener)
            try await late.closeFuture.get()
            #expect(clients.allSatisfy { $0.isActive })
            for client in clients { try await client.close() }
        }
    }

    private static func connect(_ listener: Listener) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: listener.port).get()
    }
}
