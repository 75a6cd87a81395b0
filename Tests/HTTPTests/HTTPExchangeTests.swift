import NIOHTTP1
import Testing

@testable import HTTP

@Suite struct HTTPExchangeTests {
    private func rules(_ connection: String = "keep-alive") throws -> HTTPRequestRules {
        let headers = HTTPHeaders([("Host", "a"), ("Connection", connection)])
        return try HTTPRequestRules(
            HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: headers), maximumBody: 0)
    }

    private func run(_ events: [HTTPExchange.Event]) -> [HTTPExchange.Action] {
        var exchange = HTTPExchange()
        return events.map { exchange.receive($0) }
    }

    @Test func oneAfterTheOther() throws {
        let first = [
            HTTPExchange.Event.started, .head(try rules()), .delivered(isWhole: true), .answered(true),
        ]
        let last = [
            HTTPExchange.Event.started, .head(try rules("close")), .delivered(isWhole: true), .answered(true),
        ]
        #expect(
            run(first + last + [.ended, .started]) == [
                .nothing, .nothing, .respond(isLast: false), .takeNext,
                .nothing, .nothing, .respond(isLast: true), .finish, .close, .nothing,
            ])
    }

    @Test func whatEndsAConnection() throws {
        #expect(run([.expired]) == [.close])
        #expect(run([.ended]) == [.close])
        #expect(run([.drain]) == [.close])
        #expect(run([.started, .ended]) == [.nothing, .close])
        #expect(
            run([.started, .expired, .answered(true), .expired]) == [
                .nothing, .refuse(status: 408), .finish, .close,
            ])
        #expect(
            run([.started, .refused(status: 431), .refused(status: 400)]) == [
                .nothing, .refuse(status: 431), .nothing,
            ])
        #expect(run([.started, .delivered(isWhole: true)]) == [.nothing, .refuse(status: 400)])
        #expect(
            run([.started, .head(try rules()), .delivered(isWhole: false)]) == [
                .nothing, .nothing, .refuse(status: 400),
            ])
        let answering = [HTTPExchange.Event.started, .head(try rules()), .delivered(isWhole: true)]
        #expect(run(answering + [.answered(false)]).last == .close)
        #expect(run(answering + [.ended, .answered(true)]).suffix(2) == [.nothing, .finish])
        #expect(run(answering + [.drain, .answered(true)]).suffix(2) == [.nothing, .finish])
    }

    @Test func timersBelongToPhases() throws {
        var exchange = HTTPExchange()
        var timers: [HTTPExchange.Timer?] = [exchange.timer]
        for event in [
            HTTPExchange.Event.started, .head(try rules()), .delivered(isWhole: true), .drain,
            .answered(true), .ended,
        ] {
            _ = exchange.receive(event)
            timers.append(exchange.timer)
        }
        #expect(timers == [.idle, .request, .request, nil, nil, .linger, nil])
    }
}
