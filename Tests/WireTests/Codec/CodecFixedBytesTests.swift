import Testing
import Wire

@Suite struct CodecFixedBytesTests {
    @Test func `only the exact count makes one`() {
        #expect(FixedBytes<4>([1, 2, 3]) == nil)
        #expect(FixedBytes<4>([1, 2, 3, 4, 5]) == nil)
        #expect(FixedBytes<4>([1, 2, 3, 4])?.bytes == [1, 2, 3, 4])
        #expect(FixedBytes<4>().bytes == [0, 0, 0, 0])
    }

    @Test func `order is that of the bytes`() throws {
        let values = try ["00000000", "000000ff", "00000100", "7fffffff", "80000000", "ffffffff"].map {
            try #require(FixedBytes<4>(hex: $0))
        }
        #expect(values.shuffled().sorted() == values)
        #expect(!(values[0] < values[0]))
        #expect(Set(values + values).count == values.count)
    }

    @Test(arguments: ["", "0", "000", "0g", "00 00000", "０0000000", "000000000"])
    func `other text is not four bytes of hexadecimal`(_ text: String) {
        #expect(FixedBytes<4>(hex: text) == nil)
    }

    @Test func `hexadecimal of either case is read, lower case is written`() {
        #expect([UInt8](hex: "00aBfF7f") == [0x00, 0xab, 0xff, 0x7f])
        #expect([0x00, 0xab, 0xff, 0x7f].hex == "00abff7f")
        #expect([UInt8](hex: "") == [])
        #expect(FixedBytes<2>(hex: "BEEF")?.hex == "beef")
    }

    @Test func `a span of the right length is taken over`() {
        let bytes: [UInt8] = [9, 8, 7]
        #expect(FixedBytes<3>(bytes.span.bytes)?.bytes == bytes)
        #expect(FixedBytes<2>(bytes.span.bytes) == nil)
    }
}
