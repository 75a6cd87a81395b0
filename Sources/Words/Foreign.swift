/// Text that came from outside, as it may be shown: one line in which nothing moves, hides or turns round.
///
/// Names, codes, origins, paths and messages of others are shown through this. `plain` is for texts that are shown in
/// full, and keeps their line feeds.
package struct Foreign: Equatable, Sendable, CustomStringConvertible {
    /// The text on one line: line ends and tabs are spaces, what cannot be seen is U+FFFD.
    package let description: String

    /// Takes any text.
    package init(_ text: some StringProtocol) {
        description = shown(text) { $0 == "\n" || $0 == "\t" || $0 == "\r" ? " " : "\u{fffd}" }
    }

    /// The line between quotation marks, of which it has none itself.
    package var quoted: String {
        "\"" + String(description.map { $0 == "\"" ? "'" : $0 }) + "\""
    }
}

/// Makes text from outside safe to print in full: no controls, no bidirectional tricks, no invisible characters.
///
/// Line feeds and tabs stay, CR LF is a line feed; everything else that moves the cursor, reorders or hides is shown as
/// U+FFFD.
package func plain(_ text: some StringProtocol) -> String {
    guard !text.utf8.contains(UInt8(ascii: "\r")) else {
        return plainLines(String(text.map { $0 == "\r\n" ? "\n" : $0 }))
    }
    return plainLines(text)
}

private func plainLines(_ text: some StringProtocol) -> String {
    shown(text) { $0 == "\n" || $0 == "\t" ? $0 : "\u{fffd}" }
}

private func shown(
    _ foreign: some StringProtocol, otherwise replaced: (Unicode.Scalar) -> Unicode.Scalar
) -> String {
    let text = String(foreign)
    // Nearly every text is printable ASCII and stays as it is; an answer of 10,000 cases is looked through more than once.
    guard !text.isPrintableASCII else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        result.unicodeScalars.append(scalar.isShown ? scalar : replaced(scalar))
    }
    return result
}

extension String {
    /// Whether it is of the characters from the blank to the tilde alone.
    var isPrintableASCII: Bool { utf8.allSatisfy { (0x20..<0x7f).contains($0) } }
}

extension Unicode.Scalar {
    /// Whether a terminal shows it as itself: no control, no line end, no mark of direction, nothing invisible.
    ///
    /// The selectors U+FE00 to U+FE0F stay, because they choose between two pictures of the character before.
    package var isShown: Bool {
        if (0x20..<0x7f).contains(value) { return true }
        return switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        default: !properties.isDefaultIgnorableCodePoint || (0xfe00...0xfe0f).contains(value)
        }
    }
}
