struct Token: Equatable {
    enum Kind: Equatable {
        case word(String)
        case number(Int)
        /// One of `{ } ( ) [ ] < > ; , = :` or `..`.
        case symbol(String)
        /// The text behind `/// `.
        case documentation(String)
        case end
    }

    var kind: Kind
    var position: Position

    /// How an error names it.
    var spelling: String {
        switch kind {
        case .word(let word): "'\(word)'"
        case .number(let number): "'\(number)'"
        case .symbol(let symbol): "'\(symbol)'"
        case .documentation: "a doc comment"
        case .end: "the end of the file"
        }
    }
}

/// Splits a schema into tokens; `//` comments are dropped, `///` comments kept.
struct Lexer {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var lineStart = 0

    init(_ text: String) {
        bytes = [UInt8](text.utf8)
    }

    static func tokens(of text: String) throws(Fault) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private var position: Position { Position(line: line, column: offset - lineStart + 1) }

    private mutating func next() throws(Fault) -> Token {
        while let byte = peek() {
            let start = position
            switch byte {
            case UInt8(ascii: "\n"):
                offset += 1
                line += 1
                lineStart = offset
            case UInt8(ascii: " "):
                offset += 1
            case UInt8(ascii: "/"):
                let comment = take { $0 != UInt8(ascii: "\n") }
                guard comment.hasPrefix("//") else { throw Fault(start, "expected '//', found '/'") }
                guard comment.hasPrefix("///") else { continue }
                return Token(kind: .documentation(documentation(comment)), position: start)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                return Token(kind: .word(take(isWord)), position: start)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digits = take(isWord)
                guard let number = Int(digits), number < 1 << 53 else {
                    throw Fault(start, "expected a decimal number below 2^53, found '\(digits)'")
                }
                return Token(kind: .number(number), position: start)
            case UInt8(ascii: "."):
                guard take({ $0 == UInt8(ascii: ".") }) == ".." else {
                    throw Fault(start, "expected '..' between two bounds")
                }
                return Token(kind: .symbol(".."), position: start)
            case _ where "{}()[]<>;,=:".utf8.contains(byte):
                offset += 1
                return Token(kind: .symbol(String(UnicodeScalar(byte))), position: start)
            default:
                throw Fault(start, "expected a declaration, found byte \(byte)")
            }
        }
        return Token(kind: .end, position: position)
    }

    private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ belongs: (UInt8) -> Bool) -> String {
        let start = offset
        while let byte = peek(), belongs(byte) { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }
}

private func documentation(_ comment: String) -> String {
    let text = comment.dropFirst(3)
    return String(text.first == " " ? text.dropFirst() : text)
}

private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
}
