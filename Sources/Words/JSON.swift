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

    /// A name, a code or whatever else is one line, shown as `Foreign` shows it.
    package static func line(_ text: String) -> JSON { .string(Foreign(text).description) }

    /// One line without white space, safe to print and to take apart: the answer of a command.
    ///
    /// Strings are `plain`: what a terminal would obey or hide is U+FFFD, and not escaped, because who reads the parsed
    /// string prints it, too.
    package var text: String { written { quoted(plain($0)) } }

    /// The text for a file: what a terminal would obey or hide is written as `\u…`, so that nothing of it is lost.
    package var fileText: String { written(quoted) + "\n" }

    private func written(_ string: (String) -> String) -> String {
        var text = ""
        write(to: &text, string)
        return text
    }

    private func write(to text: inout String, _ string: (String) -> String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += String(value)
        case .integer(let value): text += String(value)
        case .string(let value): text += string(value)
        case .array(let values):
            var separator = "["
            for value in values {
                text += separator
                value.write(to: &text, string)
                separator = ","
            }
            text += values.isEmpty ? "[]" : "]"
        case .object(let members):
            var separator = "{"
            for (name, value) in members {
                text += separator + string(name) + ":"
                value.write(to: &text, string)
                separator = ","
            }
            text += members.isEmpty ? "{}" : "}"
        }
    }

    package static func == (left: JSON, right: JSON) -> Bool { left.fileText == right.fileText }
}

private func quoted(_ text: String) -> String {
    let needsEscape = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
    guard needsEscape || !text.isPrintableASCII else { return "\"" + text + "\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case _ where scalar.isShown: result.unicodeScalars.append(scalar)
        default:
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }
    return result + "\""
}
