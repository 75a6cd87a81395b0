import TLS
import TestSupport
import Testing
import Wire

@testable import RPC

/// What clients send and nobody has taken yet is bounded in all, and honest sources get in meanwhile.
@Suite struct RequestRoomTests {
    @Test func `its own bytes need no room, more is reserved and given back`() {
        let workshop = Workshop(places: 1, unread: 0, requests: 100_000)
        var (first, second) = (RequestRoom(), RequestRoom())
        #expect(first.hold(RequestRoom.own, in: workshop) && workshop.requestRoom == 100_000)
        #expect(first.hold(RequestRoom.own + 60_000, in: workshop) && workshop.requestRoom == 40_000)
        #expect(!second.hold(RequestRoom.own + 40_001, in: workshop) && second.isHeldBack)
        #expect(workshop.requestRoom == 40_000, "what there is no room for takes none")
        #expect(second.hold(RequestRoom.own, in: workshop) && !second.isHeldBack)
        #expect(first.hold(RequestRoom.own + 1, in: workshop) && workshop.requestRoom == 99_999)
        first.leave(workshop)
        second.leave(workshop)
        #expect(workshop.requestRoom == 100_000)
    }

    @Test func `parts of frames are bounded in all: who is beyond is not read, and sources get in`()
        async throws
    {
        let (room, frame) = (262_144, 131_072)
        try await withListener(CountingServices(), ListenerOptions(maximumRequests: room)) { listener in
            var pressing: [RawClient] = []
            for _ in 0..<12 {
                let client = try await RawClient.begun(listener)
                try await client.send([.call(stream: 2, Call(method: Method.upload.rawValue, deadline: 0))])
                try await client.send(
                    FrameEncoder.encode(.message(stream: 2, length: frame)) + Self.zeros(20_000))
                pressing.append(client)
            }
            // Four of the twelve have what a whole frame needs beside their own.
            let needed = frame + FrameHeader.size - RequestRoom.own
            #expect(try await eventually { listener.requestRoom == room - 4 * needed })

            let source = try await Connection.dial(listener.address, verification: .unverified)
            #expect(try await source.source.exchange(.site(SiteRequest())) == sampleSite)
            #expect(try await source.audit.inclusion(InclusionRequest(index: 0, size: 1)).hashes.isEmpty)
            await source.close()

            // Whole, and answered: that it is no chunk. Beyond, it is not read until there is room.
            try await pressing[0].send(Self.zeros(frame - 20_000))
            #expect(try await pressing[0].answers(3))
            try await pressing[11].send(Self.zeros(frame - 20_000))
            for client in pressing[1..<11] { try await client.close() }
            #expect(try await pressing[11].answers(3))
            for client in [pressing[0], pressing[11]] { try await client.close() }
            #expect(try await eventually { listener.requestRoom == room })
        }
    }

    @Test func `who is held back is not read, and goes as one who sends nothing`() async throws {
        let frame = 131_072
        var options = ListenerOptions(maximumRequests: 0)
        options.limits.idle = 1_500
        try await withListener(CountingServices(), options) { listener in
            let client = try await RawClient.begun(listener)
            try await client.send([.call(stream: 2, Call(method: Method.upload.rawValue, deadline: 0))])
            let sent = Task {
                try? await client.send(
                    FrameEncoder.encode(.message(stream: 2, length: frame)) + Self.zeros(frame))
            }
            #expect(try await !client.answers(3, within: .milliseconds(500)))
            #expect(try await eventually { listener.connections == 0 })
            #expect(!client.answered(on: 2))
            try await client.close()
            await sent.value
        }
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}

extension RawClient {
    /// Whether so many frames have come.
    fileprivate func answers(_ count: Int, within time: Duration = .seconds(10)) async throws -> Bool {
        try await eventually(within: time) { received.count >= count }
    }

    /// Whether a status has come on the stream.
    fileprivate func answered(on stream: UInt32) -> Bool {
        received.contains { if case .status(stream, _) = $0 { true } else { false } }
    }
}
