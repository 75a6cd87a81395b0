/// Bytes that are not one of the schema's encodings.
///
/// Says where and why, never what: the bytes may be anything, so none of them is repeated.
package struct DecodeError: Error, Equatable, CustomStringConvertible {
    /// What the bytes are not.
    package enum Reason: Equatable, Sendable {
        /// The value needs more bytes than there are.
        case truncated
        /// Bytes are left over behind a whole value.
        case trailing(count: Int)
        /// A length whose two top bits are 11, or that a shorter form could hold (RFC 9420 section 2.1.2).
        case length
        /// A vector outside its bounds: bytes of an `opaque` or `utf8`, else elements.
        case bound(count: Int, minimum: Int, maximum: Int)
        /// A number that a closed `enum` does not name.
        case unknownValue(UInt64)
        /// Not well-formed UTF-8.
        case utf8
        /// A `bool` other than 0 or 1, or an `optional` whose presence byte is.
        case flag(UInt8)
        /// A byte of a cell's padding that is not zero.
        case padding
    }

    /// What is wrong.
    package var reason: Reason
    /// `Message.field`, as in the schema.
    package var field: String
    /// Bytes from the start of the outermost message.
    package var offset: Int

    /// Creates an error from what is wrong and where.
    package init(_ reason: Reason, field: String, offset: Int) {
        self.reason = reason
        self.field = field
        self.offset = offset
    }

    /// `Message.field at byte n: what`, in lower case, without a byte of the content.
    package var description: String {
        let what =
            switch reason {
            case .truncated: "ends too early"
            case .trailing(let count): "\(count) bytes too many"
            case .length: "a length that is not in its shortest form"
            case .bound(let count, let minimum, let maximum):
                "length \(count), limit \(minimum) to \(maximum)"
            case .unknownValue(let value): "unknown value \(value)"
            case .utf8: "not well-formed utf-8"
            case .flag(let value): "flag \(value), limit 0 to 1"
            case .padding: "padding that is not zero"
            }
        return "\(field) at byte \(offset): \(what)"
    }
}

/// A value that its schema type cannot hold: a vector outside its bounds or a number too wide for its field.
package struct EncodeError: Error, Equatable, CustomStringConvertible {
    /// `Message.field`, as in the schema.
    package var field: String
    /// Bytes or elements that there are, or the number itself.
    package var count: Int
    /// The fewest, or the least, that the field takes.
    package var minimum: Int
    /// The most that the field takes.
    package var maximum: Int

    /// Creates an error from the field, what it was given and its bounds.
    package init(field: String, count: Int, minimum: Int, maximum: Int) {
        self.field = field
        self.count = count
        self.minimum = minimum
        self.maximum = maximum
    }

    /// `Message.field: length n, limit a to b`, without a byte of the content.
    package var description: String { "\(field): length \(count), limit \(minimum) to \(maximum)" }
}
