import RPC
import TLS
import TestSupport
import Testing
import Wire

/// Clients that press a server over its calls: what they cause is bounded, and others have their turn.
@Suite struct FloodTests {
    @Test func `resets that the server sends end the connection`() async throws {
        let services = CountingServices()
        try await withListener(services) { listener in
            let client = try await RawClient.begun(listener)
            let bad = [UInt8](repeating: 1, count: Cell.contentSize)
            for stream in UInt32(2)..<600 {
                try? await client.send(
                    Self.call(stream, .exchange)
                        + FrameEncoder.encode(.message(stream: stream, length: bad.count))
                        + bad)
            }
            let frames = try await client.framesUntilEnd()
            #expect(
                frames.last == .goAway(GoAway(lastStream: 200, error: .excessiveLoad)) || isLoad(frames.last))
            let statuses = frames.count { if case .status = $0 { true } else { false } }
            #expect((199...260).contains(statuses))
            #expect(services.cells == 0)
        }
    }

    @Test func `a cell that is cancelled ends before the next one of its connection begins`() async throws {
        let services = CountingServices(work: .milliseconds(300))
        try await withListener(services) { listener in
            let client = try await RawClient.begun(listener)
            try await client.send(try Self.decoy(2))
            #expect(try await eventually { services.cells == 1 })
            try await client.send([.cancel(stream: 2)])
            for stream in UInt32(3)..<150 {
                try await client.send(try Self.decoy(stream) + FrameEncoder.encode(.cancel(stream: stream)))
            }
            // The last one is not cancelled, and answered behind the one that was at work.
            try await client.send(try Self.decoy(150))
            let frames = try await client.frames(count: 3)
            #expect(frames.last == .message(stream: 150, length: Cell.contentSize))
            #expect(services.mostRunning == 1)
            #expect(services.cells == 2)
            #expect(try await eventually { listener.runningCalls == 0 })
            try await client.close()
        }
    }

    @Test func `cells of one connection go at the pace of the answers, whoever waits for them`() async throws
    {
        let services = CountingServices()
        let options = ListenerOptions(answerDelay: .milliseconds(200))
        try await withListener(services, options) { listener in
            let client = try await RawClient.begun(listener)
            let clock = ContinuousClock()
            let start = clock.now
            var stream: UInt32 = 2
            while stream < 64 || clock.now < start + .milliseconds(1_500), stream < 180 {
                try await client.send(try Self.decoy(stream))
                try await Task.sleep(for: .milliseconds(8))
                try await client.send([.cancel(stream: stream)])
                stream += 1
            }
            let passed = clock.now - start
            #expect(Int(stream) > 2 * Int(passed / .milliseconds(200)), "many more than have their turn")
            #expect(services.cells > 1)
            #expect(services.cells <= Int(passed / .milliseconds(200)) + 1)
            try await client.close()
        }
    }

    @Test func `a call that is cancelled before its turn is never begun`() async throws {
        let services = CountingServices(work: .milliseconds(400))
        try await withListener(services, ListenerOptions(maximumCalls: 2)) { listener in
            let client = try await RawClient.begun(listener)
            for stream in UInt32(2)..<52 { try await client.send(try Self.proof(stream)) }
            #expect(try await eventually { services.proofs == 2 })
            try await client.send((UInt32(2)..<52).map { .cancel(stream: $0) })
            #expect(try await eventually { listener.runningCalls == 0 })
            #expect(services.proofs == 2)
            // Control: those that are not cancelled are all begun.
            for stream in UInt32(60)..<64 { try await client.send(try Self.proof(stream)) }
            #expect(try await eventually { services.proofs == 6 })
            #expect(services.mostRunning == 2)
            try await client.close()
        }
    }

    @Test func `connections have their turns alike, however many calls they make`() async throws {
        let services = CountingServices(work: .milliseconds(10))
        try await withListener(services, ListenerOptions(maximumCalls: 2)) { listener in
            var hostile: [RawClient] = []
            for _ in 0..<12 { hostile.append(try await RawClient.begun(listener)) }
            let honest = try await RawClient.begun(listener)
            for client in hostile {
                try await client.send(try (UInt32(2)..<62).flatMap { try Self.proof($0) })
            }
            #expect(try await eventually { services.proofs > 20 })
            try await honest.send(try Self.decoy(2))
            let frames = try await honest.frames(count: 3)
            #expect(frames.last == .message(stream: 2, length: Cell.contentSize))
            let before = services.proofs
            // Call by call it would have waited for what was left of 720.
            #expect(before < 400)
            #expect(services.mostRunning == 2)
            for client in hostile { try await client.close() }
            #expect(try await eventually { listener.runningCalls == 0 })
            try await honest.close()
        }
    }

    @Test func `requests that wait for their turn are bounded`() async throws {
        let services = CountingServices(work: .seconds(2))
        try await withListener(services, ListenerOptions(maximumCalls: 1)) { listener in
            let client = try await RawClient.begun(listener)
            try await client.send(try Self.proof(2))
            #expect(try await eventually { services.proofs == 1 })
            let chunk = try UploadChunk(
                upload: Nonce(), offset: 0, data: [UInt8](repeating: 1, count: 65_536), envelope: []
            ).encoded()
            for stream in UInt32(3)..<23 {
                try await client.send(
                    Self.call(stream, .upload)
                        + FrameEncoder.encode(.message(stream: stream, length: chunk.count))
                        + chunk)
            }
            let frames = try await client.frames(count: 2 + 13)
            let refused = frames.count {
                if case .status(_, let status) = $0 { status.code == .resourceExhausted } else { false }
            }
            #expect(refused == 13, "what waits is less than 512 KiB")
            try await client.close()
        }
    }

    private func isLoad(_ frame: Frame?) -> Bool {
        if case .goAway(let goAway)? = frame { goAway.error == .excessiveLoad } else { false }
    }

    private static func call(_ stream: UInt32, _ method: Method) -> [UInt8] {
        FrameEncoder.encode(.call(stream: stream, Call(method: method.rawValue, deadline: 0)))
    }

    private static func decoy(_ stream: UInt32) throws -> [UInt8] {
        let cell = try Cell.seal(ExchangeRequest.decoy(Decoy()).encoded())
        return call(stream, .exchange) + FrameEncoder.encode(.message(stream: stream, length: cell.count))
            + cell
    }

    private static func proof(_ stream: UInt32) throws -> [UInt8] {
        let request = try InclusionRequest(index: 0, size: 1).encoded()
        return call(stream, .inclusion) + FrameEncoder.encode(.message(stream: stream, length: request.count))
            + request
    }
}
