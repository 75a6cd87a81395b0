import Testing
import Wire

/// One parser for all that is written as `host:port`.
@Suite struct HostPortTests {
    private func parse(_ text: String, zero: Bool = true) -> Result<HostPort, HostPort.Mistake> {
        Result { () throws(HostPort.Mistake) in try HostPort(text[...], isPortZeroAllowed: zero) }
    }

    @Test(arguments: [
        ("kentongan.example:7443", "kentongan.example", 7_443, false),
        ("127.0.0.1:0", "127.0.0.1", 0, false),
        ("[::1]:65535", "::1", 65_535, true),
        // The last colon counts; whether such a host will do is for its user.
        ("::1:80", "::1", 80, false),
        ("[]:80", "", 80, true),
        ("[:80", "[", 80, false),
        (" a b :080", " a b ", 80, false),
        ("a:+80", "a", 80, false),
    ])
    func isTakenApart(_ text: String, _ host: String, _ port: UInt16, _ isBracketed: Bool) throws {
        let parts = try parse(text).get()
        #expect(parts.host == host)
        #expect(parts.port == port)
        #expect(parts.isBracketed == isBracketed)
        #expect(text.hasSuffix(":" + parts.digits))
    }

    @Test(arguments: [
        ("", HostPort.Mistake.port), ("a", .port), ("a:", .port), ("[::1]", .port), ("a:65536", .port),
        ("a:-1", .port), ("a: 80", .port), ("a:80 ", .port), ("a:x", .port), (":", .port), (":80", .host),
    ])
    func isRefused(_ text: String, _ mistake: HostPort.Mistake) {
        #expect(parse(text) == .failure(mistake))
    }

    @Test func zeroIsAPortOnlyWhereTheSystemMayChoose() {
        #expect(parse("a:0", zero: false) == .failure(.port))
        #expect(throws: Never.self) { try parse("a:0").get() }
        #expect(throws: Never.self) { try parse("a:1", zero: false).get() }
    }
}
