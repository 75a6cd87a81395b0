import Testing
import Words

@Suite struct ExpiryTextTests {
    /// Noon of 26 February 2027 in Greenwich.
    private static let end: UInt64 = 1_803_643_200

    @Test func `before and after, description and keys, in both languages`() {
        func text(_ agency: String?, _ isPast: Bool) -> Phrase {
            ExpiryText.sentence(agency: agency, notAfter: Self.end, isPast: isPast)
        }
        #expect(text(nil, false).english == "the site's description holds until 26 February 2027")
        #expect(text(nil, false).indonesian == "keterangan situs berlaku sampai 26 Februari 2027")
        #expect(text("bkn", false).english == "the keys of bkn hold until 26 February 2027")
        #expect(
            text(nil, true).english
                == "the site's description ran out on 26 February 2027; this is no sign of fraud; the operator must renew it"
        )
        for agency in ["bkn", nil] {
            #expect(
                text(agency, true).indonesian.contains(
                    "habis pada 26 Februari 2027; ini bukan tanda penipuan"))
            #expect(text(agency, true).english.contains("no sign of fraud"))
            #expect(!text(agency, false).english.contains("no sign of fraud"))
        }
        // A code is somebody else's text.
        #expect(
            !text("b\u{202e}kn\n", true).english.unicodeScalars.contains { $0 == "\u{202e}" || $0 == "\n" })
    }

    @Test(
        arguments: [
            (0, "1970-01-01"), (end, "2027-02-26"), (1_804_118_399, "2027-03-03"),
            (951_782_400, "2000-02-29"),
            (UInt64.max, "9999-12-31"),
        ] as [(UInt64, String)])
    func `days for scripts`(_ seconds: UInt64, _ day: String) {
        #expect(ExpiryText.day(seconds) == day)
    }
}
