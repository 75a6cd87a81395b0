import Testing
@testable import Wire

@Suite struct ClientConnectionTests {
    // MARK: Shapes

    @Test func makesAUnaryCall() throws {
        let client = TracedClient()
        let frame = Frame.call(stream: 1, Call(method: Method.checkpoint.rawValue, deadline: 500))
        #expect(client.call(.checkpoint, deadline: 500) == .open(stream: 1, frame))
        #expect(try client.send(1, 0) == .write(isLast: true))
        #expect(client.message(1, 100) == .deliver(stream: 1, isLast: true))
        #expect(client.consume(1, 100) == nil)
        #expect(client.cancel(1) == nil)
        #expect(client.nextDeadline == nil)
    }

    @Test func makesAClientStream() throws {
        let client = TracedClient()
        client.call(.upload)
        for _ in 0..<3 { #expect(try client.send(1) == .write(isLast: false)) }
        #expect(try client.end(1) == .end(stream: 1))
        #expect(client.message(1) == .deliver(stream: 1, isLast: true))
    }

    @Test func takesAStream() throws {
        let client = TracedClient()
        client.call(.entries)
        #expect(try client.send(1) == .write(isLast: true))
        for _ in 0..<3 { #expect(client.message(1) == .deliver(stream: 1, isLast: false)) }
        #expect(client.receive(.status(stream: 1, Status(.ok))) == .finish(stream: 1, Status(.ok)))
        #expect(client.consume(1, 100_000) == nil)
    }

    @Test func exchangesCellsInTurn() throws {
        let client = TracedClient()
        client.call(.exchange)
        for _ in 0..<20 {
            #expect(try client.send(1, Cell.contentSize) == .write(isLast: false))
            #expect(client.message(1, Cell.contentSize) == .deliver(stream: 1, isLast: false))
            #expect(client.consume(1, Cell.contentSize) == nil)
        }
        #expect(try client.end(1) == .end(stream: 1))
        #expect(client.receive(.status(stream: 1, Status(.ok))) == .finish(stream: 1, Status(.ok)))
    }

    @Test func takesAnErrorAtAnyTime() throws {
        let client = TracedClient()
        for (stream, method) in [(1, .checkpoint), (2, .upload), (3, .entries), (4, .exchange)]
            as [(UInt32, Method)]
        {
            client.call(method)
            let status = Status(.unavailable, "later")
            #expect(client.receive(.status(stream: stream, status)) == .finish(stream: stream, status))
            #expect(try client.send(stream) == .closed)
        }
    }

    @Test func takesAnEarlyReply() throws {
        let client = TracedClient()
        client.call(.upload)
        try client.send(1)
        #expect(client.message(1) == .deliver(stream: 1, isLast: true))
        #expect(try client.send(1) == .closed)
        #expect(try client.end(1) == nil)
    }

    @Test func throwsTheApplicationsMistakesAndChangesNothing() throws {
        let client = TracedClient()
        client.call(.checkpoint)
        #expect(throws: ProtocolError(stream: 1, .internal, "end of a side that has exactly one message")) {
            try client.end(1)
        }
        #expect(try client.send(1) == .write(isLast: true))
        #expect(throws: ProtocolError(stream: 1, .internal, "message behind the end of its side")) {
            try client.send(1)
        }
        client.call(.exchange)
        #expect(throws: ProtocolError(stream: 2, .internal, "not the size of a cell")) { try client.send(2) }
        #expect(try client.send(2, Cell.contentSize) == .write(isLast: false))
        #expect(throws: ProtocolError(stream: 2, .internal, "out of turn in an exchange")) {
            try client.send(2, Cell.contentSize)
        }
        #expect(client.message(1) == .deliver(stream: 1, isLast: true))
    }

    // MARK: Settings

    @Test func callsBeforeTheServersSettingsByTheFloor() throws {
        let client = TracedClient(settings: nil)
        for stream in 1...64 as ClosedRange<UInt32> {
            guard case .open(stream, _) = client.call(.upload) else {
                Issue.record("stream \(stream) was not opened")
                return
            }
        }
        #expect(client.call(.upload) == .full)
        #expect(throws: ProtocolError.self) { try client.send(1, 131_073) }
        #expect(try client.send(1, 131_072) == .write(isLast: false))
        #expect(try client.send(1, 131_072) == .wait)
        let wide = Settings(maximumFrame: 200_000, initialCredit: 400_000, maximumStreams: 65)
        #expect(client.receive(.settings(wide)) == .resumeAll)
        #expect(try client.send(1, 131_072) == .write(isLast: false))
        #expect(client.receive(.credit(stream: 1, bytes: 1_000)) == .none, "nothing waits any more")
        #expect(try client.send(2, 200_000) == .write(isLast: false))
        #expect(client.call(.upload) != .full)
        #expect(client.call(.upload) == .full)
    }

    @Test func creditGrantedBeforeTheSettingsCountsToo() throws {
        let client = TracedClient(settings: nil)
        client.call(.upload)
        #expect(client.receive(.settings(.floor)) == .resumeAll)
        #expect(client.receive(.credit(stream: 1, bytes: 10_000)) == .none)
        #expect(try client.send(1, 131_072) == .write(isLast: false))
        #expect(try client.send(1, 131_072) == .write(isLast: false))
    }

    @Test func sendsASettingsFrameFirst() {
        #expect(TracedClient().machine.preface == .settings(.floor))
    }

    // MARK: Credit

    @Test func keepsWhatItHasNoCreditForAndResumes() throws {
        let client = TracedClient()
        client.call(.upload)
        #expect(try client.send(1, 131_072) == .write(isLast: false))
        #expect(try client.send(1, 131_072) == .wait)
        #expect(client.receive(.credit(stream: 1, bytes: 65_536)) == .resume(stream: 1))
        #expect(try client.send(1, 131_072) == .write(isLast: false))
        #expect(try client.end(1) == .end(stream: 1))
        #expect(client.receive(.credit(stream: 1, bytes: 65_536)) == .none)
    }

    @Test func grantsCreditForWhatWasConsumed() throws {
        let client = TracedClient()
        client.call(.entries)
        try client.send(1)
        client.message(1, 100_000)
        #expect(client.consume(1, 100_000) == .credit(stream: 1, bytes: 100_008))
    }

    // MARK: The end

    @Test func cancelsAndDropsWhatWasUnderWay() throws {
        let client = TracedClient()
        client.call(.entries)
        try client.send(1)
        client.message(1, 100_000)
        #expect(client.cancel(1) == .cancel(stream: 1))
        #expect(client.cancel(1) == nil)
        #expect(client.message(1, 131_072) == .none)
        #expect(client.receive(.status(stream: 1, Status(.ok))) == .none)
        #expect(client.receive(.credit(stream: 1, bytes: 9)) == .none)
        #expect(client.consume(1, 100_000) == nil)
    }

    @Test func cancelsManyCallsWhoseRepliesAreAllUnderWay() throws {
        let client = TracedClient()
        for stream in 1...300 as ClosedRange<UInt32> {
            client.call(.entries)
            try client.send(stream)
            #expect(client.cancel(stream) == .cancel(stream: stream))
        }
        for stream in 1...300 as ClosedRange<UInt32> {
            #expect(client.message(stream, 131_072) == .none)
            #expect(client.receive(.status(stream: stream, Status(.ok))) == .none)
        }
    }

    @Test func leavesWhenToldTo() throws {
        let client = TracedClient()
        for _ in 1...3 { client.call(.upload) }
        #expect(client.receive(.goAway(GoAway(lastStream: 2, error: .none))) == .failAbove(stream: 2))
        #expect(client.call(.upload) == .unavailable)
        #expect(try client.send(3) == .closed)
        #expect(client.receive(.status(stream: 3, Status(.unavailable))) == .none, "the server's own answer")
        #expect(client.message(1) == .deliver(stream: 1, isLast: true))
        #expect(client.pass(0) == [])
        #expect(client.message(2) == .deliver(stream: 2, isLast: true))
        #expect(client.nextDeadline == 0)
        #expect(client.pass(0) == [.close(nil)])
        #expect(client.isClosed)
    }

    @Test func givesUpWithItsServer() throws {
        let client = TracedClient()
        client.call(.upload)
        #expect(client.receive(.goAway(GoAway(lastStream: 1, error: .idle))) == .abort(.idle))
        #expect(client.call(.upload) == .unavailable)
        #expect(try client.send(1) == .closed)
        #expect(client.message(1) == .none)
        #expect(client.isClosed && client.pass(.max) == [])
    }

    // MARK: Time

    @Test func endsACallAtItsDeadline() {
        let client = TracedClient()
        client.call(.upload, deadline: 300)
        client.call(.upload, deadline: 200)
        #expect(client.nextDeadline == 1_200)
        #expect(client.pass(199) == [])
        #expect(client.pass(1) == [.fail(stream: 2, Status(.deadlineExceeded))])
        #expect(client.pass(100) == [.fail(stream: 1, Status(.deadlineExceeded))])
        #expect(client.message(1, 131_072) == .none)
        #expect(client.nextDeadline == nil)
    }

    @Test func pingsWhileItWaits() {
        let client = TracedClient()
        #expect(client.nextDeadline == nil)
        #expect(client.pass(50_000) == [], "no call, no ping")
        client.call(.upload)
        for number in 1...5 as ClosedRange<UInt8> {
            #expect(client.nextDeadline == client.now + 10_000)
            let ping = Ping(data: FixedBytes([0, 0, 0, 0, 0, 0, 0, number]) ?? FixedBytes())
            #expect(client.pass(10_000) == [.write(.ping(ping))])
            #expect(client.receive(.pong(ping)) == .none)
        }
    }

    @Test func givesASilentServerUp() {
        let client = TracedClient()
        client.call(.upload)
        #expect(client.pass(10_000).count == 1)
        #expect(client.pass(10_000).count == 1)
        #expect(client.pass(9_999) == [])
        #expect(client.pass(1) == [.close(GoAway(lastStream: 0, error: .idle))])
        #expect(client.isClosed)
    }
}
