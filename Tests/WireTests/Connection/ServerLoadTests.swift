import Testing
@testable import Wire

/// What a client causes in vain: all of it out of one budget, of 200 at once and 20 a second.
@Suite struct ServerLoadTests {
    /// Ways to have the server work for nothing, each once.
    enum Way: CaseIterable {
        case ping
        case cancel
        case unknownMethod
        case violation
        case vainCredit
        case refusedByService
        case deadline
        case outOfTurn
    }

    @Test(arguments: Way.allCases) func `each way costs of the budget until it is used up`(_ way: Way) {
        let server = TracedServer()
        var times = 0
        while !server.isClosed, times < 1_000 {
            times += 1
            #expect(server.goOn(way, stream: UInt32(times)) == (times <= 200))
        }
        #expect(times == 201)
    }

    @Test func `all ways share the one budget`() {
        let server = TracedServer()
        var times = 0
        while !server.isClosed, times < 1_000 {
            let way = Way.allCases[times % Way.allCases.count]
            times += 1
            _ = server.goOn(way, stream: UInt32(times))
        }
        #expect(times == 201)
    }

    @Test(arguments: [Way.cancel, .violation, .refusedByService]) func `20 a second are for ever`(_ way: Way)
    {
        let server = TracedServer()
        for stream in 1...2_000 as ClosedRange<UInt32> {
            #expect(server.goOn(way, stream: stream))
            #expect(server.pass(50).allSatisfy { $0 == .none })
        }
    }

    @Test func `who is known pays for no answer of the services, and for all else`() throws {
        let server = TracedServer()
        server.liftVisitLimit()
        for stream in 1...5_000 as ClosedRange<UInt32> {
            #expect(server.goOn(.refusedByService, stream: stream))
        }
        var times = 0
        while !server.isClosed, times < 1_000 {
            times += 1
            _ = server.goOn(.cancel, stream: 5_000 + UInt32(times))
        }
        #expect(times == 201)
    }

    @Test func `calls that are answered cost nothing`() throws {
        let server = TracedServer()
        for stream in 1...5_000 as ClosedRange<UInt32> {
            server.call(stream, .entries)
            server.message(stream)
            #expect(try server.send(stream) == .write(isLast: false))
            #expect(try server.finish(stream) == .status(stream: stream, Status(.ok)))
        }
    }

    @Test func `credit for each message that came costs nothing, also behind the end`() throws {
        let server = TracedServer()
        server.call(1, .entries)
        server.message(1)
        for _ in 0..<2_000 { #expect(try server.send(1, 100) == .write(isLast: false)) }
        for _ in 0..<1_000 { #expect(server.receive(.credit(stream: 1, bytes: 108)) == .none) }
        #expect(try server.finish(1) != nil)
        for _ in 0..<1_000 { #expect(server.receive(.credit(stream: 1, bytes: 108)) == .none) }
        #expect(!server.isClosed)
        // That was all that the messages had earned.
        for _ in 0..<200 { #expect(server.receive(.credit(stream: 1, bytes: 108)) == .none) }
        #expect(server.receive(.credit(stream: 1, bytes: 108)).closes(with: .excessiveLoad))
    }

    @Test func `long messages earn one more for each KiB`() throws {
        let server = TracedServer()
        server.call(1, .entries)
        server.message(1)
        #expect(try server.send(1, 100 * 1_024) == .write(isLast: false))
        for _ in 0..<101 + 200 { #expect(server.receive(.credit(stream: 1, bytes: 1)) == .none) }
        #expect(server.receive(.credit(stream: 1, bytes: 1)).closes(with: .excessiveLoad))
    }

    @Test func `a message is produced where it will not wait for credit`() throws {
        let server = TracedServer()
        server.call(1, .entries)
        server.message(1)
        #expect(server.isReadyToSend(1))
        #expect(try server.send(1, 98_304) == .write(isLast: false))
        #expect(server.isReadyToSend(1))
        #expect(try server.send(1, 98_304) == .write(isLast: false))
        #expect(!server.isReadyToSend(1), "what is left is less than a message")
        _ = server.receive(.credit(stream: 1, bytes: 1))
        #expect(server.isReadyToSend(1), "a client that grants wants one more")
        #expect(try server.send(1, 98_304) == .wait)
        _ = server.receive(.credit(stream: 1, bytes: 1))
        #expect(!server.isReadyToSend(1), "one message waits, and no second one")
        #expect(!server.isReadyToSend(2))
    }
}

extension TracedServer {
    /// Has the server work for nothing on a new stream; whether the connection lives on.
    fileprivate func goOn(_ way: ServerLoadTests.Way, stream: UInt32) -> Bool {
        switch way {
        case .ping:
            _ = receive(.ping(Ping("!")))
        case .cancel:
            call(stream, .checkpoint)
            _ = receive(.cancel(stream: stream))
        case .unknownMethod:
            _ = receive(.call(stream: stream, Call(method: 0, deadline: 0)))
        case .violation:
            call(stream, .checkpoint)
            _ = receive(.end(stream: stream))
        case .vainCredit:
            call(stream, .entries)
            _ = receive(.credit(stream: stream, bytes: 1))
            // Over again, so that there is room for the next, and at no cost.
            message(stream)
            _ = try? finish(stream)
        case .refusedByService:
            call(stream, .checkpoint)
            message(stream)
            _ = try? finish(stream, .notFound)
        case .deadline:
            call(stream, .checkpoint, deadline: 1)
            _ = pass(1)
            now -= 1
        case .outOfTurn:
            call(stream, .exchange)
            message(stream, Cell.contentSize)
            message(stream, Cell.contentSize)
        }
        return !isClosed
    }
}
