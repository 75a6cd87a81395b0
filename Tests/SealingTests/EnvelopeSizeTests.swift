import Age
import Sealing
import Testing
import Wire

@Suite struct EnvelopeSizeTests {
    /// Plaintext bytes of a k = 0 envelope, by the number of agencies.
    @Test(
        arguments: zip(
            1...12,
            [30_085, 28_528, 26_971, 25_414, 23_857, 22_300, 20_743, 19_186, 17_629, 16_072, 14_515, 12_958]))
    func `room in the shortest envelope`(agencies: Int, room: Int) {
        #expect(EnvelopeSize.capacity(31_744, recipients: agencies) == UInt64(room))
    }

    @Test func `every message fits the shortest envelope, a report with twelve agencies too`() {
        #expect(4 + Report.maximumSize <= 12_958)
        #expect(4 + Message.maximumSize <= 30_085)
    }

    @Test func `lengths are 32,768 times a power of two, less 1,024`() {
        #expect((0..<4).map { EnvelopeLength.bytes($0) } == [31_744, 64_512, 130_048, 261_120])
        #expect(EnvelopeLength.bytes(11) == 67_107_840)
        #expect(EnvelopeLength.bytes(-1) == nil && EnvelopeLength.bytes(40) == nil)
        for bytes: UInt64 in [31_744, 64_512, 67_107_840] { #expect(EnvelopeLength.isValid(bytes)) }
        for bytes: UInt64 in [0, 1_024, 31_743, 31_745, 32_768, 63_488, .max] {
            #expect(!EnvelopeLength.isValid(bytes))
        }
    }

    @Test func `what is to hold so many bytes has the next length`() {
        for (count, length) in [
            (0, 31_744), (31_744, 31_744), (31_745, 64_512), (6_000_000_000, 8_589_933_568),
        ] as [(UInt64, UInt64)] { #expect(EnvelopeLength.shortest(from: count) == length) }
        #expect(EnvelopeLength.shortest(from: .max) == nil)
    }

    @Test(arguments: [1, 3, 12])
    func `a byte too many takes the next length`(agencies: Int) throws {
        for k in 0..<16 {
            let bytes = try #require(EnvelopeLength.bytes(k))
            let room = try #require(EnvelopeSize.capacity(bytes, recipients: agencies))
            #expect(AgeLength.file(plaintext: room, hybridRecipients: agencies) == bytes)
            #expect(try EnvelopeSize.fitting(room, recipients: agencies, limit: 1 << 40) == (bytes, room))
            let next = try EnvelopeSize.fitting(room + 1, recipients: agencies, limit: 1 << 40)
            #expect(next.bytes == EnvelopeLength.bytes(k + 1) && next.capacity > room)
            #expect(throws: SealingError.tooLarge(bytes: room + 1, limit: room)) {
                try EnvelopeSize.fitting(room + 1, recipients: agencies, limit: 2 * bytes)
            }
        }
    }

    @Test func `too large names the bytes and the room`() {
        let error = #expect(throws: SealingError.self) {
            try EnvelopeSize.fitting(12_959, recipients: 12, limit: 31_744)
        }
        #expect(error?.description == "12959 bytes, limit 12958")
        #expect(throws: SealingError.tooLarge(bytes: 1, limit: 0)) {
            try EnvelopeSize.fitting(1, recipients: 12, limit: 31_743)
        }
    }
}
