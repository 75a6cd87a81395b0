/// The words of a codename as a person wrote, pasted or typed them: Protocol, section 10.
///
/// Letters make words; all else stands between them: white space of every kind, line ends, marks, quotes, numbers of a list.
struct TypedWords {
    /// Lower case, in their order.
    let words: [String]

    /// Takes any text.
    ///
    /// What cannot be seen, a zero width space for instance, stands between words too, or else inside them, if that alone
    /// gives as many as a codename has.
    init(_ typed: String) {
        let apart = Self.words(of: typed, isHiddenSeparator: true)
        let together = Self.words(of: typed, isHiddenSeparator: false)
        let found =
            apart.count != Codename.wordCount && together.count == Codename.wordCount ? together : apart
        words = found.count > Codename.wordCount ? Self.behindLabel(typed) ?? found : found
    }

    /// What stands behind the last colon or equals sign, where that alone is as much as a codename has: before it is a label of
    /// the person's own, such as "the code that I was given:".
    private static func behindLabel(_ typed: String) -> [String]? {
        let scalars = typed.unicodeScalars
        guard let mark = scalars.lastIndex(where: labelEnds.contains) else { return nil }
        let behind = words(of: String(scalars[mark...].dropFirst()), isHiddenSeparator: true)
        return behind.count == Codename.wordCount ? behind : nil
    }

    /// Also the wide ones of other keyboards.
    private static let labelEnds: [Unicode.Scalar] = [":", "=", "\u{ff1a}", "\u{ff1d}"]

    private static func words(of typed: String, isHiddenSeparator: Bool) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in typed.lowercased().unicodeScalars {
            if isPart(scalar) {
                word.unicodeScalars.append(scalar)
            } else if isHiddenSeparator || !hidden.contains(scalar.value) {
                words.append(word)
                word = ""
            }
        }
        words.append(word)
        words = words.map(unnumbered).filter { !$0.isEmpty }
        while words.count > Codename.wordCount, let label = words.firstIndex(where: labels.contains) {
            words.remove(at: label)
        }
        return words
    }

    /// Letters, digits, and what is put on a letter: a word with one that no word of the list has is named as mistaken.
    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9": return true
        case "\u{0}"..."\u{7f}": return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            return true
        default: return false
        }
    }

    /// `3abon` of a list is `abon`; a number alone is nothing.
    private static func unnumbered(_ word: String) -> String {
        func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
        var rest = Substring(word).drop(while: isDigit)
        while let last = rest.last, isDigit(last) { rest.removeLast() }
        return String(rest)
    }

    /// Soft hyphen, zero width space, the joiners, byte order mark.
    private static let hidden: [UInt32] = [0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]
    /// What people write before a codename or its words; none is a word of the list.
    private static let labels = ["kode", "laporan", "kata", "report", "code", "codename", "word"]
}

extension Wordlist {
    /// The position of the word that a typed one stands for: all of it, or its first letters, at least four.
    ///
    /// - Parameter typed: lower case.
    /// - Returns: nil for none.
    static func position(of typed: String) -> Int? {
        guard typed.utf8.count >= 4, let number = number(of: Substring(typed)), words[number].hasPrefix(typed)
        else { return nil }
        return number
    }
}
