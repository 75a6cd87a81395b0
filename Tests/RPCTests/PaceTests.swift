import RPC
import TestSupport
import Testing
import Wire

@Suite struct PaceTests {
    /// What may be under way: what is made ahead, and the system's buffers at both ends.
    private static let most = 8 << 20

    @Test(arguments: Path.allCases) func `a reader that pauses stops the service`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            let stream = fixture.connection.audit.entries(EntriesRequest(first: 0, end: 1_024))
            _ = try await stream.next()
            let sent = try await settled { fixture.services.sent }
            #expect(sent * 65_536 <= 1 << 20)
            var taken = 1
            while try await stream.next() != nil { taken += 1 }
            #expect(taken == 1_024)
        }
    }

    @Test(arguments: Path.allCases) func `a service that does not read stops the client`(_ path: Path)
        async throws
    {
        try await withFixture(path, SampleServices(neverReads: true)) { (fixture) async throws in
            let call = fixture.connection.upload.upload()
            let counter = Counter()
            let sending = Task {
                let chunk = UploadChunk(
                    upload: Nonce(), offset: 0, data: [UInt8](repeating: 1, count: 65_536), envelope: [])
                while true {
                    try await call.send(chunk)
                    counter.add(chunk.data.count)
                }
            }
            let sent = try await settled { counter.value }
            #expect(sent > 0)
            #expect(sent <= 1 << 20)
            sending.cancel()
            _ = await sending.result
        }
    }

    @Test func `a client that reads nothing from its socket`() async throws {
        let fixture = try await Fixture(.network)
        let listener = try #require(fixture.listener)
        let client = try await RawClient.connect(listener.address, reads: false)
        let cell = try Cell.seal(ExchangeRequest.site(SiteRequest()).encoded())
        try await client.send([
            .settings(Settings(maximumFrame: 131_072, initialCredit: 0x7fff_ffff, maximumStreams: 64))
        ])
        try await client.send([.call(stream: 1, Call(method: 1, deadline: 0))])
        try await client.send(FrameEncoder.encode(.message(stream: 1, length: cell.count)) + cell)
        try await Task.sleep(for: .milliseconds(300))
        let request = try EntriesRequest(first: 0, end: 1_024).encoded()
        for stream in UInt32(2)..<10 {
            try await client.send([.call(stream: stream, Call(method: Method.entries.rawValue, deadline: 0))])
            try await client.send(
                FrameEncoder.encode(.message(stream: stream, length: request.count)) + request)
        }
        #expect(try await eventually { listener.runningCalls > 0 })
        let sent = try await settled { fixture.services.sent }
        #expect(sent > 0)
        #expect(sent * 65_536 <= Self.most)
        try await client.close()
        #expect(try await eventually { listener.runningCalls == 0 && listener.connections == 1 })
        await fixture.end()
    }

    @Test(arguments: Path.allCases) func `an answer takes the delay`(_ path: Path) async throws {
        let options = ListenerOptions(answerDelay: .milliseconds(150))
        try await withFixture(path, options: options) { (fixture) async throws in
            let time = try await ContinuousClock().measure {
                _ = try await fixture.connection.source.exchange(.decoy(Decoy()))
            }
            #expect(time >= .milliseconds(149))
        }
    }
}
