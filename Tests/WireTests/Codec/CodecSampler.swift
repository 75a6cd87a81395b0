import TestSupport
import Wire

/// Makes values of schema types from a seed.
struct Sampler {
    enum Mode {
        /// Any value; vectors mostly short.
        case random
        /// Every vector at its lower bound, no optional.
        case smallest
        /// Every vector at its upper bound, every optional, the longest case of every select.
        case largest
    }

    var mode: Mode
    private var generator: SeededGenerator

    init(seed: UInt64, _ mode: Mode = .random) {
        generator = SeededGenerator(seed: seed)
        self.mode = mode
    }

    mutating func next() -> UInt64 { generator.next() }

    mutating func below(_ count: Int) -> Int {
        Int(next() % UInt64(max(1, count)))
    }

    // MARK: Values

    mutating func integer<Integer: FixedWidthInteger>() -> Integer {
        switch below(8) {
        case 0: .min
        case 1: .max
        default: Integer(truncatingIfNeeded: next())
        }
    }

    mutating func uint24() -> UInt32 { integer() & 0xff_ffff }

    mutating func bool() -> Bool { below(2) == 1 }

    mutating func fixed<let count: Int>() -> FixedBytes<count> {
        FixedBytes(bytes(count...count)) ?? FixedBytes()
    }

    mutating func bytes(_ bounds: ClosedRange<Int>) -> [UInt8] {
        let count = count(bounds)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            let word = next()
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (shift * 8))) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    mutating func text(_ bounds: ClosedRange<Int>) -> String {
        let count = count(bounds)
        var text = ""
        var left = count
        while left > 0 {
            let scalars: [Unicode.Scalar] = [
                "a", "z", "0", "\n", "\u{0}", "é", "\u{7ff}", "ꦏ", "\u{ffff}", "𐍈", "\u{10ffff}",
            ]
            let scalar = scalars[below(scalars.count)]
            guard UTF8.width(scalar) <= left else { continue }
            text.unicodeScalars.append(scalar)
            left -= UTF8.width(scalar)
        }
        return text
    }

    mutating func list<Element>(
        _ bounds: ClosedRange<Int>, _ element: (inout Sampler) -> Element
    ) -> [Element] {
        let count = count(bounds)
        var elements: [Element] = []
        for _ in 0..<count { elements.append(element(&self)) }
        return elements
    }

    mutating func optional<Value>(_ value: (inout Sampler) -> Value) -> Value? {
        switch mode {
        case .smallest: nil
        case .largest: value(&self)
        case .random: bool() ? value(&self) : nil
        }
    }

    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// Named or not.
    mutating func code<Code: RawRepresentable & CaseIterable>() -> Code
    where Code.RawValue: FixedWidthInteger, Code.AllCases == [Code] {
        Code(rawValue: integer()).flatMap { bool() ? $0 : nil } ?? element(of: Code.allCases)
    }

    mutating func other<Number: FixedWidthInteger>(than known: Set<Number>) -> Number {
        while true {
            let number: Number = integer()
            if !known.contains(number) { return number }
        }
    }

    mutating func choice(of count: Int, largest: Int) -> Int {
        mode == .largest ? largest : below(count)
    }

    /// Long vectors are rare, so that many values are cheap.
    mutating func count(_ bounds: ClosedRange<Int>) -> Int {
        switch mode {
        case .smallest: return bounds.lowerBound
        case .largest: return bounds.upperBound
        case .random: break
        }
        let most = bounds.upperBound - bounds.lowerBound
        switch below(16) {
        case 0: return bounds.lowerBound
        case 1 where bounds.upperBound <= 512: return bounds.upperBound
        case 2: return bounds.lowerBound + min(most, 62 + below(4))
        default: return bounds.lowerBound + below(min(most, 12) + 1)
        }
    }
}
