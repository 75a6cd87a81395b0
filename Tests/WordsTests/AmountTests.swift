import Testing
import Words

@Suite struct AmountTests {
    @Test(
        arguments: [
            (0, false, "0 bita"), (999, false, "999 bita"), (1_000, false, "1 kB"),
            (1_500_000, false, "1,5 MB"),
            (2_000_000_000, false, "2 GB"), (1_073_740_800, true, "1 GB"), (1_073_740_800, false, "1,1 GB"),
            (10_000_000_000_000, false, "10.000 GB"),
        ] as [(UInt64, Bool, String)])
    func `sizes are said as people say them`(_ bytes: UInt64, _ isLimit: Bool, _ text: String) {
        #expect(Amount.size(bytes, isLimit: isLimit).indonesian == text)
    }

    @Test func `no size traps, and each language has its own signs`() {
        #expect(Amount.size(.max).english.hasSuffix(" GB"))
        #expect(Amount.size(1_500_000).english == "1.5 MB")
        #expect(Amount.number(10_500) == Phrase("10.500", "10,500"))
        #expect(Amount.number(7) == Phrase("7", "7"))
    }

    @Test func `a limit is never said to be more than it is`() {
        for limit in [1_073_740_800, 1_099_999_999, 1_999_999, 8_999] as [UInt64] {
            let said = Amount.size(limit, isLimit: true).english.split(separator: " ")
            let unit: Double = said[1] == "GB" ? 1e9 : said[1] == "MB" ? 1e6 : 1e3
            #expect((Double(said[0]) ?? .infinity) * unit <= Double(limit))
        }
    }

    @Test func `what is too long is counted in letters`() {
        #expect(
            Amount.tooLong(bytes: 10_502, limit: 8_000).indonesian
                == "terlalu panjang (sekitar 10.600 huruf; paling banyak 8.000)")
        #expect(Amount.tooLong(bytes: 161, limit: 160).english == "too long (about 170 letters; at most 160)")
        _ = Amount.tooLong(bytes: .max, limit: .min)
    }

    @Test(arguments: [
        (0, "sebentar"), (29, "sebentar"), (61, "sekitar satu menit"), (180, "sekitar 3 menit"),
    ])
    func `waiting is said in minutes`(_ seconds: UInt64, _ text: String) {
        #expect(Amount.minutes(seconds: seconds).indonesian == text)
    }
}
