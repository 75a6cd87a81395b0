import Testing
@testable import Wire

@Suite struct ClientBadInputTests {
    @Test func aFrameLongerThanTheLimitEndsTheConnection() {
        var machine = ClientConnection(at: 0)
        let header: [UInt8] = [3, 0x02, 0x00, 0x01, 0, 0, 0, 1]
        let error = #expect(throws: ProtocolError.self) { try FrameDecoder().next(in: header.span.bytes) }
        guard let error else { return }
        #expect(machine.failed(error) == .close(GoAway(lastStream: 0, error: .frameSize)))
    }

    @Test(
        arguments: [
            .message(stream: 2, length: 1), .status(stream: 2, Status(.ok)), .credit(stream: 2, bytes: 1),
        ] as [Frame])
    func aFrameForAnUnknownStreamEndsTheConnection(_ frame: Frame) {
        let client = TracedClient()
        client.call(.upload)
        #expect(client.receive(frame).closes(with: .stream))
    }

    @Test func aCreditOverrunEndsTheConnection() throws {
        let client = TracedClient()
        client.call(.entries)
        try client.send(1)
        #expect(client.message(1, 131_072) == .deliver(stream: 1, isLast: false))
        #expect(client.message(1, 131_057).closes(with: .credit))
    }

    @Test func creditThatIsTooMuchWithTheSettingsEndsTheConnection() {
        let client = TracedClient(settings: nil)
        client.call(.upload)
        let most = Settings(maximumFrame: 131_072, initialCredit: 0x7fff_ffff, maximumStreams: 64)
        #expect(client.receive(.settings(most)) == .resumeAll)
        #expect(client.receive(.credit(stream: 1, bytes: 1)).closes(with: .credit))
    }

    @Test func creditOfNothingEndsTheConnection() {
        let client = TracedClient()
        client.call(.upload)
        #expect(client.receive(.credit(stream: 1, bytes: 0)).closes(with: .credit))
    }

    @Test(
        arguments: [
            .ping(Ping("hello")), .pong(Ping("hello")), .status(stream: 1, Status(.aborted)),
            .goAway(GoAway(lastStream: 0, error: .idle)),
        ] as [Frame])
    func anythingBeforeTheSettingsEndsTheConnection(_ frame: Frame) {
        let client = TracedClient(settings: nil)
        client.call(.upload)
        #expect(client.receive(frame).closes(with: .settings))
    }

    @Test(arguments: [
        Settings.floor, Settings(maximumFrame: 1, initialCredit: 262_144, maximumStreams: 64),
    ])
    func wrongSettingsEndTheConnection(_ settings: Settings) {
        let client = TracedClient(settings: settings == .floor ? .floor : nil)
        #expect(client.receive(.settings(settings)).closes(with: .settings))
    }

    @Test(
        arguments: [
            .call(stream: 2, Call(method: 32, deadline: 0)), .end(stream: 1), .cancel(stream: 1),
            .pong(Ping("never!")),
        ] as [Frame])
    func aFrameThatNoServerSendsEndsTheConnection(_ frame: Frame) {
        let client = TracedClient()
        client.call(.upload)
        #expect(client.receive(frame).closes(with: .protocol))
    }

    @Test func aReplyBeforeTheRequestEndsTheCallOnly() throws {
        let client = TracedClient()
        client.call(.checkpoint)
        client.call(.upload)
        #expect(client.message(1).fails(1, with: .internal))
        #expect(client.message(1) == .none, "it may have been under way when we cancelled")
        #expect(try client.send(2) == .write(isLast: false))
    }

    @Test func okWithoutTheReplyEndsTheCallAsInternal() throws {
        let client = TracedClient()
        client.call(.checkpoint)
        try client.send(1)
        #expect(client.receive(.status(stream: 1, Status(.ok))).fails(1, with: .internal))
    }

    @Test func aCellOutOfTurnEndsTheExchange() throws {
        let client = TracedClient()
        client.call(.exchange)
        #expect(client.message(1, Cell.contentSize).fails(1, with: .internal))
    }

    @Test func whatFollowsTheLastReplyEndsTheConnection() throws {
        let client = TracedClient()
        client.call(.checkpoint)
        try client.send(1)
        client.message(1)
        #expect(client.message(1).closes(with: .stream))
    }

    @Test func aFloodOfPingsEndsTheConnection() {
        let client = TracedClient()
        var pongs = 0
        while client.receive(.ping(Ping("!"))) == .write(.pong(Ping("!"))) { pongs += 1 }
        #expect(pongs == 200)
        #expect(client.isClosed)
    }
}
