import Testing
@testable import Wire

@Suite struct ServerConnectionTests {
    // MARK: Shapes

    @Test func answersAUnaryCall() throws {
        let server = TracedServer()
        #expect(server.call(1, .checkpoint) == .open(stream: 1, .checkpoint))
        #expect(server.message(1, 0) == .deliver(stream: 1, isLast: true))
        #expect(try server.send(1, 500) == .write(isLast: true))
        #expect(try server.send(1, 500) == .closed)
        #expect(try server.finish(1) == nil)
        #expect(server.consume(1, 0) == nil)
    }

    @Test func answersAClientStream() throws {
        let server = TracedServer()
        #expect(server.call(1, .upload) == .open(stream: 1, .upload))
        #expect(server.message(1) == .deliver(stream: 1, isLast: false))
        #expect(server.message(1) == .deliver(stream: 1, isLast: false))
        #expect(server.receive(.end(stream: 1)) == .endRequest(stream: 1))
        #expect(try server.send(1) == .write(isLast: true))
        #expect(try server.send(1) == .closed)
    }

    @Test func answersWithAStream() throws {
        let server = TracedServer()
        server.call(1, .entries)
        #expect(server.message(1) == .deliver(stream: 1, isLast: true))
        for _ in 0..<3 { #expect(try server.send(1) == .write(isLast: false)) }
        #expect(try server.finish(1) == .status(stream: 1, Status(.ok)))
        #expect(try server.finish(1) == nil)
    }

    @Test func exchangesCellsInTurnWithoutCredit() throws {
        let server = TracedServer()
        server.call(1, .exchange)
        for _ in 0..<100 {
            #expect(server.message(1, Cell.contentSize) == .deliver(stream: 1, isLast: false))
            #expect(server.consume(1, Cell.contentSize) == nil)
            #expect(try server.send(1, Cell.contentSize) == .write(isLast: false))
        }
        #expect(server.receive(.end(stream: 1)) == .endRequest(stream: 1))
        #expect(try server.finish(1) == .status(stream: 1, Status(.ok)))
    }

    @Test func endsACallWithAnErrorWheneverItLikes() throws {
        let server = TracedServer()
        for (stream, method) in [(1, .checkpoint), (2, .upload), (3, .entries), (4, .exchange)]
            as [(UInt32, Method)]
        {
            server.call(stream, method)
            #expect(try server.finish(stream, .notFound) == .status(stream: stream, Status(.notFound)))
            #expect(server.message(stream, Cell.contentSize) == .none, "it may have been under way")
        }
    }

    @Test func throwsTheApplicationsMistakesAndChangesNothing() throws {
        let server = TracedServer()
        server.call(1, .checkpoint)
        #expect(throws: ProtocolError(stream: 1, .internal, "reply before the request")) {
            try server.send(1)
        }
        server.message(1)
        #expect(throws: ProtocolError(stream: 1, .internal, "status ok without the reply")) {
            try server.finish(1)
        }
        #expect(throws: ProtocolError(stream: 1, .internal, "message of 131073 bytes, limit 131072")) {
            try server.send(1, 131_073)
        }
        #expect(throws: ProtocolError.self) { try server.send(1, -1) }
        #expect(try server.send(1, 131_072) == .write(isLast: true))
    }

    // MARK: Opening

    @Test func opensStreamsInAnyStepsUpwards() {
        let server = TracedServer()
        for stream in [1, 2, 9, 1_000, .max] as [UInt32] {
            #expect(server.call(stream, .checkpoint) == .open(stream: stream, .checkpoint))
        }
    }

    @Test func refusesAnUnknownMethodAndLivesOn() {
        let server = TracedServer()
        #expect(
            server.receive(.call(stream: 1, Call(method: 999, deadline: 0))).refuses(1, with: .unimplemented))
        #expect(server.message(1, 5_000) == .none, "sent before the client knew")
        #expect(server.receive(.end(stream: 1)) == .none)
        #expect(server.receive(.cancel(stream: 1)) == .none)
        #expect(server.call(2, .checkpoint) == .open(stream: 2, .checkpoint))
    }

    @Test func refusesMoreStreamsThanItAccepts() throws {
        let server = TracedServer()
        for stream in 1...64 as ClosedRange<UInt32> { server.call(stream, .upload) }
        #expect(server.call(65, .upload).refuses(65, with: .resourceExhausted))
        #expect(server.message(65, 131_072) == .none)
        #expect(try server.finish(30, .aborted) != nil)
        #expect(server.call(66, .upload) == .open(stream: 66, .upload))
        #expect(server.call(67, .upload).refuses(67, with: .resourceExhausted))
    }

    // MARK: Races

    @Test func stopsACallThatItsClientCancels() throws {
        let server = TracedServer()
        server.call(1, .entries)
        server.message(1)
        #expect(server.receive(.cancel(stream: 1)) == .abandon(stream: 1))
        #expect(try server.send(1) == .closed)
        #expect(try server.finish(1) == nil)
    }

    @Test func dropsWhatCrossedTheEndOfACall() throws {
        let server = TracedServer()
        server.call(1, .upload)
        server.message(1, 100_000)
        #expect(try server.finish(1, .aborted) != nil)
        #expect(server.message(1, 131_072) == .none)
        #expect(server.message(1, 30_000) == .none)
        #expect(server.receive(.end(stream: 1)) == .none)
        #expect(server.receive(.cancel(stream: 1)) == .none)
        #expect(server.receive(.credit(stream: 1, bytes: 9)) == .none)
        #expect(server.call(2, .checkpoint) == .open(stream: 2, .checkpoint))
    }

    @Test func dropsWhatCrossedAnEarlyReply() throws {
        let server = TracedServer()
        server.call(1, .upload)
        #expect(try server.send(1) == .write(isLast: true))
        #expect(server.message(1, 131_072) == .none)
        #expect(server.receive(.end(stream: 1)) == .none)
    }

    // MARK: Credit

    @Test func keepsWhatItHasNoCreditFor() throws {
        let server = TracedServer()
        server.call(1, .entries)
        server.message(1)
        #expect(try server.send(1, 131_072) == .write(isLast: false))
        #expect(try server.send(1, 131_056) == .write(isLast: false))
        #expect(try server.send(1, 0) == .wait)
        #expect(server.receive(.credit(stream: 1, bytes: 7)) == .none, "not enough yet")
        #expect(server.receive(.credit(stream: 1, bytes: 1)) == .resume(stream: 1))
        #expect(try server.send(1, 0) == .write(isLast: false))
        #expect(try server.send(1, 0) == .wait)
        #expect(server.receive(.credit(stream: 1, bytes: 100)) == .resume(stream: 1))
        #expect(server.receive(.credit(stream: 1, bytes: 100)) == .none, "nothing waits")
    }

    @Test func sendsByTheClientsSettings() throws {
        let wide = Settings(maximumFrame: 200_000, initialCredit: 400_000, maximumStreams: 64)
        let server = TracedServer(settings: wide)
        server.call(1, .entries)
        server.message(1)
        #expect(try server.send(1, 200_000) == .write(isLast: false))
        #expect(throws: ProtocolError.self) { try server.send(1, 200_001) }
        #expect(try server.send(1, 200_000) == .wait)
    }

    @Test func grantsCreditForWhatWasConsumed() {
        let server = TracedServer()
        server.call(1, .upload)
        server.message(1, 60_000)
        server.message(1, 60_000)
        #expect(server.consume(1, 60_000) == nil)
        #expect(server.consume(1, 60_000) == .credit(stream: 1, bytes: 120_016))
        #expect(server.consume(1, 60_000) == nil, "no more was delivered")
    }

    @Test func grantsNoCreditForASideThatHasEnded() {
        let server = TracedServer()
        server.call(1, .upload)
        server.message(1, 100_000)
        #expect(server.receive(.end(stream: 1)) == .endRequest(stream: 1))
        #expect(server.consume(1, 100_000) == nil)
    }

    // MARK: Connection

    @Test func answersPingsWithTheirData() {
        let server = TracedServer()
        #expect(server.receive(.ping(Ping("are you?"))) == .write(.pong(Ping("are you?"))))
    }

    @Test func greetsWithItsSettings() {
        var limits = ConnectionLimits()
        limits.streams = 100
        let server = TracedServer(limits)
        let settings = Settings(maximumFrame: 131_072, initialCredit: 262_144, maximumStreams: 100)
        #expect(server.machine.preface == .settings(settings))
    }

    @Test func drains() throws {
        let server = TracedServer()
        server.call(1, .entries)
        server.message(1)
        server.call(5, .upload)
        #expect(server.drain(until: 16_000) == .goAway(GoAway(lastStream: 5, error: .none)))
        #expect(server.drain(until: 20_000) == nil)
        #expect(server.call(6, .checkpoint).refuses(6, with: .unavailable))
        #expect(server.message(6) == .none)
        #expect(server.message(5) == .deliver(stream: 5, isLast: false))
        #expect(try server.finish(1) != nil)
        #expect(server.pass(0) == [])
        #expect(server.receive(.cancel(stream: 5)) == .abandon(stream: 5))
        #expect(server.nextDeadline == 0)
        #expect(server.pass(0) == [.close(nil)])
        #expect(server.isClosed && server.nextDeadline == nil)
    }

    @Test func drainsNoLongerThanItWasGiven() {
        let server = TracedServer()
        server.call(1, .upload)
        _ = server.drain(until: 6_000)
        #expect(server.nextDeadline == 6_000)
        #expect(server.pass(4_999) == [])
        #expect(server.pass(1) == [.close(GoAway(lastStream: 1, error: .none))])
    }

    @Test func finishesTheCallsOfAClientThatGoesAway() throws {
        let server = TracedServer()
        server.call(1, .checkpoint)
        server.message(1)
        #expect(server.receive(.goAway(GoAway(lastStream: 0, error: .none))) == .none)
        #expect(server.pass(0) == [])
        #expect(try server.send(1) == .write(isLast: true))
        #expect(server.pass(0) == [.close(nil)])
    }

    @Test func closesAtOnceWhereItsClientGivesUp() {
        let server = TracedServer()
        server.call(1, .upload)
        #expect(server.receive(.goAway(GoAway(lastStream: 0, error: .protocol))) == .close(nil))
        #expect(server.isClosed)
    }

    @Test func doesNothingMoreOnceClosed() throws {
        let server = TracedServer()
        server.call(1, .upload)
        #expect(server.receive(.pong(Ping("what?"))).closes(with: .protocol))
        #expect(server.call(2, .checkpoint) == .none)
        #expect(server.message(1) == .none)
        #expect(try server.send(1) == .closed)
        #expect(try server.finish(1, .aborted) == nil)
        #expect(server.consume(1, 10) == nil)
        #expect(server.drain(until: 0) == nil)
        #expect(server.pass(.max) == [])
        #expect(server.nextDeadline == nil)
    }
}
