import Foundation
import NIOCore
import NIOPosix
import RPC
import TLS
import TestSupport
import Testing
import Wire

@Suite struct HostileTests {
    private static let settings = Frame.settings(Settings.floor)

    static let beginnings: [(String, [UInt8])] = [
        ("plain http", Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)),
        ("zeros", [UInt8](repeating: 0, count: 70_000)),
        ("a frame without tls", FrameEncoder.encode(settings)),
        (
            "a record of a length that is not",
            [0x16, 0x03, 0x01, 0xff, 0xff] + [UInt8](repeating: 1, count: 100)
        ),
    ]

    @Test(arguments: beginnings) func `no tls`(_ name: String, _ bytes: [UInt8]) async throws {
        try await withServer { listener in
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: listener.port).get()
            try? await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
            try? await channel.closeFuture.get()
        }
    }

    @Test func `tls 1.2 is refused`() async throws {
        let tool = URL(fileURLWithPath: "/usr/bin/openssl")
        guard FileManager.default.isExecutableFile(atPath: tool.path) else {
            try skip(needing: .openssl)
        }
        try await withServer { listener in
            let process = Process()
            process.executableURL = tool
            process.arguments = ["s_client", "-tls1_2", "-connect", "127.0.0.1:\(listener.port)"]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            let status = try await withCheckedThrowingContinuation { continuation in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                do {
                    try process.run()
                } catch {
                    continuation.resume(throwing: error)
                }
            }
            #expect(status != 0)
        }
    }

    static let violations: [(String, [UInt8], ConnectionError)] = [
        ("garbage", [UInt8](repeating: 0xee, count: 100), .protocol),
        ("a call before the settings", encode([.call(stream: 1, Call(method: 1, deadline: 0))]), .settings),
        (
            "settings below the floor",
            encode([.settings(Settings(maximumFrame: 1, initialCredit: 1, maximumStreams: 1))]), .settings
        ),
        (
            "a frame too long",
            encode([settings, .call(stream: 1, Call(method: 1, deadline: 0))]) + [3, 2, 0, 1, 0, 0, 0, 1],
            .frameSize
        ),
        ("a message for nobody", encode([settings, .message(stream: 9, length: 0)]), .stream),
        ("a server's frame", encode([settings, .pong(Ping(data: FixedBytes()))]), .protocol),
        (
            "pings without end",
            encode([settings] + [Frame](repeating: .ping(Ping(data: FixedBytes())), count: 300)),
            .excessiveLoad
        ),
    ]

    @Test(arguments: violations) func `a broken rule ends the connection`(
        _ name: String, _ bytes: [UInt8], _ error: ConnectionError
    ) async throws {
        try await withServer { listener in
            let client = try await RawClient.connect(listener.address)
            try await client.send(bytes)
            let frames = try await client.framesUntilEnd()
            guard case .goAway(let goAway)? = frames.last else {
                Issue.record("no go_away, but \(frames)")
                return
            }
            #expect(goAway.error == error)
        }
    }

    static let refusals: [(String, [Frame], StatusCode)] = [
        ("an unknown method", [.call(stream: 1, Call(method: 999, deadline: 0))], .unimplemented),
        (
            "another call before site",
            [.call(stream: 1, Call(method: Method.checkpoint.rawValue, deadline: 0))], .failedPrecondition
        ),
        (
            "a second stream of cells",
            [.call(stream: 1, Call(method: 1, deadline: 0)), .call(stream: 3, Call(method: 1, deadline: 0))],
            .failedPrecondition
        ),
        (
            "not the size of a cell",
            [.call(stream: 1, Call(method: 1, deadline: 0)), .message(stream: 1, length: 0)], .invalidArgument
        ),
    ]

    @Test(arguments: refusals) func `a wrong call gets a status`(
        _ name: String, _ frames: [Frame], _ code: StatusCode
    ) async throws {
        try await withServer { listener in
            let client = try await RawClient.connect(listener.address)
            try await client.send([Self.settings] + frames)
            let answer = try await client.frames(count: 2)
            guard case .status(_, let status)? = answer.last else {
                Issue.record("no status, but \(answer)")
                return
            }
            #expect(status.code == code)
            try await client.close()
        }
    }

    @Test func `padding that is not zero`() async throws {
        try await withServer { listener in
            let client = try await RawClient.connect(listener.address)
            try await client.send([Self.settings, .call(stream: 1, Call(method: 1, deadline: 0))])
            var cell = try Cell.seal(ExchangeRequest.site(SiteRequest()).encoded())
            cell[cell.count - 1] = 1
            try await client.send(FrameEncoder.encode(.message(stream: 1, length: cell.count)) + cell)
            guard case .status(1, let status)? = try await client.frames(count: 2).last else {
                Issue.record("no status")
                return
            }
            #expect(status.code == .invalidArgument)
            #expect(status.field == "Cell.padding")
            try await client.close()
        }
    }

    @Test func `a cell with a request that does not decode is refused by a cell`() async throws {
        try await withServer { listener in
            let client = try await RawClient.connect(listener.address)
            try await client.send([Self.settings, .call(stream: 1, Call(method: 1, deadline: 0))])
            let cell = try Cell.seal([99])
            try await client.send(FrameEncoder.encode(.message(stream: 1, length: cell.count)) + cell)
            #expect(try await client.frames(count: 2).last == .message(stream: 1, length: Cell.contentSize))
            try await client.close()
        }
    }

    @Test func `frames in pieces of any size`() async throws {
        try await withServer { listener in
            let client = try await RawClient.connect(listener.address)
            let cell = try Cell.seal(ExchangeRequest.site(SiteRequest()).encoded())
            let bytes =
                Self.encode([
                    Self.settings, .call(stream: 1, Call(method: 1, deadline: 0)),
                    .message(stream: 1, length: cell.count),
                ])
                + cell
            var start = 0
            var size = 1
            while start < bytes.count {
                try await client.send(Array(bytes[start..<min(start + size, bytes.count)]))
                start += size
                size = size < 64 ? size + 1 : size * 3
            }
            #expect(try await client.frames(count: 2).last == .message(stream: 1, length: Cell.contentSize))
            try await client.close()
        }
    }

    @Test func `who reads no answers is not read from any more`() async throws {
        try await withServer { listener in
            let client = try await RawClient.connect(listener.address, reads: false)
            try await client.send([Self.settings])
            let counter = Counter()
            let sending = Task {
                var first: UInt32 = 1
                while true {
                    let last = first + 999
                    let calls = Self.encode(
                        (first...last).map { .call(stream: $0, Call(method: 32, deadline: 0)) })
                    try await client.send(calls)
                    counter.add(calls.count)
                    first = last + 1
                }
            }
            let sent = try await settled { counter.value }
            #expect(sent < 32 << 20)
            try await client.close()
            _ = await sending.result
        }
    }

    @Test func `a handshake that is never begun ends in time`() async throws {
        let services = SampleServices()
        let listener = try await Listener.bind(
            identity: try TLSIdentity.generate(),
            options: ListenerOptions(handshakeTimeout: .milliseconds(100))
        ) { _ in services.all }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: listener.port).get()
        try await channel.closeFuture.get()
        #expect(try await eventually { listener.connections == 0 })
        await listener.drain(within: .zero)
    }

    private static func encode(_ frames: [Frame]) -> [UInt8] {
        frames.flatMap { FrameEncoder.encode($0) }
    }

    /// Runs `attack` against a server, which must serve others during and after it, and forget it.
    private func withServer(_ attack: (Listener) async throws -> Void) async throws {
        let identity = try TLSIdentity.generate()
        let services = SampleServices()
        let listener = try await Listener.bind(identity: identity, options: ListenerOptions()) { _ in
            services.all
        }
        let other = try await Connection.dial(listener.address, verification: .pinned([identity.spkiHash]))
        try await attack(listener)
        #expect(try await other.source.exchange(.site(SiteRequest())) == sampleSite)
        #expect(try await eventually { listener.connections == 1 && listener.runningCalls == 0 })
        await other.close()
        await listener.drain(within: .zero)
    }
}
