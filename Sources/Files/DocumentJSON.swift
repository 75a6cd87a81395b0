extension Document {
    /// Reads a JSON object (RFC 8259), whose names are each there once.
    ///
    /// Dates are strings of the form `2024-11-16`, as everywhere else in JSON.
    package init(json text: String) throws(DocumentError) {
        var reader = JSONReader(text)
        settings = try reader.document()
    }
}

/// Reads one JSON text, strictly, and knows at which line it is.
private struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    /// Of the byte at `position`, from 1.
    private var line = 1
    /// Objects and lists around `position`.
    private var depth = 0

    private static let deepest = 32

    init(_ text: String) { bytes = Array(text.utf8) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var mistake: DocumentError { .notJSON(line: line) }

    /// The settings of the object that the whole text is.
    mutating func document() throws(DocumentError) -> [Document.Setting] {
        skipSpace()
        guard next != nil else { throw mistake }
        var settings: [Document.Setting] = []
        if next == UInt8(ascii: "{") {
            settings = try members()
        } else {
            _ = try value()
        }
        skipSpace()
        guard next == nil else { throw mistake }
        guard bytes.first(where: { !isSpace($0) }) == UInt8(ascii: "{") else { throw .notAnObject }
        return settings
    }

    private mutating func members() throws(DocumentError) -> [Document.Setting] {
        var settings: [Document.Setting] = []
        var names: Set<String> = []
        try items(from: "{", to: "}") { reader throws(DocumentError) in
            guard reader.next == UInt8(ascii: "\"") else { throw reader.mistake }
            let line = reader.line
            let name = try reader.string()
            guard names.insert(name).inserted else { throw .repeated(key: name, line: line) }
            reader.skipSpace()
            try reader.take(":")
            reader.skipSpace()
            settings.append(Document.Setting(path: name, value: try reader.value(), line: line))
        }
        return settings
    }

    /// What stands between two brackets, apart by commas.
    private mutating func items(
        from start: Unicode.Scalar, to end: Unicode.Scalar,
        _ item: (inout JSONReader) throws(DocumentError) -> Void
    ) throws(DocumentError) {
        try take(start)
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw mistake }
        skipSpace()
        if next == UInt8(ascii: end) {
            position += 1
            return
        }
        while true {
            skipSpace()
            try item(&self)
            skipSpace()
            guard next == UInt8(ascii: ",") else { return try take(end) }
            position += 1
        }
    }

    private mutating func value() throws(DocumentError) -> Document.Value {
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"):
            _ = try members()
            return .other("an object")
        case UInt8(ascii: "["):
            var values: [Document.Value] = []
            try items(from: "[", to: "]") { reader throws(DocumentError) in values.append(try reader.value())
            }
            return .array(values)
        default: return try word()
        }
    }

    /// `true`, `false`, `null` or a number.
    private mutating func word() throws(DocumentError) -> Document.Value {
        let start = position
        while let byte = next, isWordByte(byte) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .other("null")
        default:
            guard isNumber(word) else { throw mistake }
            return Int(word).map { .integer($0) } ?? .other("a decimal number")
        }
    }

    private mutating func string() throws(DocumentError) -> String {
        try take("\"")
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw mistake }
            position += 1
            if byte == UInt8(ascii: "\\") { text += try escaped() } else { text.append(byte) }
        }
        try take("\"")
        return String(decoding: text, as: UTF8.self)
    }

    /// The character behind a backslash, as UTF-8.
    private mutating func escaped() throws(DocumentError) -> [UInt8] {
        guard let byte = next else { throw mistake }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0c]
        case UInt8(ascii: "n"): return [0x0a]
        case UInt8(ascii: "r"): return [0x0d]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var units = [try unit()]
            if (0xd800..<0xdc00).contains(units[0]), bytes[position...].starts(with: Array("\\u".utf8)) {
                position += 2
                units.append(try unit())
            }
            guard let text = String(validating: units, as: UTF16.self) else { throw mistake }
            return Array(text.utf8)
        default: throw mistake
        }
    }

    private mutating func unit() throws(DocumentError) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw mistake }
        position += 4
        return unit
    }

    private mutating func take(_ scalar: Unicode.Scalar) throws(DocumentError) {
        guard next == UInt8(ascii: scalar) else { throw mistake }
        position += 1
    }

    private mutating func skipSpace() {
        while let byte = next, isSpace(byte) {
            if byte == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }
}

private func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0d].contains(byte) }

private func isWordByte(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "+", "-", ".": true
    default: false
    }
}

/// RFC 8259, section 6.
private func isNumber(_ word: String) -> Bool {
    var rest = Substring(word)
    func digits() -> Int {
        let count = rest.prefix { $0.isASCII && $0.isNumber }.count
        rest = rest.dropFirst(count)
        return count
    }
    if rest.first == "-" { rest.removeFirst() }
    let hasLeadingZero = rest.first == "0"
    let whole = digits()
    guard whole == 1 || whole > 1 && !hasLeadingZero else { return false }
    if rest.first == "." {
        rest.removeFirst()
        guard digits() > 0 else { return false }
    }
    if rest.first == "e" || rest.first == "E" {
        rest.removeFirst()
        if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
        guard digits() > 0 else { return false }
    }
    return rest.isEmpty
}
