import Dialing
import RPC
import TLS
import TestSupport
import Testing
import Wire

@Suite struct CallEndTests {
    @Test(arguments: Path.allCases) func `a deadline ends the call at both ends`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            let error = await #expect(throws: RPCError.self) {
                try await fixture.connection.audit.inclusion(
                    InclusionRequest(index: 0, size: 1), deadline: .milliseconds(60))
            }
            #expect(error?.code == .deadlineExceeded)
            #expect(try await eventually { fixture.services.cancelled == 1 })
        }
    }

    @Test(arguments: Path.allCases) func `cancelling the task cancels the service's`(_ path: Path)
        async throws
    {
        try await withFixture(path) { (fixture) async throws in
            let task = Task {
                try await fixture.connection.audit.inclusion(InclusionRequest(index: 0, size: 1))
            }
            try await Task.sleep(for: .milliseconds(50))
            task.cancel()
            let error = await #expect(throws: RPCError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(try await eventually { fixture.services.cancelled == 1 })
            #expect(try await eventually { (fixture.listener?.runningCalls ?? 0) == 0 })
        }
    }

    @Test(arguments: Path.allCases) func `letting go of a stream cancels it`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            do {
                let stream = fixture.connection.audit.entries(EntriesRequest(first: 0, end: 1_000_000))
                _ = try await stream.next()
            }
            #expect(try await eventually { fixture.services.cancelled == 1 })
            _ = try await fixture.connection.audit.checkpoint(CheckpointRequest())
        }
    }

    @Test func `a client that dies leaves nothing behind`() async throws {
        let identity = try TLSIdentity.generate()
        let services = SampleServices(neverReads: true)
        let listener = try await Listener.bind(identity: identity, options: ListenerOptions()) { _ in
            services.all
        }
        do {
            let connection = try await Connection.dial(listener.address, verification: .unverified)
            _ = try await connection.source.exchange(.site(SiteRequest()))
            let stream = connection.audit.entries(EntriesRequest(first: 0, end: 1_000_000))
            _ = try await stream.next()
            let upload = connection.upload.upload()
            try await upload.send(UploadChunk(upload: Nonce(), offset: 0, data: [1], envelope: []))
            let waiting = Task { try await connection.audit.inclusion(InclusionRequest(index: 0, size: 1)) }
            #expect(try await eventually { listener.runningCalls == 3 })
            await connection.close()
            let error = await #expect(throws: RPCError.self) { try await waiting.value }
            #expect(error?.code == .cancelled)
        }
        #expect(try await eventually { listener.runningCalls == 0 && listener.connections == 0 })
        #expect(services.cancelled == 3)
        await listener.drain(within: .zero)
    }

    @Test func `a drain lets calls finish and takes no new ones`() async throws {
        let fixture = try await Fixture(.network)
        try await fixture.begin()
        let listener = try #require(fixture.listener)
        let address = listener.address
        // What began the connection has ended.
        #expect(try await eventually { listener.runningCalls == 0 })
        let running = Task {
            try await fixture.connection.audit.consistency(ConsistencyRequest(oldSize: 1, size: 1_500))
        }
        #expect(try await eventually { listener.runningCalls == 1 })
        let draining = Task { await listener.drain(within: .seconds(120)) }
        let error = await #expect(throws: RPCError.self) {
            while true {
                _ = try await fixture.connection.audit.checkpoint(CheckpointRequest())
                try await Task.sleep(for: .milliseconds(5))
            }
        }
        #expect(error?.code == .unavailable)
        #expect(try await running.value.hashes.count == 1)
        let clock = ContinuousClock()
        let left = await clock.measure { await draining.value }
        #expect(left < .seconds(60), "the last answer, not the limit, ends it")
        #expect(listener.connections == 0)
        await #expect(throws: DialError.self) {
            _ = try await Connection.dial(address, verification: .unverified, timeout: .seconds(2))
        }
    }

    @Test func `a drain ends calls that take too long`() async throws {
        let fixture = try await Fixture(.network)
        try await fixture.begin()
        let listener = try #require(fixture.listener)
        let running = Task {
            try await fixture.connection.audit.inclusion(InclusionRequest(index: 0, size: 1))
        }
        #expect(try await eventually { listener.runningCalls == 1 })
        await listener.drain(within: .milliseconds(200))
        let error = await #expect(throws: RPCError.self) { try await running.value }
        #expect(error?.code == .unavailable)
        #expect(try await eventually { listener.runningCalls == 0 && listener.connections == 0 })
    }
}
