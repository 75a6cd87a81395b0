import Testing

@testable import Age

@Suite struct Bech32Tests {
    /// The valid strings of BIP 173.
    @Test(arguments: [
        "A12UEL5L", "a12uel5l", "?1ezyfcl",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    ])
    func valid(_ text: String) throws {
        let (prefix, bytes) = try #require(Bech32.decode(text))
        #expect(text.hasPrefix(prefix + "1"))
        #expect(Bech32.encode(prefix: prefix.lowercased(), bytes) == text.lowercased())
    }

    /// The invalid strings of BIP 173 but the one that is only too long; then mixed case, Bech32m,
    /// a wrong character, and data with padding of a whole digit or not of zeros.
    @Test(arguments: [
        "\u{20}1nwldj5", "\u{7f}1axkwrx", "\u{80}1eym55h", "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v",
        "li1dgmt3",
        "de1lg7wt\u{ff}", "A1G7SGD8", "10a06t8", "1qzzfhee", "", "1",
        "a12UEL5L", "A12uEL5L", "a1lqfn3a", "a12uel5m",
    ])
    func invalid(_ text: String) {
        #expect(Bech32.decode(text) == nil)
    }

    @Test func longDataOfEveryLength() throws {
        for count in [0, 1, 2, 3, 4, 5, 32, 1_216, 5_000] {
            let bytes = Sample.bytes(count)
            let text = Bech32.encode(prefix: "sample", bytes)
            let decoded = try #require(Bech32.decode(text))
            #expect(decoded.prefix == "sample" && decoded.bytes == bytes)
            #expect(try #require(Bech32.decode(text.uppercased())).prefix == "SAMPLE")
        }
    }

    @Test func anyOneCharacterChangedIsSeen() {
        let text = Array(Bech32.encode(prefix: "age", Sample.bytes(32)).utf8)
        for index in text.indices {
            for other in [UInt8(ascii: "q"), UInt8(ascii: "z"), UInt8(ascii: "1")] where text[index] != other
            {
                var changed = text
                changed[index] = other
                #expect(Bech32.decode(String(decoding: changed, as: UTF8.self)) == nil)
            }
        }
    }
}
