/// Reads the parts of TOML 1.0 that stand in a line: keys, texts, numbers, days, lists and inline tables.
///
/// It stands at one byte of a text and knows the line of it.
struct TOMLValues {
    /// A value, or the values of an inline table, each with the names that lead to it.
    enum Found {
        case plain(Document.Value)
        case table([(names: [String], value: Document.Value, line: Int)])
    }

    private let bytes: [UInt8]
    private var position = 0
    /// Of the byte at hand, from 1.
    private(set) var line = 1
    /// Lists and inline tables around it.
    private var depth = 0

    /// Lists and inline tables within each other, and names of a dotted key.
    private static let deepest = 32

    /// Takes any text; a byte order mark is passed over.
    init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }
    private func fault(_ fault: TOMLFault) -> DocumentError { .syntax(line: line, fault) }

    // Lines.

    /// Goes to the next statement; false at the end of the text.
    mutating func skipBlankLines() throws(DocumentError) -> Bool {
        try skipSpaceAndLines()
        return next != nil
    }

    /// Behind a statement only a comment may stand.
    mutating func endLine() throws(DocumentError) {
        skipSpace()
        try skipComment()
        guard next == nil || takesLineEnd() else { throw fault(.rest) }
    }

    /// Goes over blanks and tabs.
    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 { position += 1 }
    }

    /// Takes this character, with blanks before it, where it is the next.
    mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        return takesAtOnce(scalar)
    }

    /// Takes this character where it is the very next.
    mutating func takesAtOnce(_ scalar: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func takesLineEnd() -> Bool {
        let length = bytes[position...].starts(with: [0x0d, 0x0a]) ? 2 : next == 0x0a ? 1 : 0
        position += length
        line += length > 0 ? 1 : 0
        return length > 0
    }

    private mutating func skipComment() throws(DocumentError) {
        guard next == UInt8(ascii: "#") else { return }
        while let byte = next, byte != 0x0a, !bytes[position...].starts(with: [0x0d, 0x0a]) {
            guard !isControl(byte) else { throw fault(.control) }
            position += 1
        }
    }

    private mutating func skipSpaceAndLines() throws(DocumentError) {
        repeat {
            skipSpace()
            try skipComment()
        } while takesLineEnd()
    }

    // Keys.

    /// The names of a key, apart by dots.
    mutating func key() throws(DocumentError) -> [String] {
        var names: [String] = []
        repeat {
            skipSpace()
            guard names.count < Self.deepest else { throw fault(.deep) }
            names.append(try name())
        } while takes(".")
        return names
    }

    private mutating func name() throws(DocumentError) -> String {
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try text(mayHaveLines: false)
        default:
            let name = word { isNameByte($0) }
            guard !name.isEmpty else { throw fault(.key) }
            return name
        }
    }

    private mutating func word(_ isPart: (UInt8) -> Bool) -> String {
        let rest = bytes[position...].prefix(while: isPart)
        position = rest.endIndex
        return String(decoding: rest, as: UTF8.self)
    }

    // Values.

    /// What stands behind an equals sign.
    mutating func value() throws(DocumentError) -> Found {
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): .plain(.string(try text(mayHaveLines: true)))
        case UInt8(ascii: "["): .plain(.array(try list()))
        case UInt8(ascii: "{"): .table(try table())
        default: .plain(try scalar())
        }
    }

    private mutating func list() throws(DocumentError) -> [Document.Value] {
        var items: [Document.Value] = []
        try nested { reader throws(DocumentError) in
            while true {
                try reader.skipSpaceAndLines()
                if reader.takes("]") { return }
                switch try reader.value() {
                case .plain(let value): items.append(value)
                case .table: items.append(.other("a table"))
                }
                try reader.skipSpaceAndLines()
                guard reader.takes(",") else {
                    guard reader.takes("]") else { throw reader.fault(.list) }
                    return
                }
            }
        }
        return items
    }

    private mutating func table() throws(DocumentError) -> [(
        names: [String], value: Document.Value, line: Int
    )] {
        var entries: [(names: [String], value: Document.Value, line: Int)] = []
        // Tables of dotted keys are open, values are not.
        var isOpen: [[String]: Bool] = [:]
        try nested { reader throws(DocumentError) in
            if reader.takes("}") { return }
            repeat {
                let names = try reader.key()
                let name = names.joined(separator: ".")
                for count in 1..<names.count {
                    guard isOpen.updateValue(true, forKey: Array(names.prefix(count))) != false else {
                        throw .repeated(key: name, line: reader.line)
                    }
                }
                guard isOpen.updateValue(false, forKey: names) == nil else {
                    throw .repeated(key: name, line: reader.line)
                }
                guard reader.takes("=") else { throw reader.fault(.equals) }
                reader.skipSpace()
                let line = reader.line
                switch try reader.value() {
                case .plain(let value): entries.append((names, value, line))
                case .table: entries.append((names, .other("a table"), line))
                }
            } while reader.takes(",")
            guard reader.takes("}") else { throw reader.fault(.table) }
        }
        return entries
    }

    /// One bracket deeper, behind it.
    private mutating func nested(
        _ body: (inout TOMLValues) throws(DocumentError) -> Void
    ) throws(DocumentError) {
        guard depth < Self.deepest else { throw fault(.deep) }
        depth += 1
        position += 1
        try body(&self)
        depth -= 1
    }

    /// `true`, `false`, a number, a day or a time.
    private mutating func scalar() throws(DocumentError) -> Document.Value {
        var word = word { isNameByte($0) || [0x2b, 0x2e, 0x3a].contains($0) }
        // Between a day and a time there may be a blank.
        let behind = bytes[position...].prefix(2)
        if TOMLScalar.isDay(word), behind.first == 0x20, behind.dropFirst().first.map(isDigit) == true {
            position += 1
            word += "T" + self.word { isDigit($0) || [0x2b, 0x2d, 0x2e, 0x3a, 0x5a, 0x7a].contains($0) }
        }
        guard !word.isEmpty else { throw fault(.value) }
        switch TOMLScalar.read(word) {
        case .value(let value): return value
        case .noDay: throw .noDay(line: line)
        case .fault(let found): throw fault(found)
        }
    }

    // Texts.

    private mutating func text(mayHaveLines: Bool) throws(DocumentError) -> String {
        let quote = bytes[position]
        let begun = line
        let isLong = mayHaveLines && bytes[position...].starts(with: [quote, quote, quote])
        position += isLong ? 3 : 1
        if isLong { _ = takesLineEnd() }
        var text: [UInt8] = []
        while true {
            guard let byte = next else { throw .syntax(line: begun, .text) }
            if byte == quote {
                guard isLong else {
                    position += 1
                    break
                }
                // Up to two quotes more belong to the text.
                let quotes = bytes[position...].prefix(5).prefix { $0 == quote }.count
                position += quotes
                text += [UInt8](repeating: quote, count: quotes < 3 ? quotes : quotes - 3)
                if quotes >= 3 { break }
            } else if isLong, takesLineEnd() {
                text.append(0x0a)
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                position += 1
                text += try escaped(isLong: isLong)
            } else {
                guard byte != 0x0a, byte != 0x0d else { throw .syntax(line: begun, .text) }
                guard !isControl(byte) else { throw fault(.control) }
                text.append(byte)
                position += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What a backslash and the characters behind it stand for.
    private mutating func escaped(isLong: Bool) throws(DocumentError) -> [UInt8] {
        if isLong {
            // At the end of a line: that and all blanks and line ends behind it are nothing.
            let (before, at) = (position, line)
            skipSpace()
            if takesLineEnd() {
                repeat { skipSpace() } while takesLineEnd()
                return []
            }
            (position, line) = (before, at)
        }
        guard let byte = next else { throw fault(.escape) }
        position += 1
        switch Unicode.Scalar(byte) {
        case "\"", "\\": return [byte]
        case "b": return [0x08]
        case "t": return [0x09]
        case "n": return [0x0a]
        case "f": return [0x0c]
        case "r": return [0x0d]
        case "u": return try scalar(digits: 4)
        case "U": return try scalar(digits: 8)
        default: throw fault(.escape)
        }
    }

    private mutating func scalar(digits: Int) throws(DocumentError) -> [UInt8] {
        let hex = bytes[position...].prefix(digits)
        guard hex.count == digits, hex.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: hex, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw fault(.escape) }
        position += digits
        return Array(String(Character(scalar)).utf8)
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
/// All but tab, which a text may have.
private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7f }
private func isNameByte(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
}
