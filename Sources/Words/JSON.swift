/// A JSON value that prints its members in the order in which they were given (RFC 8259).
package enum JSON: Equatable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])

    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }
    /// An integer.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// True or false.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// An object; a name that comes twice is printed twice.
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }

    /// An integer; beyond the greatest `Int` it is that.
    package init(_ value: UInt64) { self = .integer(Int(clamping: value)) }
    /// A string, or null.
    package init(_ value: String?) { self = value.map { .string($0) } ?? .null }
    /// An integer, or null.
    package init(_ value: UInt64?) { self = value.map { JSON($0) } ?? .null }

    /// One line without white space.
    ///
    /// Controls below U+0020 and U+007F are escaped, other characters stand as they are.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .string(let value): quoted(value)
        case .array(let values): "[" + values.map { $0.text }.joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
        }
    }

    package static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }
}

private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case _ where scalar.value < 0x20 || scalar.value == 0x7f:
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
