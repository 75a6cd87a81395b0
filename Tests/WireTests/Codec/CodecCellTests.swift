import Testing
import Wire

@Suite struct CodecCellTests {
    static let longest = Cell.contentSize - 4

    @Test(arguments: [0, 1, 63, 64, 16_383, 16_384, longest])
    func `a message comes back out of its cell`(_ count: Int) throws {
        var sampler = Sampler(seed: UInt64(count))
        let message = sampler.bytes(count...count)
        let cell = try Cell.seal(message)
        #expect(cell.count == 32_760)
        #expect(try Cell.open(cell) == message)
    }

    @Test func `a frame with a cell has 32,768 bytes`() {
        #expect(Cell.size == 32_768)
        #expect(Cell.contentSize + FrameHeader.maximumSize == Cell.size)
    }

    @Test func `a message longer than a cell is not sealed`() {
        let error = EncodeError(
            field: "Cell.content", count: Self.longest + 1, minimum: 0, maximum: Self.longest)
        #expect(throws: error) { try Cell.seal([UInt8](repeating: 1, count: Self.longest + 1)) }
    }

    @Test(arguments: [0, 1, 32_759, 32_761])
    func `another size is refused`(_ count: Int) {
        let reason = DecodeError.Reason.bound(count: count, minimum: 32_760, maximum: 32_760)
        #expect(throws: DecodeError(reason, field: "Cell", offset: 0)) {
            try Cell.open([UInt8](repeating: 0, count: count))
        }
    }

    @Test(arguments: [4, 100, 32_759])
    func `padding that is not zero is refused`(_ offset: Int) throws {
        var cell = try Cell.seal([1, 2, 3])
        cell[offset] = 1
        #expect(throws: DecodeError(.padding, field: "Cell.padding", offset: offset)) { try Cell.open(cell) }
    }

    @Test func `a length that is not the shortest or leads outside is refused`() throws {
        var cell = try Cell.seal([])
        cell.replaceSubrange(0..<2, with: [0x40, 0x00])
        #expect(throws: DecodeError(.length, field: "Cell.content", offset: 0)) { try Cell.open(cell) }
        cell.replaceSubrange(0..<4, with: [0x80, 0x00, 0x7f, 0xf5])
        let reason = DecodeError.Reason.bound(count: 32_757, minimum: 0, maximum: 32_756)
        #expect(throws: DecodeError(reason, field: "Cell.content", offset: 0)) { try Cell.open(cell) }
    }

    @Test func `every message that travels in a cell fits`() throws {
        for (largest, maximum) in [
            (ExchangeRequest.maximumSize, Method.exchange.requestMaximum),
            (ExchangeReply.maximumSize, Method.exchange.replyMaximum),
        ] {
            #expect(largest <= Self.longest)
            #expect(maximum == Cell.contentSize)
        }
    }
}
