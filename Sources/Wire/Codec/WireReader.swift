/// Reads schema types from borrowed bytes, strictly (Protocol/README.md section 1).
///
/// `field` is `Message.field` of the schema, for the error that names it. After an error the reader is of no further use.
package struct WireReader: ~Escapable {
    private let bytes: RawSpan
    private var offset = 0
    private var end: Int

    /// Starts at the first of `bytes`, which it borrows.
    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan) {
        self.bytes = bytes
        end = bytes.byteCount
    }

    /// Bytes that were not read yet, of the vector or body that is being read.
    package var remaining: Int { end - offset }

    /// Refuses bytes left over behind a whole message.
    package func finish<Message: WireMessage>(_: Message.Type) throws(DecodeError) {
        guard offset == end else {
            throw DecodeError(.trailing(count: end - offset), field: "\(Message.self)", offset: offset)
        }
    }

    /// Reads one byte.
    @_lifetime(self: copy self)
    package mutating func uint8(_ field: StaticString) throws(DecodeError) -> UInt8 {
        let start = try take(1, field)
        return unsafe bytes.unsafeLoad(fromByteOffset: start, as: UInt8.self)
    }

    /// Reads two bytes, big-endian.
    @_lifetime(self: copy self)
    package mutating func uint16(_ field: StaticString) throws(DecodeError) -> UInt16 {
        let start = try take(2, field)
        return unsafe UInt16(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt16.self))
    }

    /// Reads three bytes, big-endian.
    @_lifetime(self: copy self)
    package mutating func uint24(_ field: StaticString) throws(DecodeError) -> UInt32 {
        let high = try uint8(field)
        let low = try uint16(field)
        return UInt32(high) << 16 | UInt32(low)
    }

    /// Reads four bytes, big-endian.
    @_lifetime(self: copy self)
    package mutating func uint32(_ field: StaticString) throws(DecodeError) -> UInt32 {
        let start = try take(4, field)
        return unsafe UInt32(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self))
    }

    /// Reads eight bytes, big-endian.
    @_lifetime(self: copy self)
    package mutating func uint64(_ field: StaticString) throws(DecodeError) -> UInt64 {
        let start = try take(8, field)
        return unsafe UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
    }

    /// Reads one byte, 0 or 1; others are refused.
    @_lifetime(self: copy self)
    package mutating func bool(_ field: StaticString) throws(DecodeError) -> Bool {
        let value = try uint8(field)
        guard value < 2 else { throw DecodeError(.flag(value), field: "\(field)", offset: offset - 1) }
        return value == 1
    }

    /// Reads `opaque name[count]`, held inline.
    @_lifetime(self: copy self)
    package mutating func fixed<let count: Int>(_ field: StaticString) throws(DecodeError) -> FixedBytes<
        count
    > {
        let start = try take(count, field)
        return FixedBytes { target in
            for index in 0..<count {
                unsafe target.storeBytes(
                    of: bytes.unsafeLoad(fromByteOffset: start + index, as: UInt8.self), toByteOffset: index,
                    as: UInt8.self)
            }
        }
    }

    /// Reads `opaque name[count]`, held as an array where an inline value would be unwieldy.
    @_lifetime(self: copy self)
    package mutating func opaque(count: Int, _ field: StaticString) throws(DecodeError) -> [UInt8] {
        let start = try take(count, field)
        return copy(start, count)
    }

    /// Reads `opaque name<minimum..maximum>`; bounds count bytes.
    @_lifetime(self: copy self)
    package mutating func opaque(
        _ bounds: ClosedRange<Int>, _ field: StaticString
    ) throws(DecodeError) -> [UInt8] {
        let count = try boundedLength(bounds, field)
        let start = try take(count, field)
        return copy(start, count)
    }

    /// Reads `utf8 name<minimum..maximum>`, well-formed UTF-8; bounds count bytes.
    @_lifetime(self: copy self)
    package mutating func utf8(
        _ bounds: ClosedRange<Int>, _ field: StaticString
    ) throws(DecodeError) -> String {
        let count = try boundedLength(bounds, field)
        let start = try take(count, field)
        let text = unsafe bytes.extracting(start..<start + count).withUnsafeBytes {
            unsafe String(validating: $0, as: UTF8.self)
        }
        guard let text else { throw DecodeError(.utf8, field: "\(field)", offset: start) }
        return text
    }

    /// Reads `T name<minimum..maximum>`: bounds count elements, the length before them counts bytes.
    @_lifetime(self: copy self)
    package mutating func vector<Element>(
        _ bounds: ClosedRange<Int>, _ field: StaticString,
        _ element: (inout WireReader) throws(DecodeError) -> Element
    ) throws(DecodeError) -> [Element] {
        let start = offset
        let length = try length(field)
        guard length <= remaining else { throw DecodeError(.truncated, field: "\(field)", offset: start) }
        let outer = end
        end = offset + length
        var elements: [Element] = []
        while offset < end {
            guard elements.count < bounds.upperBound else {
                throw DecodeError(
                    .bound(
                        count: elements.count + 1, minimum: bounds.lowerBound, maximum: bounds.upperBound),
                    field: "\(field)", offset: start)
            }
            elements.append(try element(&self))
        }
        end = outer
        guard elements.count >= bounds.lowerBound else {
            throw DecodeError(
                .bound(count: elements.count, minimum: bounds.lowerBound, maximum: bounds.upperBound),
                field: "\(field)", offset: start)
        }
        return elements
    }

    /// Reads a value behind its own length, all of which it must use: the body of an open `select`.
    @_lifetime(self: copy self)
    package mutating func delimited<Value>(
        maximum: Int, _ field: StaticString, _ value: (inout WireReader) throws(DecodeError) -> Value
    ) throws(DecodeError) -> Value {
        let length = try boundedLength(0...maximum, field)
        guard length <= remaining else { throw DecodeError(.truncated, field: "\(field)", offset: offset) }
        let outer = end
        end = offset + length
        let result = try value(&self)
        guard offset == end else {
            throw DecodeError(.trailing(count: end - offset), field: "\(field)", offset: offset)
        }
        end = outer
        return result
    }

    /// Reads `optional<T> name`: one byte 0, or 1 and a value.
    @_lifetime(self: copy self)
    package mutating func optional<Value>(
        _ field: StaticString, _ value: (inout WireReader) throws(DecodeError) -> Value
    ) throws(DecodeError) -> Value? {
        guard try bool(field) else { return nil }
        return try value(&self)
    }

    /// The error for a number that a closed `enum` of `width` bytes does not name, just read.
    package func unknown(_ value: some FixedWidthInteger, _ field: StaticString, width: Int) -> DecodeError {
        DecodeError(
            .unknownValue(UInt64(truncatingIfNeeded: value)), field: "\(field)", offset: offset - width)
    }

    @_lifetime(self: copy self)
    private mutating func boundedLength(
        _ bounds: ClosedRange<Int>, _ field: StaticString
    ) throws(DecodeError) -> Int {
        let start = offset
        let length = try length(field)
        guard bounds.contains(length) else {
            throw DecodeError(
                .bound(count: length, minimum: bounds.lowerBound, maximum: bounds.upperBound),
                field: "\(field)", offset: start)
        }
        return length
    }

    /// RFC 9420 section 2.1.2: the two top bits of the first byte say 1, 2 or 4 bytes; the shortest form only.
    @_lifetime(self: copy self)
    private mutating func length(_ field: StaticString) throws(DecodeError) -> Int {
        let start = offset
        let first = try uint8(field)
        switch first >> 6 {
        case 0:
            return Int(first)
        case 1:
            let value = Int(first & 0x3f) << 8 | Int(try uint8(field))
            guard value >= 1 << 6 else { throw DecodeError(.length, field: "\(field)", offset: start) }
            return value
        case 2:
            let value = Int(first & 0x3f) << 24 | Int(try uint24(field))
            guard value >= 1 << 14 else { throw DecodeError(.length, field: "\(field)", offset: start) }
            return value
        default:
            throw DecodeError(.length, field: "\(field)", offset: start)
        }
    }

    @_lifetime(self: copy self)
    private mutating func take(_ count: Int, _ field: StaticString) throws(DecodeError) -> Int {
        guard count <= end - offset else { throw DecodeError(.truncated, field: "\(field)", offset: offset) }
        let start = offset
        offset += count
        return start
    }

    private func copy(_ start: Int, _ count: Int) -> [UInt8] {
        unsafe bytes.extracting(start..<start + count).withUnsafeBytes { unsafe [UInt8]($0) }
    }
}
