import NIOCore
import NIOEmbedded
import Testing

@testable import TLS

/// The handler's rules, in memory and with a clock of our own.
@Suite struct TLSHandlerTests {
    @Test func writesWaitForTheHandshakeAndItsEvent() throws {
        let pair = try ChannelPair()
        let write = pair.client.writeAndFlush(ByteBuffer(string: "early"))
        try pair.connect()
        try pair.exchange()
        try write.wait()
        let atClient = TLSHandshakeCompleted(peerSPKIHash: sharedIdentity.spkiHash)
        let atServer = TLSHandshakeCompleted(peerSPKIHash: nil)
        #expect(pair.clientLog.events == [.completed(atClient)])
        #expect(pair.serverLog.events == [.completed(atServer), .data("early")])
        try pair.finish()
    }

    @Test func closingOnTheEventSendsNothing() throws {
        let pair = try ChannelPair()
        pair.clientLog.onCompleted = { $0.close(promise: nil) }
        let write = pair.client.writeAndFlush(ByteBuffer(string: "secret"))
        try pair.connect()
        try pair.exchange()
        #expect(throws: TLSError.closed) { try write.wait() }
        #expect(!pair.serverLog.events.contains(.data("secret")))
        try pair.finish()
    }

    @Test func oneFlushIsOneRun() throws {
        let pair = try ChannelPair.open()
        let first = pair.client.write(ByteBuffer(repeating: 1, count: 9))
        let second = pair.client.write(ByteBuffer(repeating: 1, count: 32_759))
        #expect(try pair.client.readOutbound(as: ByteBuffer.self) == nil)
        pair.client.flush()
        let third = pair.client.write(ByteBuffer(string: "later"))
        let ciphertext = try #require(try pair.client.readOutbound(as: ByteBuffer.self))
        #expect(ciphertext.readableBytes == 32_768 + 2 * 22)
        #expect(try pair.client.readOutbound(as: ByteBuffer.self) == nil)
        try first.wait()
        try second.wait()
        pair.client.close(promise: nil)
        #expect(throws: TLSError.closed) { try third.wait() }
        try pair.finish()
    }

    @Test func handshakeTimesOut() throws {
        let pair = try ChannelPair(timeout: .seconds(5))
        pair.client.writeAndFlush(ByteBuffer(string: "early"), promise: nil)
        try pair.connect()
        pair.client.embeddedEventLoop.advanceTime(by: .seconds(4))
        #expect(pair.clientLog.events == [])
        pair.client.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(pair.clientLog.events == [.failed(.handshakeTimeout)])
        #expect(!pair.client.isActive)
        try pair.finish()
    }

    @Test func handshakeInTimeStopsTheClock() throws {
        let pair = try ChannelPair(timeout: .seconds(5))
        try pair.connect()
        try pair.exchange()
        pair.client.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(pair.client.isActive)
        #expect(pair.clientLog.events.count == 1)
        try pair.finish()
    }

    @Test func endWithoutCloseNotifyIsTruncated() throws {
        let pair = try ChannelPair.open()
        pair.client.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(pair.clientLog.events.last == .failed(.truncated))
        pair.server.pipeline.fireChannelInactive()
        #expect(pair.serverLog.events.last == .failed(.truncated))
        try pair.finish()
    }

    @Test func closeNotifyIsAnInputClosedEvent() throws {
        let pair = try ChannelPair.open()
        pair.client.close(promise: nil)
        try pair.exchange()
        #expect(pair.serverLog.events.last == .inputClosed)
        let count = pair.serverLog.events.count
        pair.server.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        pair.server.pipeline.fireChannelInactive()
        #expect(pair.serverLog.events.count == count)
        try pair.finish()
    }

    @Test func writingFromAFailedPromiseIsHarmless() throws {
        let pair = try ChannelPair()
        let (client, loop) = (pair.client, pair.client.eventLoop)
        let write = client.writeAndFlush(ByteBuffer(string: "one"))
        let again = loop.makePromise(of: Void.self)
        write.assumeIsolated().whenFailure { _ in
            client.writeAndFlush(ByteBuffer(string: "two"), promise: again)
        }
        try pair.connect()
        client.close(promise: nil)
        #expect(throws: TLSError.closed) { try again.futureResult.wait() }
        try pair.finish()
    }

    @Test func garbageFailsOnceAndSendsAnAlert() throws {
        let pair = try ChannelPair()
        try pair.server.connect(to: .init(ipAddress: "127.0.0.1", port: 1)).wait()
        try pair.server.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"))
        #expect(pair.serverLog.events == [.failed(.protocolViolation(reason: "http request"))])
        #expect(!pair.server.isActive)
        try pair.finish()
    }
}

/// Two embedded channels, each with a handler and a log above it.
private struct ChannelPair {
    let client = EmbeddedChannel()
    let server = EmbeddedChannel()
    let clientLog = EventLog()
    let serverLog = EventLog()

    init(timeout: TimeAmount? = nil) throws {
        let clientEngine = try TLSEngine(context: TLSContext(client: .unverified))
        let serverEngine = try TLSEngine(context: TLSContext(server: sharedIdentity))
        try client.pipeline.syncOperations.addHandlers([
            TLSHandler(engine: clientEngine, handshakeTimeout: timeout), clientLog,
        ])
        try server.pipeline.syncOperations.addHandlers([TLSHandler(engine: serverEngine), serverLog])
    }

    static func open() throws -> ChannelPair {
        let pair = try ChannelPair()
        try pair.connect()
        try pair.exchange()
        return pair
    }

    func connect() throws {
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
        try server.connect(to: address).wait()
        try client.connect(to: address).wait()
    }

    func exchange() throws {
        var isMoving = true
        while isMoving {
            isMoving = false
            for (from, to) in [(client, server), (server, client)] {
                while let bytes = try from.readOutbound(as: ByteBuffer.self) {
                    isMoving = true
                    to.pipeline.fireChannelRead(bytes)
                    to.pipeline.fireChannelReadComplete()
                }
            }
        }
    }

    func finish() throws {
        _ = try? client.finish(acceptAlreadyClosed: true)
        _ = try? server.finish(acceptAlreadyClosed: true)
    }
}

private final class EventLog: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    enum Event: Equatable {
        case completed(TLSHandshakeCompleted)
        case data(String)
        case inputClosed
        case failed(TLSError)
    }

    private(set) var events: [Event] = []
    var onCompleted: (ChannelHandlerContext) -> Void = { _ in }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        events.append(.data(String(buffer: unwrapInboundIn(data))))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSHandshakeCompleted {
            events.append(.completed(event))
            onCompleted(context)
        } else if case .inputClosed? = event as? ChannelEvent {
            events.append(.inputClosed)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? TLSError {
            events.append(.failed(error))
        }
    }
}
