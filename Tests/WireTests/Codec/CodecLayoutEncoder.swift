import Wire

/// Writes random encodings from a layout, at command with one fault in the outermost type's own fields.
///
/// The places where a fault is possible are counted from 0 in the order of writing; the same seed gives the
/// same bytes up to the fault.
struct LayoutEncoder {
    struct Fault {
        var reason: DecodeError.Reason
        var field: String
    }

    private(set) var places = 0
    /// What the bytes are refused for; nil where no fault was made.
    private(set) var fault: Fault?
    private let wanted: Int?
    private var sampler: Sampler
    private var depth = 0

    init(seed: UInt64, fault wanted: Int? = nil) {
        sampler = Sampler(seed: seed)
        self.wanted = wanted
    }

    mutating func encode(_ type: any Sampled.Type, field: String? = nil) -> [UInt8] {
        let field = field ?? "\(type)"
        switch type.layout {
        case .structure(let fields):
            depth += 1
            defer { depth -= 1 }
            return fields.flatMap { encode($0.layout, $0.field) }
        case .closed(let width, let numbers):
            let bad = sampler.below(256)
            if !numbers.contains(bad), isFaulty(.unknownValue(UInt64(bad)), field) {
                return bigEndian(UInt64(bad), width)
            }
            return bigEndian(UInt64(sampler.element(of: numbers)), width)
        case .code(let width, let numbers):
            let number: UInt64 = sampler.bool() ? UInt64(sampler.element(of: numbers)) : sampler.integer()
            return bigEndian(number, width)
        case .select(let name, let width, let bodyMaximum, let cases):
            return select(name, width, bodyMaximum, cases)
        }
    }

    private mutating func select(
        _ name: String, _ width: Int, _ bodyMaximum: Int?, _ cases: [(number: Int, body: Layout)]
    ) -> [UInt8] {
        let (number, layout) = sampler.element(of: cases)
        guard let bodyMaximum else {
            let unknown = 0xff
            if isFaulty(.unknownValue(UInt64(unknown)), name) { return bigEndian(UInt64(unknown), width) }
            return bigEndian(UInt64(number), width) + nested(layout, name)
        }
        if sampler.below(4) == 0 {
            let other = 0xf0
            return bigEndian(UInt64(other), width) + delimited(sampler.bytes(0...bodyMaximum), name)
        }
        var body = nested(layout, name)
        if body.count < bodyMaximum, isFaulty(.trailing(count: 1), name) { body.append(0) }
        let excess = bodyMaximum + 1
        if isFaulty(.bound(count: excess, minimum: 0, maximum: bodyMaximum), name) {
            body = sampler.bytes(excess...excess)
        }
        return bigEndian(UInt64(number), width) + delimited(body, name)
    }

    private mutating func encode(_ layout: Layout, _ field: String) -> [UInt8] {
        switch layout {
        case .integer(let width):
            return bigEndian(sampler.integer(), width)
        case .flag:
            return [isFaulty(.flag(2), field) ? 2 : UInt8(sampler.below(2))]
        case .fixed(let count):
            return sampler.bytes(count...count)
        case .opaque(let bounds):
            if let count = faultyCount(bounds, field) {
                return delimited(sampler.bytes(count...count), field)
            }
            return delimited(sampler.bytes(bounds), field)
        case .utf8(let bounds):
            return utf8(bounds, field)
        case .vector(let bounds, let element):
            return vector(bounds, element, field)
        case .optional(let wrapped):
            if isFaulty(.flag(255), field) { return [255] }
            return sampler.bool() ? [1] + nested(wrapped, field) : [0]
        case .type(let type):
            if case .closed = type.layout { return encode(type, field: field) }
            return nested(layout, field)
        }
    }

    /// Of what is inside another type only the bytes matter here: that type is tested by itself.
    private mutating func nested(_ layout: Layout, _ field: String) -> [UInt8] {
        depth += 1
        defer { depth -= 1 }
        if case .type(let type) = layout { return encode(type) }
        return encode(layout, field)
    }

    private mutating func utf8(_ bounds: ClosedRange<Int>, _ field: String) -> [UInt8] {
        if let count = faultyCount(bounds, field) {
            return delimited(Array(sampler.text(count...count).utf8), field)
        }
        let text = Array(sampler.text(bounds).utf8)
        // A lone continuation, an overlong form, a surrogate, a number above U+10FFFF, a cut sequence.
        for bad: [UInt8] in [
            [0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82],
        ]
        where bounds.contains(bad.count) && isFaulty(.utf8, field) {
            return delimited(bad, field)
        }
        return delimited(text, field)
    }

    private mutating func vector(_ bounds: ClosedRange<Int>, _ element: Layout, _ field: String) -> [UInt8] {
        let count = faultyCount(bounds, field) ?? sampler.count(bounds)
        var body: [UInt8] = []
        for _ in 0..<count { body += nested(element, field) }
        if case .fixed = element, !body.isEmpty, isFaulty(.truncated, field) {
            return length(body.count - 1) + body
        }
        return delimited(body, field)
    }

    private mutating func delimited(_ body: [UInt8], _ field: String) -> [UInt8] {
        let count = UInt64(body.count)
        if body.count < 1 << 6, isFaulty(.length, field) { return bigEndian(0x4000 | count, 2) + body }
        if body.count < 1 << 14, isFaulty(.length, field) { return bigEndian(0x8000_0000 | count, 4) + body }
        if isFaulty(.length, field) { return bigEndian(0xc000_0000 | count, 4) + body }
        return length(body.count) + body
    }

    // MARK: Faults

    private mutating func isFaulty(_ reason: DecodeError.Reason, _ field: String) -> Bool {
        guard depth <= 1, fault == nil else { return false }
        defer { places += 1 }
        guard places == wanted else { return false }
        fault = Fault(reason: reason, field: field)
        return true
    }

    private mutating func faultyCount(_ bounds: ClosedRange<Int>, _ field: String) -> Int? {
        for count in [bounds.lowerBound - 1, bounds.upperBound + 1] where count >= 0 {
            let reason = DecodeError.Reason.bound(
                count: count, minimum: bounds.lowerBound, maximum: bounds.upperBound)
            if isFaulty(reason, field) { return count }
        }
        return nil
    }
}

private func length(_ count: Int) -> [UInt8] {
    if count < 1 << 6 { return [UInt8(count)] }
    if count < 1 << 14 { return bigEndian(0x4000 | UInt64(count), 2) }
    return bigEndian(0x8000_0000 | UInt64(count), 4)
}

private func bigEndian(_ number: UInt64, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}
