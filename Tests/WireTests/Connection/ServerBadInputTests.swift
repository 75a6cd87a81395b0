import Testing
@testable import Wire

@Suite struct ServerBadInputTests {
    @Test func aFrameLongerThanTheLimitEndsTheConnection() {
        let server = TracedServer()
        let header: [UInt8] = [3, 0x02, 0x00, 0x01, 0, 0, 0, 1]
        let error = #expect(throws: ProtocolError.self) { try FrameDecoder().next(in: header.span.bytes) }
        guard let error else { return }
        var machine = ServerConnection(at: 0)
        #expect(machine.failed(error) == .close(GoAway(lastStream: 0, error: .frameSize)))
        #expect(server.isClosed == false)
    }

    @Test(
        arguments: [
            .message(stream: 7, length: 1), .end(stream: 7), .cancel(stream: 7), .credit(stream: 7, bytes: 1),
        ] as [Frame])
    func aFrameForAnUnknownStreamEndsTheConnection(_ frame: Frame) {
        let server = TracedServer()
        server.call(6, .upload)
        #expect(server.receive(frame) == .close(GoAway(lastStream: 6, error: .stream)))
    }

    @Test(arguments: [1, 5, 6] as [UInt32])
    func aStreamThatGoesBackwardsEndsTheConnection(_ stream: UInt32) {
        let server = TracedServer()
        server.call(6, .upload)
        #expect(server.call(stream, .upload).closes(with: .stream))
    }

    @Test func aCreditOverrunEndsTheConnection() {
        let server = TracedServer()
        server.call(1, .upload)
        #expect(server.message(1, 131_072) == .deliver(stream: 1, isLast: false))
        #expect(server.message(1, 131_057).closes(with: .credit))
    }

    @Test func headersCountAsCreditSoThatEmptyMessagesAreBounded() {
        let server = TracedServer()
        server.call(1, .upload)
        var delivered = 0
        while server.message(1, 0) == .deliver(stream: 1, isLast: false) { delivered += 1 }
        #expect(delivered == 262_144 / 8 && server.isClosed)
    }

    @Test func creditAboveTheLimitEndsTheConnection() {
        let server = TracedServer()
        server.call(1, .upload)
        #expect(server.receive(.credit(stream: 1, bytes: 0x7fff_ffff - 262_144)) == .none)
        #expect(server.receive(.credit(stream: 1, bytes: 1)).closes(with: .credit))
    }

    @Test func creditOfNothingEndsTheConnection() {
        let server = TracedServer()
        server.call(1, .upload)
        #expect(server.receive(.credit(stream: 1, bytes: 0)).closes(with: .credit))
    }

    @Test func creditOnAnExchangeEndsTheConnection() {
        let server = TracedServer()
        server.call(1, .exchange)
        #expect(server.receive(.credit(stream: 1, bytes: 1)).closes(with: .credit))
    }

    @Test(
        arguments: [
            .ping(Ping("hello")), .call(stream: 1, Call(method: 32, deadline: 0)),
            .message(stream: 1, length: 0),
            .goAway(GoAway(lastStream: 0, error: .none)),
        ] as [Frame])
    func anythingBeforeTheSettingsEndsTheConnection(_ frame: Frame) {
        let server = TracedServer(settings: nil)
        #expect(server.receive(frame) == .close(GoAway(lastStream: 0, error: .settings)))
    }

    @Test func secondSettingsEndTheConnection() {
        let server = TracedServer()
        #expect(server.receive(.settings(.floor)).closes(with: .settings))
    }

    @Test func settingsBelowTheFloorEndTheConnection() {
        let server = TracedServer(settings: nil)
        let low = Settings(maximumFrame: 131_071, initialCredit: 262_144, maximumStreams: 64)
        #expect(server.receive(.settings(low)).closes(with: .settings))
    }

    @Test(arguments: [.pong(Ping("hello")), .status(stream: 1, Status(.ok))] as [Frame])
    func aFrameThatOnlyServersSendEndsTheConnection(_ frame: Frame) {
        let server = TracedServer()
        server.call(1, .upload)
        #expect(server.receive(frame).closes(with: .protocol))
    }

    @Test func aSecondRequestEndsTheCallOnly() {
        let server = TracedServer()
        server.call(1, .checkpoint)
        server.message(1)
        #expect(server.message(1).fails(1, with: .invalidArgument))
        #expect(server.message(1) == .none)
        #expect(server.call(2, .checkpoint) == .open(stream: 2, .checkpoint))
    }

    @Test func anEndWithoutARequestEndsTheCallOnly() {
        let server = TracedServer()
        server.call(1, .checkpoint)
        #expect(server.receive(.end(stream: 1)).fails(1, with: .invalidArgument))
        #expect(server.call(2, .checkpoint) == .open(stream: 2, .checkpoint))
    }

    @Test(arguments: [0, Cell.contentSize - 1, Cell.contentSize + 1])
    func anExchangeOfOtherThanCellsEnds(_ length: Int) {
        let server = TracedServer()
        server.call(1, .exchange)
        #expect(server.message(1, length).fails(1, with: .invalidArgument))
    }

    @Test func anExchangeOutOfTurnEnds() {
        let server = TracedServer()
        server.call(1, .exchange)
        server.message(1, Cell.contentSize)
        #expect(server.message(1, Cell.contentSize).fails(1, with: .invalidArgument))
    }

    @Test func moreThanCanHaveBeenUnderWayEndsTheConnection() throws {
        let server = TracedServer()
        server.call(1, .upload)
        #expect(try server.finish(1, .aborted) != nil)
        var dropped = 0
        while server.message(1, 131_072) == .none { dropped += 1 }
        #expect(dropped == 2 && server.isClosed, "the window, and a little")
    }

    @Test func whatFollowsTheClientsOwnEndEndsTheConnection() throws {
        let server = TracedServer()
        server.call(1, .upload)
        _ = server.receive(.end(stream: 1))
        #expect(try server.send(1) == .write(isLast: true))
        #expect(server.receive(.cancel(stream: 1)) == .none, "it may have crossed the reply")
        #expect(server.message(1, 10_000).closes(with: .stream))
    }

    @Test func aStreamThatWasSkippedIsNeverUsed() {
        let server = TracedServer()
        server.call(10, .upload)
        #expect(server.message(5).closes(with: .stream))
    }

    @Test func whatFollowsTheClientsOwnCancelEndsTheConnection() {
        let server = TracedServer()
        server.call(1, .upload)
        _ = server.receive(.cancel(stream: 1))
        #expect(server.message(1).closes(with: .stream))
    }

    @Test func aFloodOfPingsEndsTheConnection() {
        let server = TracedServer()
        var pongs = 0
        while server.receive(.ping(Ping("!"))) == .write(.pong(Ping("!"))) { pongs += 1 }
        #expect(pongs == 200)
        #expect(server.isClosed)
    }

    @Test func aFloodOfCallsOpenedAndCancelledEndsTheConnection() {
        let server = TracedServer()
        var stream: UInt32 = 0
        var action = ServerAction.none
        while stream < 1_000, !action.closes(with: .excessiveLoad) {
            stream += 1
            server.call(stream, .checkpoint)
            action = server.receive(.cancel(stream: stream))
        }
        #expect(stream == 201)
    }

    @Test func aFloodOfCallsOfUnknownMethodsEndsTheConnection() {
        let server = TracedServer()
        var stream: UInt32 = 0
        var action = ServerAction.none
        while stream < 1_000, !action.closes(with: .excessiveLoad) {
            stream += 1
            action = server.receive(.call(stream: stream, Call(method: 0, deadline: 0)))
        }
        #expect(stream == 201)
    }

    @Test func callsThatAreAnsweredAreNoFlood() throws {
        let server = TracedServer()
        for stream in 1...5_000 as ClosedRange<UInt32> {
            #expect(server.call(stream, .checkpoint) == .open(stream: stream, .checkpoint))
            server.message(stream)
            #expect(try server.send(stream) == .write(isLast: true))
        }
    }
}
