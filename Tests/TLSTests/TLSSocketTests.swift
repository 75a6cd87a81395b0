import Foundation
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import TLS

/// Both ends on sockets of this machine.
@Suite(.timeLimit(.minutes(1))) struct TLSSocketTests {
    @Test func echoAndExporter() async throws {
        let server = try await EchoServer()
        let pin = TLSPeerVerification.pinned([sharedIdentity.spkiHash])
        let (client, received) = try await server.connect(pin, bytes: 3_000_000)
        var generator = SeededGenerator(seed: 5)
        let message = generator.bytes(3_000_000)
        var rest = message[...]
        while !rest.isEmpty {
            let count = min(rest.count, Int.random(in: 1...70_000, using: &generator))
            client.writeAndFlush(ByteBuffer(bytes: rest.prefix(count)), promise: nil)
            rest = rest.dropFirst(count)
        }
        #expect(try await received.get() == message)

        let material = try await client.eventLoop.submit {
            try client.pipeline.syncOperations.handler(type: TLSHandler.self)
                .exporter(label: "kentongan test", context: [1], length: 32)
        }.get()
        #expect(material == server.exports.values.first)
        try await client.close()
        try await server.stop()
    }

    @Test func halfClose() async throws {
        let server = try await EchoServer(answersAfterEnd: true)
        let (client, received) = try await server.connect(.unverified, bytes: 8_000_000)
        try await client.writeAndFlush(ByteBuffer(repeating: 3, count: 8_000_000))
        try await client.close(mode: .output)
        #expect(try await received.get() == [UInt8](repeating: 3, count: 8_000_000))
        try await client.closeFuture.get()
        #expect(server.errors.values == [])
        try await server.stop()
    }

    @Test func wrongPin() async throws {
        let server = try await EchoServer()
        let (client, received) = try await server.connect(.pinned([[1]]), bytes: 1)
        client.writeAndFlush(ByteBuffer(string: "report"), promise: nil)
        await #expect(throws: TLSError.pinMismatch) { try await received.get() }
        try await client.closeFuture.get()
        try await server.waitForErrors(1)
        #expect(server.errors.values == [.handshakeIncomplete])
        try await server.stop()
    }

    @Test func abruptEndIsTruncated() async throws {
        let server = try await EchoServer()
        let (client, received) = try await server.connect(.unverified, bytes: 4)
        try await client.writeAndFlush(ByteBuffer(string: "part"))
        #expect(try await received.get() == Array("part".utf8))
        // From below the TLS handler: no close_notify.
        try await client.eventLoop.flatSubmit {
            do {
                let context = try client.pipeline.syncOperations.context(handlerType: TLSHandler.self)
                return context.close()
            } catch {
                return client.eventLoop.makeFailedFuture(error)
            }
        }.get()
        try await server.waitForErrors(1)
        #expect(server.errors.values == [.truncated])
        try await server.stop()
    }

    @Test func plainHTTPDoesNotHurt() async throws {
        let server = try await EchoServer()
        let plain = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: server.address).get()
        try await plain.writeAndFlush(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"))
        try await plain.closeFuture.get()
        #expect(server.errors.values == [.protocolViolation(reason: "http request")])

        let (client, received) = try await server.connect(.unverified, bytes: 2)
        try await client.writeAndFlush(ByteBuffer(string: "ok"))
        #expect(try await received.get() == Array("ok".utf8))
        try await client.close()
        try await server.stop()
    }

    /// Reading on demand only, as a channel under back-pressure does.
    @Test func withoutAutoRead() async throws {
        let server = try await EchoServer()
        let (client, received) = try await server.connect(.unverified, bytes: 200_000, autoRead: false)
        client.writeAndFlush(ByteBuffer(repeating: 1, count: 200_000), promise: nil)
        #expect(try await received.get().count == 200_000)
        try await client.close()
        try await server.stop()
    }

    @Test(
        .needs(.openssl, FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")),
        arguments: [
            (["-tls1_3"], "Cipher is TLS_AES_256_GCM_SHA384"), (["-tls1_2"], "alert protocol version"),
            // A server takes no notice of either.
            (["-tls1_3", "-servername", "example.net", "-alpn", "h2"], "No ALPN negotiated"),
        ])
    func opensslClient(options: [String], expected: String) async throws {
        let server = try await EchoServer()
        let port = try #require(server.address.port)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["s_client"] + options + ["-connect", "127.0.0.1:\(port)"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text.contains(expected))
        #expect(!text.contains("TLS session ticket:"))
        try await server.stop()
    }
}
