import Dialing
import RPC
import TLS
import TestSupport
import Testing
import Wire

/// Clients that ask for much and read little: what waits for them is bounded, and they are not waited for for ever.
@Suite struct SlowReaderTests {
    /// Much credit, so that only the socket holds the server back.
    private static let greedy = Settings(
        maximumFrame: 131_072, initialCredit: 0x7fff_ffff, maximumStreams: 64)

    @Test func `63 answers that nobody reads are not made`() async throws {
        let services = CountingServices(bundle: 98_304)
        try await withListener(services) { listener in
            var clients: [RawClient] = []
            for count in 1...4 {
                let client = try await RawClient.begun(listener, settings: Self.greedy, reads: false)
                clients.append(client)
                for stream in UInt32(2)..<65 { try await client.send(try Self.entries(stream)) }
                _ = try await settled { services.entries }
                #expect(listener.unreadBytes <= count * 524_288)
                #expect(listener.unreadBytes > 0)
            }
            // The rest is in the system's buffers.
            #expect(services.entries <= 4 * (63 + 16))
            for client in clients { try await client.close() }
            #expect(try await eventually { listener.unreadBytes == 0 })
        }
    }

    @Test func `who gives no credit is made no answers either`() async throws {
        let services = CountingServices(bundle: 98_304)
        try await withListener(services) { listener in
            let client = try await RawClient.begun(listener)
            for stream in UInt32(2)..<65 { try await client.send(try Self.entries(stream)) }
            let made = try await settled { services.entries }
            #expect(made == 63 * 2, "as many as the first credit is for")
            #expect(listener.unreadBytes == 0)
            // Control: credit brings more.
            try await client.send([.credit(stream: 2, bytes: 200_000)])
            #expect(try await eventually { services.entries > made })
            try await client.close()
        }
    }

    @Test func `all that waits is bounded, and readers go on meanwhile`() async throws {
        let services = CountingServices(bundle: 98_304)
        let options = ListenerOptions(maximumUnread: 2 << 20, stall: .seconds(3))
        try await withListener(services, options) { listener in
            var clients: [RawClient] = []
            for _ in 0..<12 {
                let client = try await RawClient.begun(listener, settings: Self.greedy, reads: false)
                for stream in UInt32(2)..<65 { try await client.send(try Self.entries(stream)) }
                clients.append(client)
            }
            #expect(listener.unreadBytes <= 3 << 20)
            let reader = try await Connection.dial(listener.address, verification: .unverified)
            _ = try await reader.source.exchange(.site(SiteRequest()))
            let stream = reader.audit.entries(EntriesRequest(first: 0, end: 100))
            var count = 0
            while try await stream.next() != nil { count += 1 }
            #expect(count == 100)
            await reader.close()
            #expect(try await eventually { listener.connections == 0 }, "those that read nothing were closed")
            for client in clients { try await client.close() }
        }
    }

    @Test func `a reader that takes nothing is closed in time, a slow one is not`() async throws {
        let services = CountingServices(bundle: 98_304)
        try await withListener(services, ListenerOptions(stall: .milliseconds(900))) { listener in
            let still = try await RawClient.begun(listener, settings: Self.greedy, reads: false)
            try await still.send(try Self.entries(2))
            let slow = try await Connection.dial(listener.address, verification: .unverified)
            _ = try await slow.source.exchange(.site(SiteRequest()))
            let stream = slow.audit.entries(EntriesRequest(first: 0, end: 30))
            var count = 0
            while try await stream.next() != nil {
                count += 1
                try await Task.sleep(for: .milliseconds(120))
            }
            #expect(count == 30)
            #expect(listener.connections == 1, "only the slow one is left")
            await slow.close()
            try await still.close()
        }
    }

    /// 5 kB a second, on a line that keeps nothing on the way: the system says that the socket may be written again only after
    /// a quarter of a minute of this.
    @Test func `a telephone on a slow line keeps its place while those that read nothing lose theirs`()
        async throws
    {
        let services = CountingServices(bundle: 16_384)
        let options = ListenerOptions(maximumUnread: 2 << 20, stall: .seconds(30))
        try await withListener(services, options) { listener in
            let line = try Relay(to: UInt16(listener.port), pace: 5_000)
            defer { line.stop() }
            let phone = try await Connection.dial(
                Address(host: "127.0.0.1", port: Int(line.port)), verification: .unverified)
            _ = try await phone.source.exchange(.site(SiteRequest()))
            let bundles = phone.audit.entries(EntriesRequest(first: 0, end: 1_000))
            #expect(try await bundles.next() != nil)
            var clients: [RawClient] = []
            for _ in 0..<14 {
                let client = try await RawClient.begun(listener, settings: Self.greedy, reads: false)
                for stream in UInt32(2)..<65 { try await client.send(try Self.entries(stream)) }
                clients.append(client)
            }
            #expect(try await eventually(within: .seconds(40)) { listener.connections <= 8 })
            // More than was on its way meanwhile.
            for _ in 0..<5 { #expect(try await bundles.next() != nil, "the telephone reads on") }
            await phone.close()
            for client in clients { try await client.close() }
        }
    }

    @Test func `credit for a message at a time carries a stream to its end`() async throws {
        let services = CountingServices(bundle: 100)
        try await withListener(services) { listener in
            let client = try await RawClient.begun(listener)
            let end: UInt64 = 3_000
            try await client.send(try Self.entries(2, end: end))
            var granted = 0
            while granted < Int(end) {
                let frames = try await client.frames(count: 2 + granted + 1)
                let messages = frames.filter { if case .message(2, _) = $0 { true } else { false } }
                guard messages.count > granted else { break }
                try await client.send(
                    messages[granted...].map {
                        if case .message(_, let length) = $0 {
                            .credit(stream: 2, bytes: UInt32(length + 8))
                        } else {
                            $0
                        }
                    })
                granted = messages.count
            }
            #expect(granted == Int(end))
            #expect(try await client.frames(count: 2 + Int(end) + 1).last == .status(stream: 2, Status(.ok)))
            #expect(client.isActive)
            try await client.close()
        }
    }

    private static func entries(_ stream: UInt32, end: UInt64 = 10_000) throws -> [UInt8] {
        let request = try EntriesRequest(first: 0, end: end).encoded()
        return FrameEncoder.encode(.call(stream: stream, Call(method: Method.entries.rawValue, deadline: 0)))
            + FrameEncoder.encode(.message(stream: stream, length: request.count)) + request
    }
}
