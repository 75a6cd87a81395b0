import Testing

@testable import HTTP

@Suite struct HTTPHeadScannerTests {
    private static let fields = String(repeating: "a: b\r\n", count: 32)
    private static let heads: [(String, HTTPHeadScanner.Result)] = [
        ("GET / HTTP/1.1\r\n\r\nrest", .whole(18)),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \tb c\r\n\r\n", .whole(36)),
        ("GET / HTTP/1.1\r\n\(fields)\r\n", .whole(18 + 192)),
        ("GET / HTTP/1.1\r\n\(fields)c: d\r\n", .refused(431)),
        ("GET / HTTP/1.1\r\nHost: a\r\n", .more),
        ("", .more),
        ("\r\nGET / HTTP/1.1\r\n\r\n", .refused(400)),
        ("GET / HTTP/1.1\n\n", .refused(400)),
        ("GET / HTTP/1.1\r\nHost: a\n\r\n", .refused(400)),
        ("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", .refused(400)),
        ("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", .refused(400)),
        ("GET / HTTP/1.1\r\n\tHost: a\r\n\r\n", .refused(400)),
        ("GET / HTTP/1.1\r\nHost: \0\r\n\r\n", .refused(400)),
        ("GET / HTTP/1.1\r\nHost: ä\r\n\r\n", .refused(400)),
        ("GET\t/\tHTTP/1.1\r\n\r\n", .refused(400)),
        ("GET  / HTTP/1.1\r\n\r\n", .refused(400)),
        ("GET / HTTP/1.1 \r\n\r\n", .refused(400)),
        ("GET / x HTTP/1.1\r\n\r\n", .refused(400)),
        ("GET /\r\n\r\n", .refused(400)),
        ("get / HTTP/1.1\r\n\r\n", .refused(400)),
        ("GET / RTSP/1.1\r\n\r\n", .refused(400)),
        ("GET / HTTP/1.0\r\n\r\n", .refused(505)),
        ("PRI * HTTP/2.0\r\n\r\n", .refused(505)),
        ("GET /" + String(repeating: "a", count: 1_100), .refused(414)),
        ("GET / HTTP/1.1\r\na: " + String(repeating: "b", count: 8_200), .refused(431)),
    ]

    @Test(arguments: heads) func finds(_ text: String, _ expected: HTTPHeadScanner.Result) {
        let bytes = Array(text.utf8)
        var whole = HTTPHeadScanner()
        #expect(whole.scan(bytes) == expected)
        // In pieces of one byte it finds the same, at the first byte that decides it.
        var pieces = HTTPHeadScanner()
        var result = HTTPHeadScanner.Result.more
        for count in 0...bytes.count where result == .more { result = pieces.scan(bytes.prefix(count)) }
        #expect(result == expected)
    }
}
