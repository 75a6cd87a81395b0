import Testing
import Wire

@Suite struct CodecOpenSelectTests {
    @Test func `a body of an unknown kind is kept and written back`() throws {
        let bytes: [UInt8] = [0x12, 0x34, 0x03, 1, 2, 3]
        let body = try EntryBody(decoding: bytes)
        #expect(body == .unknown(EntryKind(rawValue: 0x1234), [1, 2, 3]))
        #expect(body.discriminant.rawValue == 0x1234)
        #expect(try body.encoded() == bytes)
    }

    @Test func `an unknown body is not written under a known kind`() {
        let error = EncodeError(field: "EntryBody", count: 4, minimum: 0, maximum: 0)
        #expect(throws: error) { try EntryBody.unknown(.sealed, [UInt8](repeating: 0, count: 32)).encoded() }
    }

    @Test func `a body shorter or longer than its kind's is refused`() {
        let hash = [UInt8](repeating: 7, count: 32)
        #expect(throws: DecodeError(.trailing(count: 1), field: "EntryBody", offset: 35)) {
            try EntryBody(decoding: [0, 4, 33] + hash + [0])
        }
        #expect(throws: DecodeError(.truncated, field: "SealedRecord.commitment", offset: 3)) {
            try EntryBody(decoding: [0, 4, 31] + hash)
        }
    }
}
