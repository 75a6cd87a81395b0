/// A piece of a page in HTML: what its literals say is ours, what stands between `\(` and `)` is text and shown as such.
package struct HTML: Equatable, Sendable, ExpressibleByStringInterpolation {
    /// As it stands in a file.
    package let text: String

    /// Markup of ours alone.
    package init(stringLiteral text: String) { self.text = text }
    /// Markup of ours with texts and pieces between.
    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
    /// Markup that was made before, as it is.
    package init(markup: String) { text = markup }

    /// One piece for each element, a line each.
    package init<Elements: Sequence>(each elements: Elements, _ piece: (Elements.Element) -> HTML) {
        text = elements.map { piece($0).text }.joined(separator: "\n")
    }

    /// A text whose commands and file names stand between backquotes: where one ends, and a sentence goes on, shows.
    package init(commands text: String) {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        self.text = parts.enumerated().map { place, part in
            let part = escaped(plain(String(part)))
            return place % 2 == 1 ? "<code>\(Self.whole(options: part))</code>" : part
        }.joined()
    }

    /// An option is not broken behind its hyphens.
    private static func whole(options command: String) -> String {
        command.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.first == "-" ? "<span>\($0)</span>" : String($0) }
            .joined(separator: " ")
    }

    /// Puts pieces together.
    package struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var text = ""

        /// Nothing is there yet.
        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        /// Markup of ours.
        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// A text, whoever it came from: nothing in it is markup, moves or hides.
        package mutating func appendInterpolation(_ value: String) { text += escaped(plain(value)) }

        /// A number.
        package mutating func appendInterpolation(_ value: Int) { text += String(value) }

        /// A piece that is markup already.
        package mutating func appendInterpolation(_ value: HTML) { text += value.text }
    }
}

private func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}
