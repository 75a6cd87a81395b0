import Primitives

/// One recipient stanza of an age header, its body decoded.
///
///     -> <type> <argument>…
///     <body in base64, 64 columns; the last line is shorter and may be empty>
package struct Stanza: Equatable, Sendable {
    /// One or more characters of 0x21 to 0x7e, as each argument.
    package let type: String
    package let arguments: [String]
    package let body: [UInt8]

    init(type: String, arguments: [String], body: [UInt8]) {
        self.type = type
        self.arguments = arguments
        self.body = body
    }

    static let prefix = Array("-> ".utf8)
    static let columns = 64

    /// The stanza's lines, each ended by a line feed.
    var encoded: [UInt8] {
        var text = Self.prefix + Array(([type] + arguments).joined(separator: " ").utf8)
        text.append(lineFeed)
        var rest = Base64.encodeUnpadded(body)[...]
        while rest.count >= Self.columns {
            text.append(contentsOf: rest.prefix(Self.columns))
            text.append(lineFeed)
            rest = rest.dropFirst(Self.columns)
        }
        text.append(contentsOf: rest)
        text.append(lineFeed)
        return text
    }
}

let lineFeed = UInt8(ascii: "\n")
