/// Bits in the order in which they are written.
struct QRBits: Sendable {
    private var bits: [Bool] = []

    /// Nothing is written yet.
    init() {}

    /// Bits so far.
    var count: Int { bits.count }

    /// Writes the lowest bits of a number, the highest of them first.
    mutating func append(_ number: Int, count: Int) {
        for place in (0..<count).reversed() { bits.append(number >> place & 1 == 1) }
    }

    /// Whole bytes, and behind them the two padding bytes in turn.
    func bytes(filledTo size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: bits.count, by: 8) {
            var byte: UInt8 = 0
            for place in start..<start + 8 { byte = byte << 1 | (place < bits.count && bits[place] ? 1 : 0) }
            bytes.append(byte)
        }
        var padding: UInt8 = 0xec
        while bytes.count < size {
            bytes.append(padding)
            padding ^= 0xec ^ 0x11
        }
        return bytes
    }
}
