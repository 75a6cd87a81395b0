/// Breaks lines at words, so that no line is wider than a terminal.
///
/// Nothing is broken but at single spaces: a link, a path or a hash stays whole, on a line of its own if need be. An
/// example of a command stays whole, too, so that it can be copied.
package struct Wrapping: Equatable, Sendable {
    /// The widest that lines are made however wide the terminal is: longer ones are hard to read.
    package static let widest = 100
    /// How wide a terminal is that does not say so, and help that goes to a file.
    package static let usual = 80
    /// A terminal that is narrower than this is taken for one that is as wide.
    private static let narrowest = 20
    /// Columns that most answers, a day or a file's name, need beside their question.
    private static let answer = 15

    /// Columns of a line.
    package let columns: Int

    /// Takes a terminal's columns; 0 and less stand for a terminal that does not say.
    package init(columns: Int) {
        self.columns = columns <= 0 ? Self.usual : min(max(columns, Self.narrowest), Self.widest)
    }

    /// The text in lines of at most `columns`, each behind the white space, the number or the label that it had.
    package func callAsFunction(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { wrapped($0) }
            .joined(separator: "\n")
    }

    /// A question, with what stands between it and its answer: a new line where the answer would have next to no room beside it.
    package func prompt(_ question: String) -> String {
        let text = self(question)
        let last = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        return text + (width(of: last) + Self.answer > columns ? "\n" : " ")
    }

    private func wrapped(_ line: Substring) -> String {
        guard width(of: line) > columns, !isExample(line) else { return String(line) }
        let head = head(of: line)
        var room = width(of: head)
        // Where the label takes most of the line, what follows stands under it.
        if room > columns / 2 { room = min(width(of: line.prefix { $0 == " " }) + 2, columns / 2) }
        let indent = String(repeating: " ", count: room)
        var (lines, current, used) = ([String](), String(head), width(of: head))
        var isFirst = true
        for word in line.dropFirst(head.count).split(separator: " ", omittingEmptySubsequences: false) {
            let wide = width(of: word)
            if !isFirst, used + 1 + wide > columns {
                lines.append(current)
                (current, used) = (indent + word, room + wide)
            } else {
                current += (isFirst ? "" : " ") + word
                used += (isFirst ? 0 : 1) + wide
            }
            isFirst = false
        }
        lines.append(current)
        return lines.joined(separator: "\n")
    }

    /// What stands before a line's text: white space, and a label that two spaces or more end, or an item's number.
    private func head(of line: Substring) -> Substring {
        let indent = line.prefix { $0 == " " }
        let rest = line.dropFirst(indent.count)
        if let gap = rest.firstRange(of: "  ") {
            let text = rest[gap.lowerBound...].drop { $0 == " " }
            if !text.isEmpty { return line[..<text.startIndex] }
        }
        let number = rest.prefix { $0.isNumber }
        if !indent.isEmpty, !number.isEmpty, rest.dropFirst(number.count).hasPrefix(". ") {
            return line.prefix(indent.count + number.count + 2)
        }
        return indent
    }

    /// A command, or a report code: copied as they stand.
    private func isExample(_ line: Substring) -> Bool {
        line.hasPrefix("    ") && line.allSatisfy { $0 == " " || $0.isLowercase }
            || line.hasPrefix("  ") && line.drop { $0 == " " }.hasPrefix("kentongan")
                && line.drop { $0 == " " }.prefix { $0 != " " }.allSatisfy { $0.isLetter || $0 == "-" }
    }
}

/// The columns that a terminal gives to a text.
func width(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + $1.columns }
}

extension Character {
    /// What stands over another character takes no room of its own; pictures and East Asian characters take two.
    fileprivate var columns: Int { unicodeScalars.reduce(0) { max($0, $1.columns) } }
}

extension Unicode.Scalar {
    /// Columns that a terminal gives it.
    var columns: Int {
        if value < 0x300 { return value < 0x20 ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if properties.isEmojiPresentation { return 2 }
        return switch value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3,
            0xf900...0xfaff, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x1f200...0x1f2ff,
            0x20000...0x3fffd:
            2
        default: 1
        }
    }
}
