import Testing
@testable import Wire

@Suite struct WindowsTests {
    @Test func sendsWhatWasGrantedAndNoMore() {
        var window = SendWindow(100)
        #expect(window.spend(60) == true)
        #expect(window.spend(41) == false)
        #expect(window.spend(40) == true)
        #expect(window.spend(1) == false)
        #expect(window.grant(5) == true)
        #expect(window.spend(5) == true)
    }

    @Test func refusesCreditOfNothingAndCreditAboveTheLimit() {
        var window = SendWindow(100)
        #expect(window.grant(0) == false)
        #expect(window.grant(UInt32.max) == false)
        #expect(window.grant(0x7fff_ffff - 99) == false)
        #expect(window.grant(0x7fff_ffff - 100) == true)
        #expect(window.available == SendWindow.limit)
        #expect(window.grant(1) == false)
        #expect(window.raise(by: 1) == false)
    }

    @Test func grantsBackAQuarterAtATime() {
        var window = ReceiveWindow(400)
        #expect(window.receive(300) == true)
        #expect(window.receive(101) == false)
        #expect(window.consume(99) == nil)
        #expect(window.consume(1) == 100)
        #expect(window.available == 200)
        #expect(window.consume(150) == 150)
        #expect(window.consume(50) == nil)
        #expect(window.available == 350)
    }

    @Test func grantsBackNoMoreThanCame() {
        var window = ReceiveWindow(400)
        #expect(window.receive(120) == true)
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
            #expect(sender.spend(size) == true)
            #expect(receiver.receive(size) == true)
            if let credit = receiver.consume(size) { #expect(sender.grant(credit) == true) }
            #expect(sender.available == receiver.available)
        }
    }
}
