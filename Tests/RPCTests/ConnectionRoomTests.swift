import NIOCore
import NIOPosix
@testable import RPC
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
            // Else there is no room yet for the one who looks whether others are served.
            #expect(try await eventually { listener.connections == 0 })
        }
    }

    @Test func `a flood of bare connections makes room by lot, and none of those that are greeted`()
        async throws
    {
        let options = ListenerOptions(maximumConnections: 12, leisure: .seconds(60))
        try await withListener(CountingServices(), options) { listener in
            let first = try await RawClient.begun(listener)
            var bare: [any Channel] = []
            for _ in 0..<40 { bare.append(try await Self.connect(listener)) }
            let second = try await RawClient.begun(listener)
            for _ in 0..<40 { bare.append(try await Self.connect(listener)) }
            #expect(try await eventually { bare.count { $0.isActive } <= 10 })
            #expect(first.isActive && second.isActive)
            #expect(try await eventually { listener.connections <= 12 })
            for channel in bare { try? await channel.close() }
            try await first.close()
            try await second.close()
        }
    }

    @Test func `who makes room of 10,000`() {
        var room = ConnectionRoom<Int>(limit: 10_000, leisure: 5_000)
        let tokens = (0..<10_000).map { _ in Activity(1_000) }
        for (index, activity) in tokens.enumerated() {
            if index % 2 == 0 { activity.greet(2_000) }
            room.insert(ObjectIdentifier(activity), activity, index)
        }
        #expect(room.isFull)
        // Those whose handshake is not done, while nobody has been idle for long.
        for _ in 0..<3_000 { #expect(room.makeRoom(at: 3_000).map { $0 % 2 } == 1) }
        #expect(room.all.count == 7_000)
        // Then whoever is idle.
        for _ in 0..<7_000 { #expect(room.makeRoom(at: 8_000) != nil) }
        #expect(room.makeRoom(at: 8_000) == nil)
        room.insert(ObjectIdentifier(tokens[0]), tokens[0], 0)
        tokens[0].note(7_000)
        #expect(room.makeRoom(at: 8_000) == nil, "it is at work")
        room.remove(ObjectIdentifier(tokens[0]))
        #expect(room.all.isEmpty)
    }

    private static func connect(_ listener: Listener) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: listener.port).get()
    }
}
