import Testing
@testable import Wire

@Suite struct KeepAliveTests {
    @Test func pingsAtItsInterval() {
        var keepAlive = KeepAlive(interval: 10, timeout: 30, at: 0)
        keepAlive.start(at: 100)
        #expect(keepAlive.due == 110)
        #expect(keepAlive.timePassed(109) == .none)
        #expect(keepAlive.timePassed(110) == .ping(ping(1)))
        #expect(keepAlive.timePassed(110) == .none)
        #expect(keepAlive.timePassed(120) == .ping(ping(2)))
    }

    @Test func acceptsPongsInOrderAndOnce() {
        var keepAlive = KeepAlive(interval: 10, timeout: 30, at: 0)
        #expect(keepAlive.receivedPong(ping(0)) == false)
        #expect(keepAlive.receivedPong(ping(1)) == false)
        _ = keepAlive.timePassed(10)
        _ = keepAlive.timePassed(20)
        #expect(keepAlive.receivedPong(ping(2)) == false)
        #expect(keepAlive.receivedPong(ping(1)) == true)
        #expect(keepAlive.receivedPong(ping(1)) == false)
        #expect(keepAlive.receivedPong(ping(2)) == true)
        #expect(keepAlive.receivedPong(ping(3)) == false)
    }

    @Test func givesASilentServerUp() {
        var keepAlive = KeepAlive(interval: 10, timeout: 30, at: 0)
        keepAlive.start(at: 100)
        _ = keepAlive.timePassed(110)
        keepAlive.receivedFrame(at: 115)
        #expect(keepAlive.timePassed(144) == .ping(ping(2)))
        #expect(keepAlive.timePassed(145) == .dead)
    }

    @Test func givesAServerUpThatSendsAnythingButPongs() {
        var keepAlive = KeepAlive(interval: 10, timeout: 30, at: 0)
        for number in UInt64(1)...30 {
            keepAlive.receivedFrame(at: 10 * number)
            #expect(keepAlive.timePassed(10 * number) == .ping(ping(UInt8(number))))
        }
        var late = keepAlive
        keepAlive.receivedFrame(at: 310)
        #expect(keepAlive.timePassed(310) == .dead)
        // One late pong is enough to go on.
        #expect(late.receivedPong(ping(1)) == true)
        late.receivedFrame(at: 310)
        #expect(late.timePassed(310) == .ping(ping(31)))
    }

    private func ping(_ number: UInt8) -> Ping {
        Ping(data: FixedBytes([0, 0, 0, 0, 0, 0, 0, number]) ?? FixedBytes())
    }
}
