import NIOEmbedded
import TLS
import TestSupport
import Testing
import Wire

@testable import RPC

/// What clients send and nobody has taken yet is bounded in all, and honest sources get in meanwhile.
@Suite struct RequestRoomTests {
    @Test func `its own bytes need no room, more is reserved and given back`() {
        let workshop = Workshop(places: 1, unread: 0, requests: 100_000)
        let (first, second) = (Holder(workshop), Holder(workshop))
        #expect(first.hold(0) && workshop.requestRoom == 100_000)
        #expect(first.hold(60_000) && workshop.requestRoom == 40_000)
        #expect(!second.hold(40_001) && second.room.isHeldBack)
        #expect(workshop.requestRoom == 40_000, "what there is no room for takes none")
        #expect(second.hold(0) && !second.room.isHeldBack)
        #expect(first.hold(1))
        // What the second waited for was handed to it, and is given back as it needs it no more.
        #expect(workshop.requestRoom == 59_998 && second.take() == [40_001])
        #expect(second.hold(0) && workshop.requestRoom == 99_999)
        first.leave()
        second.leave()
        #expect(workshop.requestRoom == 100_000)
    }

    @Test func `room is handed over in turn, and by those that leave to those behind them`() {
        let workshop = Workshop(places: 1, unread: 0, requests: 100_000)
        let holders = (0..<5).map { _ in Holder(workshop) }
        #expect(holders[0].hold(90_000))
        #expect(
            !holders[1].hold(100_001), "more than there is in all is never there, and keeps nobody waiting")
        #expect(!holders[2].hold(60_000))
        #expect(!holders[3].hold(5_000), "who came later waits behind, though there is room for it")
        #expect(!holders[4].hold(40_000))
        #expect(holders[0].hold(0) && workshop.requestRoom == 35_000)
        #expect(holders[1].take().isEmpty && holders[4].take().isEmpty)
        #expect(holders[3].take() == [5_000] && holders[3].hold(5_000))
        // The one whose turn it was has gone before it heard.
        holders[2].leave()
        #expect(workshop.requestRoom == 55_000 && holders[4].take() == [40_000])
        #expect(holders[4].hold(40_000) && !holders[4].room.isHeldBack)
        for index in holders.indices { holders[index].leave() }
        #expect(workshop.requestRoom == 100_000)
    }

    @Test func `one that has gone is handed nothing`() {
        let workshop = Workshop(places: 1, unread: 0, requests: 100)
        let (first, gone, last) = (Holder(workshop), Holder(workshop), Holder(workshop))
        #expect(first.hold(100) && !gone.hold(100) && !last.hold(100))
        gone.leave()
        first.leave()
        #expect(last.take() == [100])
        last.leave()
        #expect(workshop.requestRoom == 100)
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
            #expect(try await eventually { listener.connections == 0 })
            // Read, it would have been answered: that it is no chunk.
            #expect(!client.answered(on: 2))
            #expect(try await eventually { client.ended == .idle })
            try await client.close()
            await sent.value
        }
    }

    /// A connection's part of the room, and what its mailbox was sent of it.
    private final class Holder {
        var room = RequestRoom()
        private let workshop: Workshop
        private let mailbox: Mailbox<ServerCommand>
        private let loop = EmbeddedEventLoop()
        private let sent = SentRoom()

        init(_ workshop: Workshop) {
            self.workshop = workshop
            mailbox = Mailbox(eventLoop: loop)
            mailbox.attach(sent)
        }

        /// Holds so many bytes beyond its own.
        func hold(_ bytes: Int) -> Bool {
            room.hold(RequestRoom.own + bytes, in: workshop, for: mailbox)
        }

        /// Takes what was handed to it.
        func take() -> [Int] {
            loop.run()
            defer { sent.bytes = [] }
            for bytes in sent.bytes { room.receive(bytes) }
            return sent.bytes
        }

        func leave() {
            for case .requests(let bytes) in mailbox.close() { room.receive(bytes) }
            room.leave(workshop)
        }
    }

    private final class SentRoom: CommandReceiver {
        var bytes: [Int] = []

        func receive(_ commands: [ServerCommand]) {
            for case .requests(let count) in commands { bytes.append(count) }
        }
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}

extension RawClient {
    /// Whether so many frames have come.
    fileprivate func answers(_ count: Int, within time: Duration = .seconds(10)) async throws -> Bool {
        try await eventually(within: time) { received.count >= count }
    }

    /// Why the server went, once it has said so.
    fileprivate var ended: ConnectionError? {
        received.lazy.compactMap { if case .goAway(let end) = $0 { end.error } else { nil } }.first
    }

    /// Whether a status has come on the stream.
    fileprivate func answered(on stream: UInt32) -> Bool {
        received.contains { if case .status(stream, _) = $0 { true } else { false } }
    }
}
