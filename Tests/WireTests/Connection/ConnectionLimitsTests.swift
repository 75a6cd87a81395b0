import Testing
@testable import Wire

@Suite struct ConnectionLimitsTests {
    @Test func saysTheFloorUnlessToldMore() throws {
        #expect(ConnectionLimits().settings == .floor)
        var limits = ConnectionLimits()
        limits.longestMessage = 1
        limits.window = -1
        limits.streams = 0
        #expect(limits.settings == .floor)
        try limits.settings.check(from: .server)
    }

    @Test(arguments: [200_000, 1 << 24, Int.max])
    func neverSaysWhatAPeerWouldRefuse(_ longestMessage: Int) throws {
        var limits = ConnectionLimits()
        limits.longestMessage = longestMessage
        limits.window = longestMessage
        limits.streams = longestMessage
        #expect(limits.settings.maximumFrame == UInt32(min(longestMessage, 0xff_ffff)))
        try limits.settings.check(from: .server)
        try limits.settings.check(from: .client)
    }

    @Test(arguments: [
        Settings(maximumFrame: 131_071, initialCredit: 262_144, maximumStreams: 64),
        Settings(maximumFrame: 0, initialCredit: 262_144, maximumStreams: 64),
        Settings(maximumFrame: 131_072, initialCredit: 262_143, maximumStreams: 64),
        Settings(maximumFrame: 131_073, initialCredit: 262_145, maximumStreams: 64),
        Settings(maximumFrame: .max, initialCredit: 262_144, maximumStreams: 64),
        Settings(maximumFrame: 131_072, initialCredit: 0x8000_0000, maximumStreams: 64),
        Settings(maximumFrame: 131_072, initialCredit: 262_144, maximumStreams: 63),
    ])
    func refusesSettingsBelowTheFloorAndContradictions(_ settings: Settings) {
        let error = #expect(throws: ProtocolError.self) { try settings.check(from: .server) }
        #expect(error?.scope == .connection(.settings))
    }

    @Test func letsAClientAcceptNoStreamsSinceNoneAreOpened() throws {
        try Settings(maximumFrame: 131_072, initialCredit: 262_144, maximumStreams: 0).check(from: .client)
    }
}
