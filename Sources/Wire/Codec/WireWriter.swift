/// Writes schema types (Protocol/README.md section 1).
///
/// The first value outside its bounds is remembered and fails `finish`. `field` is `Message.field` of the schema, for the
/// error that names it.
package struct WireWriter {
    private var bytes: [UInt8] = []
    private var failure: EncodeError?

    /// Starts with no bytes.
    package init() {}

    /// The bytes written; throws the first violation of a bound.
    package consuming func finish() throws(EncodeError) -> [UInt8] {
        if let failure { throw failure }
        return bytes
    }

    /// Writes one byte.
    package mutating func uint8(_ value: UInt8) {
        bytes.append(value)
    }

    /// Writes two bytes, big-endian.
    package mutating func uint16(_ value: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    /// Writes the lower three bytes, big-endian; a larger number fails `finish`.
    package mutating func uint24(_ value: UInt32, _ field: StaticString) {
        if value >= 1 << 24 { fail(field, Int(value), 0...(1 << 24) - 1) }
        uint8(UInt8(truncatingIfNeeded: value >> 16))
        uint16(UInt16(truncatingIfNeeded: value))
    }

    /// Writes four bytes, big-endian.
    package mutating func uint32(_ value: UInt32) {
        uint16(UInt16(truncatingIfNeeded: value >> 16))
        uint16(UInt16(truncatingIfNeeded: value))
    }

    /// Writes eight bytes, big-endian.
    package mutating func uint64(_ value: UInt64) {
        uint32(UInt32(truncatingIfNeeded: value >> 32))
        uint32(UInt32(truncatingIfNeeded: value))
    }

    /// Writes one byte, 0 or 1.
    package mutating func bool(_ value: Bool) {
        bytes.append(value ? 1 : 0)
    }

    /// Writes `opaque name[count]`.
    package mutating func fixed<let count: Int>(_ value: FixedBytes<count>) {
        unsafe value.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }

    /// Writes `opaque name[count]`, held as an array.
    package mutating func opaque(_ value: [UInt8], count: Int, _ field: StaticString) {
        if value.count != count { fail(field, value.count, count...count) }
        bytes.append(contentsOf: value)
    }

    /// Writes `opaque name<minimum..maximum>`; bounds count bytes.
    package mutating func opaque(_ value: [UInt8], _ bounds: ClosedRange<Int>, _ field: StaticString) {
        if !bounds.contains(value.count) { fail(field, value.count, bounds) }
        length(value.count, field)
        bytes.append(contentsOf: value)
    }

    /// Writes `utf8 name<minimum..maximum>`; bounds count bytes.
    package mutating func utf8(_ value: String, _ bounds: ClosedRange<Int>, _ field: StaticString) {
        let count = value.utf8.count
        if !bounds.contains(count) { fail(field, count, bounds) }
        length(count, field)
        bytes.append(contentsOf: value.utf8)
    }

    /// Writes `T name<minimum..maximum>`: bounds count elements, the length before them counts bytes.
    package mutating func vector<Element>(
        _ elements: [Element], _ bounds: ClosedRange<Int>, _ field: StaticString,
        _ element: (inout WireWriter, Element) -> Void
    ) {
        if !bounds.contains(elements.count) { fail(field, elements.count, bounds) }
        var inner = WireWriter()
        for value in elements { element(&inner, value) }
        append(inner, field)
    }

    /// Writes a value behind its own length: the body of an open `select`.
    package mutating func delimited(_ field: StaticString, _ value: (inout WireWriter) -> Void) {
        var inner = WireWriter()
        value(&inner)
        append(inner, field)
    }

    /// Writes `optional<T> name`: one byte 0, or 1 and the value.
    package mutating func optional<Value>(_ value: Value?, _ write: (inout WireWriter, Value) -> Void) {
        bool(value != nil)
        if let value { write(&self, value) }
    }

    /// Fails `finish` for a number that the value may not have: an unknown body under a number that is known.
    package mutating func refuse(_ number: Int, _ field: StaticString) {
        guard failure == nil else { return }
        failure = EncodeError(field: "\(field)", count: number, minimum: 0, maximum: 0)
    }

    private mutating func append(_ inner: WireWriter, _ field: StaticString) {
        if failure == nil { failure = inner.failure }
        length(inner.bytes.count, field)
        bytes.append(contentsOf: inner.bytes)
    }

    /// RFC 9420 section 2.1.2, the shortest of 1, 2 and 4 bytes.
    private mutating func length(_ count: Int, _ field: StaticString) {
        switch count {
        case ..<(1 << 6): uint8(UInt8(truncatingIfNeeded: count))
        case ..<(1 << 14): uint16(0x4000 | UInt16(truncatingIfNeeded: count))
        case ..<(1 << 30): uint32(0x8000_0000 | UInt32(truncatingIfNeeded: count))
        default: fail(field, count, 0...(1 << 30) - 1)
        }
    }

    private mutating func fail(_ field: StaticString, _ count: Int, _ bounds: ClosedRange<Int>) {
        guard failure == nil else { return }
        failure = EncodeError(
            field: "\(field)", count: count, minimum: bounds.lowerBound, maximum: bounds.upperBound)
    }
}
