import Testing

@testable import HTTP

@Suite struct HTTPPathTests {
    @Test(arguments: ["/", "/checkpoint", "/tile/0/x001/234.p/8", "/a/", "/a-b_c~d.e", "/A9"])
    func plain(_ path: String) { #expect(HTTPPath.isPlain(path)) }

    @Test(arguments: [
        "", "a", "//", "/a//b", "/.", "/..", "/a/..", "/a/../b", "/.a", "/%2e%2e", "/a?b", "/a#b", "/a b",
        "/\u{0}",
        "/ä", "/a\\b", "/a:b", "http://a/", "*", "/" + String(repeating: "a", count: 512),
    ]) func refused(_ path: String) { #expect(!HTTPPath.isPlain(path)) }
}
