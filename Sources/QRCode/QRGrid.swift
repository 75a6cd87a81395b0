/// The square of one version with one mask: patterns, format and codewords, each in its place.
struct QRGrid: Sendable {
    /// Row by row; true is dark.
    private(set) var modules: [Bool]
    private var isPattern: [Bool]
    /// Modules of each edge.
    let side: Int

    /// Lays everything out.
    ///
    /// - Parameters:
    ///   - version: whose patterns there are.
    ///   - codewords: data and error correction, interleaved.
    ///   - mask: laid over the codewords.
    init(_ version: QRVersion, codewords: [UInt8], mask: QRMask) {
        side = version.side
        modules = Array(repeating: false, count: side * side)
        isPattern = modules
        layTiming()
        layFinders()
        layAlignment(version)
        layFormat(mask)
        layNumber(version)
        place(codewords, mask)
    }

    /// Whether a module is dark.
    subscript(row: Int, column: Int) -> Bool { modules[row * side + column] }

    private mutating func lay(_ isDark: Bool, _ row: Int, _ column: Int) {
        guard (0..<side).contains(row), (0..<side).contains(column) else { return }
        modules[row * side + column] = isDark
        isPattern[row * side + column] = true
    }

    // MARK: Patterns

    private mutating func layTiming() {
        for place in 0..<side {
            lay(place % 2 == 0, 6, place)
            lay(place % 2 == 0, place, 6)
        }
    }

    /// Three corners, each with its light separator.
    private mutating func layFinders() {
        for (row, column) in [(3, 3), (3, side - 4), (side - 4, 3)] {
            for down in -4...4 {
                for right in -4...4 {
                    let ring = max(abs(down), abs(right))
                    lay(ring != 2 && ring != 4, row + down, column + right)
                }
            }
        }
    }

    private mutating func layAlignment(_ version: QRVersion) {
        let centres = version.alignment
        guard let first = centres.first, let last = centres.last else { return }
        for row in centres {
            for column in centres {
                let isFinder =
                    row == first && column == first || row == first && column == last
                    || row == last && column == first
                guard !isFinder else { continue }
                for down in -2...2 {
                    for right in -2...2 {
                        lay(max(abs(down), abs(right)) != 1, row + down, column + right)
                    }
                }
            }
        }
    }

    // MARK: What the reader has to know first

    /// Level M and the mask in 15 bits, twice (section 7.9), and the module that is always dark.
    private mutating func layFormat(_ mask: QRMask) {
        let bits = Self.coded(mask.rawValue, generator: 0x537, checkBits: 10) ^ 0x5412
        for place in 0..<15 {
            let isDark = bits >> place & 1 == 1
            switch place {
            case 0..<6: lay(isDark, place, 8)
            case 6, 7: lay(isDark, place + 1, 8)
            case 8: lay(isDark, 8, 7)
            default: lay(isDark, 8, 14 - place)
            }
            if place < 8 {
                lay(isDark, 8, side - 1 - place)
            } else {
                lay(isDark, side - 15 + place, 8)
            }
        }
        lay(true, side - 8, 8)
    }

    /// The version in 18 bits, twice, from 7 on (section 7.10).
    private mutating func layNumber(_ version: QRVersion) {
        guard version.number >= 7 else { return }
        let bits = Self.coded(version.number, generator: 0x1f25, checkBits: 12)
        for place in 0..<18 {
            let isDark = bits >> place & 1 == 1
            lay(isDark, place / 3, side - 11 + place % 3)
            lay(isDark, side - 11 + place % 3, place / 3)
        }
    }

    /// A number with the remainder of its division behind it.
    private static func coded(_ number: Int, generator: Int, checkBits: Int) -> Int {
        var remainder = number
        for _ in 0..<checkBits {
            remainder <<= 1
            if remainder >> checkBits & 1 == 1 { remainder ^= generator }
        }
        return number << checkBits | remainder
    }

    // MARK: Codewords

    /// In columns of two from the right, up and down in turn, past the column of the timing pattern.
    private mutating func place(_ codewords: [UInt8], _ mask: QRMask) {
        var bit = 0
        var isUpward = true
        for pair in stride(from: side - 1, to: 0, by: -2) {
            let right = pair > 6 ? pair : pair - 1
            for step in 0..<side {
                let row = isUpward ? side - 1 - step : step
                for column in [right, right - 1] where !isPattern[row * side + column] {
                    let isDark =
                        bit / 8 < codewords.count && codewords[bit / 8] >> (7 - bit % 8) & 1 == 1
                    modules[row * side + column] = isDark != mask.flips(row: row, column: column)
                    bit += 1
                }
            }
            isUpward.toggle()
        }
    }
}
