import NIOCore
import NIOEmbedded
@testable import RPC
import TestSupport
import Testing
import Wire

/// Each end alone, on an event loop whose clock only the test moves.
@Suite struct TimeTests {
    @Test func `a silent client is closed after 20 seconds`() throws {
        let end = try ServerEnd()
        end.receive([.settings(Settings.floor)])
        #expect(try end.frames() == [.settings(ConnectionLimits().settings)])
        end.pass(.seconds(19))
        #expect(try end.frames() == [])
        end.receive([.ping(Ping(data: FixedBytes()))])
        end.pass(.seconds(19))
        #expect(try end.frames() == [.pong(Ping(data: FixedBytes()))])
        #expect(end.channel.isActive)
        end.pass(.seconds(2))
        #expect(try end.frames() == [.goAway(GoAway(lastStream: 0, error: .idle))])
        #expect(!end.channel.isActive)
    }

    @Test func `half a frame is none`() throws {
        let end = try ServerEnd()
        end.receive([.settings(Settings.floor)])
        for _ in 0..<4 {
            end.pass(.seconds(5))
            end.receive(bytes: [9])
        }
        #expect(try end.frames().last == .goAway(GoAway(lastStream: 0, error: .idle)))
        #expect(!end.channel.isActive)
    }

    @Test func `a visit ends after 10 minutes`() throws {
        let end = try ServerEnd()
        end.receive([.settings(Settings.floor)])
        for _ in 0..<59 {
            end.pass(.seconds(10))
            end.receive([.ping(Ping(data: FixedBytes()))])
        }
        #expect(end.channel.isActive)
        end.pass(.seconds(10))
        #expect(try end.frames().last == .goAway(GoAway(lastStream: 0, error: .idle)))
        #expect(!end.channel.isActive)
    }

    @Test func `who has authenticated may stay`() throws {
        let end = try ServerEnd()
        end.receive([.settings(Settings.floor)])
        end.peer?.liftVisitLimit()
        for _ in 0..<200 {
            end.pass(.seconds(10))
            end.receive([.ping(Ping(data: FixedBytes()))])
        }
        #expect(end.channel.isActive)
    }

    @Test func `a client that waits pings, and gives up after 30 seconds of nothing`() throws {
        let end = try ClientEnd()
        let inlet = Inlet<Proof> { _ in }
        let call = ClientCall(id: 1, .inclusion, deadline: nil, sink: inlet)
        end.mailbox.post(.call(call, []))
        end.receive([.settings(Settings.floor)])
        #expect(
            try end.frames() == [
                .settings(ConnectionLimits().settings),
                .call(stream: 1, Call(method: Method.inclusion.rawValue, deadline: 0)),
                .message(stream: 1, length: 0),
            ])
        end.pass(.seconds(9))
        #expect(try end.frames() == [])
        end.pass(.seconds(1))
        #expect(try end.frames().count == 1)
        end.pass(.seconds(10))
        #expect(try end.frames().count == 1)
        #expect(end.channel.isActive)
        end.pass(.seconds(10))
        #expect(try end.frames().last == .goAway(GoAway(lastStream: 0, error: .idle)))
        #expect(!end.channel.isActive)
    }

    /// What a server sends that never answers.
    enum Noise: CaseIterable { case pongs, pings, credit }

    @Test(arguments: Noise.allCases) func `no noise is an answer`(_ noise: Noise) async throws {
        let end = try await AsyncClientEnd()
        let inlet = Inlet<Proof> { _ in }
        let idle = Inlet<Proof> { _ in }
        end.mailbox.post(.call(ClientCall(id: 1, .inclusion, deadline: nil, sink: inlet), []))
        // Nobody waits for this one, so it takes as long as it takes.
        end.mailbox.post(.call(ClientCall(id: 2, .inclusion, deadline: nil, sink: idle), []))
        try await end.receive([.settings(Settings.floor)])
        _ = try await end.frames()
        let waiting = Task { try await inlet.next() }
        // The first ping that counts is the first that finds somebody waiting.
        #expect(try await eventually { inlet.ticked() > 0 })
        for number in 2...5 {
            await end.pass(.seconds(10))
            var frames = try await end.frames()
            // With the fifth ping the wait is over, and within a minute of its beginning.
            if number == 5 { #expect(frames.popLast() == .cancel(stream: 1)) }
            guard frames.count == 1, case .ping(let ping)? = frames.first else {
                Issue.record("ping \(number): \(frames)")
                return
            }
            // Whatever a server sends meanwhile.
            switch noise {
            case .pongs: try await end.receive([.pong(ping)])
            case .pings: try await end.receive([.ping(Ping(data: FixedBytes()))])
            case .credit: try await end.receive([.credit(stream: 2, bytes: 8)])
            }
            _ = try await end.frames()
        }
        await #expect(throws: RPCError.self) { try await waiting.value }
        #expect(end.channel.isActive)
        #expect(idle.ticked() == 0)
    }

    /// Pongs stand behind what was sent: where a line is slow they are late, and the stream is waited for.
    @Test(arguments: [true, false]) func `a stream has as long as its line takes`(_ isFast: Bool) async throws
    {
        let end = try await AsyncClientEnd()
        let inlet = Inlet<EnvelopeChunk> { _ in }
        end.mailbox.post(.call(ClientCall(id: 1, .envelope, deadline: nil, sink: inlet), []))
        try await end.receive([.settings(Settings.floor)])
        _ = try await end.frames()
        let waiting = Task { try await inlet.next() }
        #expect(try await eventually { inlet.ticked() > 0 })
        var last: [Frame] = []
        for number in 2...7 {
            await end.pass(.seconds(10))
            guard case .ping(let ping)? = try await end.frames().first else {
                Issue.record("ping \(number)")
                return
            }
            try await end.receive([isFast ? .pong(ping) : .ping(Ping(data: FixedBytes()))])
            last = try await end.frames()
        }
        #expect(last.contains(.cancel(stream: 1)) == isFast)
        waiting.cancel()
        await #expect(throws: RPCError.self) { try await waiting.value }
    }

    @Test func `whatever a server sends, it answers pings or is given up`() throws {
        let end = try ClientEnd()
        end.mailbox.post(
            .call(ClientCall(id: 1, .inclusion, deadline: nil, sink: Inlet<Proof> { _ in }), []))
        end.receive([.settings(Settings.floor)])
        var (seconds, last): (Int, Frame?) = (0, nil)
        while end.channel.isActive, seconds < 1_000 {
            end.pass(.seconds(5))
            end.receive([.ping(Ping(data: FixedBytes()))])
            seconds += 5
            last = try end.frames().last ?? last
        }
        #expect(seconds == 310)
        #expect(last == .goAway(GoAway(lastStream: 0, error: .idle)))
    }

    @Test func `a client without calls is silent`() throws {
        let end = try ClientEnd()
        end.receive([.settings(Settings.floor)])
        _ = try end.frames()
        end.pass(.hours(1))
        #expect(try end.frames() == [])
        #expect(end.channel.isActive)
    }

    @Test func `a deadline passes without a server`() throws {
        let end = try ClientEnd()
        let call = ClientCall(id: 1, .inclusion, deadline: .seconds(3), sink: Inlet<Proof> { _ in })
        end.mailbox.post(.call(call, []))
        end.receive([.settings(Settings.floor)])
        _ = try end.frames()
        end.pass(.seconds(3))
        #expect(try end.frames() == [.cancel(stream: 1)])
    }
}
