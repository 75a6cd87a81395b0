import HTTP
import Testing

@Suite struct HTTPURLTests {
    @Test func readsWhatItWrites() throws {
        let url = try #require(HTTPURL("https://saksi.contoh.id/kentongan/"))
        #expect("\(url)" == "https://saksi.contoh.id:443/kentongan")
        #expect(HTTPURL("\(url)") == url)
        #expect(try #require(HTTPURL("http://[::1]:8080")).host == "::1")
    }

    @Test(arguments: [
        "", "ftp://a", "http://", "http://a:0", "http://a:65536", "http://a b", "http://u@a", "http://a?x",
        "http://a/#x",
        "http://a/../b", "http://a//b", "http://a/%2e",
    ])
    func refuses(_ text: String) {
        #expect(HTTPURL(text) == nil)
    }
}
