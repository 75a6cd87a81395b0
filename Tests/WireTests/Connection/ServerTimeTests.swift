import TestSupport
import Testing
@testable import Wire

@Suite struct ServerTimeTests {
    @Test func aSlowClientIsClosed20SecondsAfterItsLastWholeFrame() throws {
        let server = TracedServer()
        server.call(1, .upload)
        // A frame that trickles in, byte by byte, is no event
        let bytes =
            FrameEncoder.encode(.message(stream: 1, length: 1_000)) + [UInt8](repeating: 0, count: 999)
        var arrived = 0
        while !server.isClosed, arrived < bytes.count {
            arrived += 1
            #expect(try FrameDecoder().next(in: Array(bytes.prefix(arrived)).span.bytes) == needs(arrived))
            _ = server.pass(1_000)
        }
        #expect(server.isClosed && server.now == 21_000 && arrived == 20)
    }

    @Test func everyWholeFrameGives20SecondsMore() {
        let server = TracedServer()
        for _ in 0..<20 {
            #expect(server.pass(19_999) == [])
            #expect(server.receive(.ping(Ping("here"))) == .write(.pong(Ping("here"))))
        }
        #expect(server.nextDeadline == server.now + 20_000)
        #expect(server.pass(20_000) == [.close(GoAway(lastStream: 0, error: .idle))])
    }

    @Test func aClientThatSaysNothingAtAllIsClosedToo() {
        let server = TracedServer(settings: nil)
        #expect(server.nextDeadline == 21_000)
        #expect(server.pass(20_000) == [.close(GoAway(lastStream: 0, error: .idle))])
    }

    @Test func aVisitLasts10Minutes() {
        let server = TracedServer()
        for _ in 0..<59 {
            #expect(server.pass(10_000) == [])
            _ = server.receive(.ping(Ping("here")))
        }
        #expect(server.nextDeadline == 601_000)
        #expect(server.pass(10_000) == [.close(GoAway(lastStream: 0, error: .idle))])
    }

    @Test func aVisitWithoutLimitLastsWhileFramesCome() {
        let server = TracedServer()
        server.liftVisitLimit()
        for _ in 0..<200 {
            #expect(server.pass(10_000) == [])
            _ = server.receive(.ping(Ping("here")))
        }
        #expect(server.pass(20_000) == [.close(GoAway(lastStream: 0, error: .idle))])
    }

    @Test func aCallEndsAtItsDeadline() throws {
        let server = TracedServer()
        server.call(1, .upload, deadline: 300)
        server.call(2, .upload, deadline: 200)
        server.call(3, .upload, deadline: 300)
        server.call(4, .upload)
        #expect(server.nextDeadline == 1_200)
        #expect(server.pass(199) == [])
        #expect(server.pass(1) == [.fail(stream: 2, Status(.deadlineExceeded))])
        #expect(server.nextDeadline == 1_300)
        #expect(
            server.pass(100) == [
                .fail(stream: 1, Status(.deadlineExceeded)), .fail(stream: 3, Status(.deadlineExceeded)),
            ])
        #expect(try server.send(1) == .closed)
        #expect(server.message(1, 131_072) == .none, "it may have been under way")
        #expect(server.receive(.cancel(stream: 3)) == .none)
        #expect(server.nextDeadline == 21_300)
    }

    @Test func theLongestDeadlineAtTheEndOfTimeIsNoHarm() {
        let server = TracedServer(at: .max - 5)
        #expect(server.call(1, .upload, deadline: .max) == .open(stream: 1, .upload))
        #expect(server.nextDeadline == .max)
    }

    @Test func theTimerMayComeTooSoonButNeverTooLate() throws {
        let server = TracedServer()
        server.call(1, .checkpoint, deadline: 100)
        server.message(1)
        server.call(2, .upload, deadline: 5_000)
        #expect(try server.send(1) == .write(isLast: true))
        #expect(server.nextDeadline ?? .max <= 6_000)
        #expect(server.pass(100) == [])
        #expect(server.nextDeadline == 6_000)
    }

    private func needs(_ arrived: Int) -> FrameDecoder.Result { .needs(arrived < 8 ? 8 : 1_008) }
}
