import Words

/// A line as it is typed at a terminal: bytes in, echo and text out.
///
/// Arrow keys and other escape sequences are no text; a backspace takes one character, of however many bytes; a line may
/// be of any length. Nothing here touches a terminal.
struct LineEditor {
    /// Columns of the terminal.
    private let columns: Int
    /// Whether the cursor can be moved; else a backspace is all there is.
    private let isMovable: Bool
    /// Column of the line's first character.
    private let start: Int
    private var text = ""
    private var state = State.text
    /// Bytes of a character that is not whole.
    private var partial: [UInt8] = []
    private var wasReturn: Bool
    /// Where the cursor is: rows below the line's first one, and the column.
    private var cursor: (row: Int, column: Int)

    private enum State {
        case text
        /// Behind ESC.
        case escape
        /// Behind ESC [ or ESC O, up to a final byte.
        case sequence
    }

    /// Bytes of the longest line; what is typed beyond it is not taken.
    private static let longest = 1 << 20

    /// An empty line.
    ///
    /// - Parameters:
    ///   - prompt: what stands before it on its line.
    ///   - columns: of the terminal.
    ///   - isMovable: whether the terminal knows escape sequences.
    ///   - wasReturn: whether the line before ended with CR, whose LF may still come.
    init(after prompt: String, columns: Int, isMovable: Bool, wasReturn: Bool) {
        self.columns = max(columns, 2)
        self.isMovable = isMovable
        self.wasReturn = wasReturn
        start = prompt.unicodeScalars.reduce(0) { $0 + $1.columns } % self.columns
        cursor = (0, start)
    }

    /// What a byte did.
    struct Step: Equatable {
        /// Set where the line is over.
        var line: TypedLine?
        /// To be written to the terminal.
        var echo = ""
        /// Whether the line ended with CR.
        var isReturn = false
    }

    /// Takes the next byte.
    mutating func take(_ byte: UInt8) -> Step {
        let followsReturn = wasReturn
        wasReturn = false
        switch state {
        case .escape:
            state = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") ? .sequence : .text
            return Step()
        case .sequence:
            if (0x40...0x7e).contains(byte) { state = .text }
            return Step()
        case .text: break
        }
        switch byte {
        case 0x0a where followsReturn: return Step()
        case 0x0a, 0x0d: return Step(line: .text(text), echo: "\n", isReturn: byte == 0x0d)
        case 0x03: return Step(line: .interrupted, echo: "^C\n")
        case 0x04: return text.isEmpty ? Step(line: .end, echo: "\n") : Step()
        case 0x08, 0x7f: return remove(1)
        case 0x15: return remove(text.count)
        case 0x17:
            let kept = text.reversed().drop { $0 == " " }.drop { $0 != " " }
            return remove(text.count - kept.count)
        case 0x1b:
            state = .escape
            return Step()
        case 0x09: return append(" ")
        case 0..<0x20: return Step()
        default: return assemble(byte)
        }
    }

    /// Puts bytes of UTF-8 together; what is none is passed over.
    private mutating func assemble(_ byte: UInt8) -> Step {
        if byte & 0xc0 != 0x80 { partial = [] }
        partial.append(byte)
        guard let lead = partial.first else { return Step() }
        let length = lead < 0x80 ? 1 : lead & 0xe0 == 0xc0 ? 2 : lead & 0xf0 == 0xe0 ? 3 : 4
        guard partial.count == length else {
            if partial.count > length || lead & 0xc0 == 0x80 { partial = [] }
            return Step()
        }
        defer { partial = [] }
        guard let character = String(validating: partial, as: UTF8.self) else { return Step() }
        return append(character)
    }

    private mutating func append(_ added: String) -> Step {
        guard text.utf8.count + added.utf8.count <= Self.longest else { return Step() }
        text += added
        var echo = ""
        for scalar in added.unicodeScalars where scalar.isShown {
            echo.unicodeScalars.append(scalar)
            cursor = moved(cursor, over: scalar)
            // A full row is left at once: where a cursor behind the last column stands differs from terminal to terminal.
            if cursor.column == 0, scalar.columns > 0, isMovable { echo += " \r" }
        }
        return Step(echo: echo)
    }

    private mutating func remove(_ count: Int) -> Step {
        guard count > 0, !text.isEmpty else { return Step() }
        let removed = text.suffix(count).unicodeScalars.reduce(0) { $0 + $1.columns }
        text.removeLast(min(count, text.count))
        let before = cursor
        cursor = (0, start)
        for scalar in text.unicodeScalars where scalar.isShown { cursor = moved(cursor, over: scalar) }
        guard isMovable else { return Step(echo: String(repeating: "\u{8} \u{8}", count: removed)) }
        let up = before.row - cursor.row
        return Step(
            echo: (up > 0 ? "\u{1b}[\(up)A" : "") + "\r"
                + (cursor.column > 0 ? "\u{1b}[\(cursor.column)C" : "")
                + "\u{1b}[J")
    }

    private func moved(_ cursor: (row: Int, column: Int), over scalar: Unicode.Scalar) -> (
        row: Int, column: Int
    ) {
        let wide = scalar.columns
        if cursor.column + wide > columns { return (cursor.row + 1, wide) }
        if cursor.column + wide == columns { return (cursor.row + 1, 0) }
        return (cursor.row, cursor.column + wide)
    }
}
