@testable import Console
import Testing

/// Bytes of a terminal, as people and pastes send them.
@Suite struct LineEditorTests {
    /// The lines that bytes make, and what is echoed.
    private func typed(
        _ bytes: [UInt8], columns: Int = 80, isMovable: Bool = true, after prompt: String = ""
    ) -> (lines: [TypedLine], echo: String) {
        var lines: [TypedLine] = []
        var echo = ""
        var wasReturn = false
        var editor = LineEditor(after: prompt, columns: columns, isMovable: isMovable, wasReturn: false)
        for byte in bytes {
            let step = editor.take(byte)
            echo += step.echo
            wasReturn = step.isReturn
            guard let line = step.line else { continue }
            lines.append(line)
            editor = LineEditor(after: prompt, columns: columns, isMovable: isMovable, wasReturn: wasReturn)
        }
        return (lines, echo)
    }

    private func typed(_ text: String) -> [TypedLine] { typed(Array(text.utf8)).lines }

    @Test func `lines end by CR, LF or both`() {
        #expect(
            typed("satu\rdua\ntiga\r\n\r\nempat\n") == [
                .text("satu"), .text("dua"), .text("tiga"), .text(""), .text("empat"),
            ])
    }

    @Test func `arrow keys and other sequences are no text`() {
        #expect(typed("a\u{1b}[Db\u{1b}[1;5C\u{1b}OA\u{1b}[200~c d\u{1b}[201~\r") == [.text("abc d")])
        // A control: the same letters without ESC are text.
        #expect(typed("a[Db\r") == [.text("a[Db")])
    }

    @Test func `a backspace takes a character of any number of bytes`() {
        #expect(typed("aé漢👍🏽\u{7f}\u{7f}b\u{8}\r") == [.text("aé")])
        #expect(typed("\u{7f}\u{7f}a\r") == [.text("a")])
        #expect(typed("satu dua\u{17}tiga\u{15}empat\r") == [.text("empat")])
    }

    @Test func `Ctrl-C and Ctrl-D end it`() {
        #expect(typed("abc\u{3}") == [.interrupted])
        #expect(typed("\u{4}") == [.end])
        // In the midst of a line Ctrl-D is nothing.
        #expect(typed("ab\u{4}c\r") == [.text("abc")])
    }

    @Test func `a line may be long, and bytes that are no text are passed over`() {
        let long = String(repeating: "kata ", count: 2_000)
        #expect(typed(long + "\r") == [.text(long)])
        #expect(typed([0x61, 0xff, 0xc3, 0x62, 0xe2, 0x82, 0x0d]).lines == [.text("ab")])
    }

    /// A small terminal: what is seen after the echo.
    private func screen(_ echo: String, columns: Int) -> [String] {
        var rows: [[Character]] = [[]]
        var (row, column) = (0, 0)
        var rest = Substring(echo)
        while let character = rest.popFirst() {
            switch character {
            case "\r": column = 0
            case "\u{8}": column = max(0, column - 1)
            case "\u{1b}":
                let body = rest.prefix { !$0.isLetter }
                rest = rest.dropFirst(body.count)
                let count = Int(body.dropFirst()) ?? 1
                switch rest.popFirst() {
                case "A": row = max(0, row - count)
                case "C": column += count
                case "J":
                    rows = Array(rows.prefix(row + 1))
                    rows[row] = Array(rows[row].prefix(column))
                default: Issue.record("an unknown sequence")
                }
            default:
                if column == columns { (row, column) = (row + 1, 0) }
                while rows.count <= row { rows.append([]) }
                while rows[row].count <= column { rows[row].append(" ") }
                rows[row][column] = character
                column += 1
            }
        }
        return rows.map { String($0).replacing(" ", with: "") }.filter { !$0.isEmpty }
    }

    @Test(arguments: [5, 7, 10, 80]) func `what is seen is what is there`(columns: Int) {
        let text = "abcdefghijklmnopqrst"
        for count in 0...text.count {
            let bytes = Array("?\(text)".utf8).dropFirst() + [UInt8](repeating: 0x7f, count: count)
            let echo = typed(Array(bytes), columns: columns, after: "?").echo
            #expect(screen("?" + echo, columns: columns).joined() == "?" + text.dropLast(count), "\(count)")
        }
    }

    @Test func `a terminal that cannot move its cursor gets backspaces alone`() {
        let echo = typed(Array("abc\u{7f}\u{7f}\r".utf8), isMovable: false).echo
        #expect(echo == "abc\u{8} \u{8}\u{8} \u{8}\n")
    }
}
