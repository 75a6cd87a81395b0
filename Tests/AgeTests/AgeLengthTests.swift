import Age
import Testing

@Suite struct AgeLengthTests {
    @Test func headers() throws {
        #expect(AgeLength.header(hybridRecipients: 1) == 1_627)
        #expect(AgeLength.header(hybridRecipients: 12) == 18_754)
        #expect(AgeLength.header(hybridRecipients: 42) == 65_464)
        #expect(AgeLength.header(hybridRecipients: 43) == nil)
        #expect(AgeLength.header(hybridRecipients: 0) == nil)
        #expect(AgeLength.header(hybridRecipients: .min) == nil)
        #expect(AgeLength.header(hybridRecipients: .max) == nil)
    }

    @Test func smallestEnvelopeOfTwelve() {
        #expect(AgeLength.plaintext(file: 31_744, hybridRecipients: 12) == 12_958)
        #expect(AgeLength.file(plaintext: 12_958, hybridRecipients: 12) == 31_744)
    }

    @Test func realFilesHaveTheseLengths() throws {
        let recipients = try (1...12).map { try #require(Sample.hybrid($0).recipient) }
        let file = try encrypt(Sample.bytes(12_958), to: recipients)
        #expect(file.count == 31_744)
        #expect(try Header.parse(file).length == 18_754)
        #expect(try Header.parse(file).stanzas.count == 12)
        for count in [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073] {
            let file = try encrypt(Sample.bytes(count), to: Array(recipients.prefix(2)))
            #expect(UInt64(file.count) == AgeLength.file(plaintext: UInt64(count), hybridRecipients: 2))
        }
    }

    /// Each file length is that of exactly one plaintext or of none.
    @Test func inverse() {
        var lengths: [UInt64: UInt64] = [:]
        for around: UInt64 in [0, 65_536, 131_072, 6_553_600] {
            for length in max(50, around) - 50...around + 50 {
                lengths[AgeLength.file(plaintext: length, hybridRecipients: 3) ?? 0] = length
            }
            let file = AgeLength.file(plaintext: around, hybridRecipients: 3) ?? 0
            for length in file - 33...file + 33 {
                #expect(AgeLength.plaintext(file: length, hybridRecipients: 3) == lengths[length])
            }
        }
        #expect(AgeLength.plaintext(file: 0, hybridRecipients: 3) == nil)
        #expect(AgeLength.plaintext(file: .max, hybridRecipients: 0) == nil)
    }
}
