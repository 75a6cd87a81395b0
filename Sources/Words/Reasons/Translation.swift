/// One pattern of an English text, and how Indonesians read it.
///
/// In the English form `{}` stands for a value; in the Indonesian form `{1}` is the first one, `{2}` the second.
package struct Translation: Sendable {
    private let pieces: [[UInt8]]
    private let indonesian: [UInt8]

    /// Takes both forms of one text.
    package init(_ english: String, _ indonesian: String) {
        var pieces: [[UInt8]] = [[]]
        let bytes = Array(english.utf8)
        var position = 0
        while position < bytes.count {
            if bytes[position...].starts(with: [0x7b, 0x7d]) {
                pieces.append([])
                position += 2
            } else {
                pieces[pieces.count - 1].append(bytes[position])
                position += 1
            }
        }
        self.pieces = pieces
        self.indonesian = Array(indonesian.utf8)
    }

    /// The Indonesian text; nil where `text` does not have this form.
    ///
    /// - Parameters:
    ///   - text: in English.
    ///   - inner: says a value, which may be such a text itself.
    /// - Returns: the text with its values in their places.
    package func callAsFunction(_ text: String, inner: (String) -> String) -> String? {
        guard let values = values(in: Array(text.utf8)) else { return nil }
        var result: [UInt8] = []
        var position = 0
        while position < indonesian.count {
            if let number = place(at: position), number < values.count {
                result += inner(String(decoding: values[number], as: UTF8.self)).utf8
                position += 3
            } else {
                result.append(indonesian[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The number, from 0, of the value whose place `{n}` begins here.
    private func place(at position: Int) -> Int? {
        guard position + 2 < indonesian.count, indonesian[position] == 0x7b, indonesian[position + 2] == 0x7d,
            (0x31...0x39).contains(indonesian[position + 1])
        else { return nil }
        return Int(indonesian[position + 1]) - 0x31
    }

    /// What stands for each `{}`: as little as fits, but the last piece ends the text.
    private func values(in text: [UInt8]) -> [[UInt8]]? {
        guard let first = pieces.first, let last = pieces.last, text.starts(with: first) else { return nil }
        guard pieces.count > 1 else { return text.count == first.count ? [] : nil }
        var values: [[UInt8]] = []
        var position = first.count
        for piece in pieces.dropFirst().dropLast() {
            guard let next = (position..<text.count).first(where: { text[$0...].starts(with: piece) }) else {
                return nil
            }
            values.append(Array(text[position..<next]))
            position = next + piece.count
        }
        let end = text.count - last.count
        guard end >= position, text[end...].elementsEqual(last) else { return nil }
        values.append(Array(text[position..<end]))
        return values
    }
}

extension [Translation] {
    /// The text in Indonesian by the first form that it has; the text itself where it has none.
    package func indonesian(_ english: String) -> String {
        for translation in self {
            if let text = translation(english, inner: indonesian) { return text }
        }
        return english
    }
}
