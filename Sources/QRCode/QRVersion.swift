/// One of the forty sizes of a QR code, with what the standard's tables say of it at error correction M.
struct QRVersion: Equatable, Sendable {
    /// 1 to 40.
    let number: Int

    /// Error correction codewords of each block, by version (table 9).
    private static let corrections = [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
        26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ]
    /// Blocks, by version (table 9).
    private static let blockCounts = [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
        17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ]

    /// The one with the most room.
    static let largest = QRVersion(number: 40)

    private init(number: Int) { self.number = number }

    /// The smallest that holds so many bytes; nil where none does.
    init?(holding count: Int) {
        guard let number = (1...40).first(where: { QRVersion(number: $0).capacity >= count }) else {
            return nil
        }
        self.init(number: number)
    }

    /// Modules of each edge.
    var side: Int { 17 + 4 * number }
    /// Bytes that it holds beside mode and length.
    var capacity: Int { dataCount - (4 + lengthBits + 7) / 8 }
    /// Error correction codewords of each block.
    var correction: Int { Self.corrections[number - 1] }
    /// Blocks that the data are cut into.
    var blocks: Int { Self.blockCounts[number - 1] }
    /// Data codewords, mode and length included.
    var dataCount: Int { codewordCount - correction * blocks }

    /// Bits of the field that says how many bytes there are (table 3).
    private var lengthBits: Int { number < 10 ? 8 : 16 }

    /// All codewords: what the patterns leave free of the square.
    private var codewordCount: Int {
        let finders = 3 * 64
        let timing = 2 * (side - 16)
        let rows = alignment.count
        // Three of the crossings lie in finder patterns; those on a timing line share five modules with it.
        let aligned = rows == 0 ? 0 : (rows * rows - 3) * 25 - (rows - 2) * 2 * 5
        let format = 31
        let version = number < 7 ? 0 : 36
        return (side * side - finders - timing - aligned - format - version) / 8
    }

    /// Rows, and columns, of the centres of alignment patterns (annex E): evenly apart from the far edge, by an even step.
    var alignment: [Int] {
        guard number > 1 else { return [] }
        let gaps = number / 7 + 1
        let last = side - 7
        var step = (last - 6 + gaps - 1) / gaps
        step += step % 2
        // The one version whose step is not the smallest even one that reaches.
        if number == 32 { step = 26 }
        return [6] + (0..<gaps).map { last - (gaps - 1 - $0) * step }
    }

    /// Mode, length, the bytes, and padding up to the data's size (section 7.4).
    func data(_ bytes: [UInt8]) -> [UInt8] {
        var bits = QRBits()
        bits.append(0b0100, count: 4)
        bits.append(bytes.count, count: lengthBits)
        for byte in bytes { bits.append(Int(byte), count: 8) }
        bits.append(0, count: min(4, dataCount * 8 - bits.count))
        return bits.bytes(filledTo: dataCount)
    }

    /// The data with their error correction, in the order in which they are placed (section 7.6).
    ///
    /// - Parameter data: exactly `dataCount` bytes.
    /// - Returns: as many as the square has room for.
    func codewords(of data: [UInt8]) -> [UInt8] {
        let short = dataCount / blocks
        let longBlocks = dataCount % blocks
        var pieces: [ArraySlice<UInt8>] = []
        var rest = data[...]
        for block in 0..<blocks {
            let count = short + (block >= blocks - longBlocks ? 1 : 0)
            pieces.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        let divisor = ReedSolomon(degree: correction)
        let checks = pieces.map { divisor.remainder(of: $0) }
        return Self.interleaved(pieces, longest: short + 1)
            + Self.interleaved(checks.map { $0[...] }, longest: correction)
    }

    /// The first of each, then the second of each.
    private static func interleaved(_ pieces: [ArraySlice<UInt8>], longest: Int) -> [UInt8] {
        (0..<longest).flatMap { place in
            pieces.compactMap { place < $0.count ? $0[$0.startIndex + place] : nil }
        }
    }
}
