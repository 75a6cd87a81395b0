import Testing
@testable import Wire

@Suite struct WindowsTests {
    @Test func sendsWhatWasGrantedAndNoMore() {
        var window = SendWindow(100)
        #expect(window.spend(60))
        #expect(!window.spend(41))
        #expect(window.spend(40))
        #expect(!window.spend(1))
        #expect(window.grant(5))
        #expect(window.spend(5))
    }

    @Test func refusesCreditOfNothingAndCreditAboveTheLimit() {
        var window = SendWindow(100)
        #expect(!window.grant(0))
        #expect(!window.grant(UInt32.max))
        #expect(!window.grant(0x7fff_ffff - 99))
        #expect(window.grant(0x7fff_ffff - 100))
        #expect(window.available == SendWindow.limit)
        #expect(!window.grant(1))
        #expect(!window.raise(by: 1))
    }

    @Test func grantsBackAQuarterAtATime() {
        var window = ReceiveWindow(400)
        #expect(window.receive(300))
        #expect(!window.receive(101))
        #expect(window.consume(99) == nil)
        #expect(window.consume(1) == 100)
        #expect(window.available == 200)
        #expect(window.consume(150) == 150)
        #expect(window.consume(50) == nil)
        #expect(window.available == 350)
    }

    @Test func grantsBackNoMoreThanCame() {
        var window = ReceiveWindow(400)
        #expect(window.receive(120))
        #expect(window.consume(1_000_000) == 120)
        #expect(window.consume(1_000_000) == nil)
        #expect(window.consume(-5) == nil)
        #expect(window.available == 400)
    }

    @Test func neverLeavesASenderOfTheLongestMessageWaiting() {
        let floor = Settings.floor
        let longest = FrameHeader.size + Int(floor.maximumFrame)
        var receiver = ReceiveWindow(floor.initialCredit)
        var sender = SendWindow(floor.initialCredit)
        for round in 0..<1_000 {
            let size = round.isMultiple(of: 3) ? longest : 8 + round * 97 % 60_000
            #expect(sender.spend(size))
            #expect(receiver.receive(size))
            if let credit = receiver.consume(size) { #expect(sender.grant(credit)) }
            #expect(sender.available == receiver.available)
        }
    }
}
