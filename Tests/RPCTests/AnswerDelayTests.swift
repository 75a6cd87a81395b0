import NIOCore
import NIOEmbedded
@testable import RPC
import TestSupport
import Testing
import Wire

/// When a cell is answered, on a clock that only the test moves.
@Suite struct AnswerDelayTests {
    @Test(arguments: [
        (0, 1_000), (1, 1_000), (999, 1_000), (1_000, 1_000), (1_001, 2_000), (2_500, 3_000), (4_000, 4_000),
    ]) func `an answer is due with the first multiple not passed`(_ thinking: Int, _ due: Int) async throws {
        let end = try await AsyncServerEnd(answerDelay: .seconds(1))
        try await end.receiveCell()
        #expect(try await eventually { end.gate.isReached })
        await end.pass(thinking)
        end.gate.open()
        #expect(try await eventually { end.gauges.calls == 0 })
        if thinking < due {
            await end.pass(due - thinking - 1)
            #expect(try await end.frames().contains(.message(stream: 1, length: Cell.contentSize)) == false)
            await end.pass(1)
        } else {
            await end.pass(0)
        }
        #expect(try await end.frames().contains(.message(stream: 1, length: Cell.contentSize)))
        await end.close()
    }

    @Test func `without a delay an answer is due at once`() async throws {
        let end = try await AsyncServerEnd(answerDelay: .zero)
        try await end.receiveCell()
        #expect(try await eventually { end.gate.isReached })
        end.gate.open()
        #expect(try await eventually { end.gauges.calls == 0 })
        await end.pass(0)
        #expect(try await end.frames().contains(.message(stream: 1, length: Cell.contentSize)))
        await end.close()
    }

    @Test func `a refusal is due as an answer is`() async throws {
        let end = try await AsyncServerEnd(answerDelay: .seconds(1))
        try await end.receiveCell(.decoy(Decoy()))
        await end.pass(0)
        #expect(try await eventually { end.gauges.calls == 0 })
        await end.pass(999)
        #expect(try await end.frames().contains(.message(stream: 1, length: Cell.contentSize)) == false)
        await end.pass(1)
        #expect(try await end.frames().contains(.message(stream: 1, length: Cell.contentSize)))
        #expect(!end.gate.isReached)
        await end.close()
    }
}

/// A server's end whose `exchange` waits for the test.
private struct AsyncServerEnd {
    let gate = Gate()
    let gauges = Gauges()
    private let channel: NIOAsyncTestingChannel
    private let collector = FrameCollector()

    init(answerDelay: Duration) async throws {
        let (gate, gauges) = (gate, gauges)
        channel = try await NIOAsyncTestingChannel { channel in
            let options = ListenerOptions(answerDelay: answerDelay)
            let role = ServerRole(options, eventLoop: channel.eventLoop, gauges: gauges) { _ in
                var services = SampleServices().all
                services.source = GatedSource(gate: gate)
                return services
            }
            let handler = ConnectionHandler(
                role, limits: options.limits, tls: nil, plainKeys: ConnectionKeys(exporter: []))
            try channel.pipeline.syncOperations.addHandler(handler)
        }
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
    }

    func receiveCell(_ request: ExchangeRequest = .site(SiteRequest())) async throws {
        let cell = try Cell.seal(request.encoded())
        let frames: [Frame] = [
            .settings(Settings.floor), .call(stream: 1, Call(method: 1, deadline: 0)),
            .message(stream: 1, length: cell.count),
        ]
        let bytes = frames.flatMap { FrameEncoder.encode($0) } + cell
        _ = try await channel.writeInbound(ByteBuffer(bytes: bytes))
    }

    /// Milliseconds.
    func pass(_ time: Int) async {
        await channel.testingEventLoop.run()
        await channel.testingEventLoop.advanceTime(by: .milliseconds(Int64(time)))
    }

    func frames() async throws -> [Frame] {
        while let bytes = try await channel.readOutbound(as: ByteBuffer.self) { collector.append(bytes) }
        return collector.all
    }

    func close() async {
        _ = try? await channel.finish(acceptAlreadyClosed: true)
    }
}

private struct GatedSource: SourceService {
    let gate: Gate

    func exchange(_ request: ExchangeRequest) async -> ExchangeReply {
        await gate.pass()
        return sampleSite
    }
}
