/// The two languages that sources and reviewers see.
package enum Language: String, Sendable, CaseIterable {
    case indonesian = "id"
    case english = "en"

    /// The first of LC_ALL, LC_MESSAGES and LANG that is set and not empty decides.
    ///
    /// - Parameters:
    ///   - environment: variables by name.
    ///   - fallback: where that one names neither language, or there is none.
    /// - Returns: the language whose code the value begins with, else `fallback`.
    package static func preferred(in environment: [String: String], otherwise fallback: Language) -> Language
    {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = environment[name], !value.isEmpty else { continue }
            if value.hasPrefix("en") { return .english }
            if value.hasPrefix("id") { return .indonesian }
            return fallback
        }
        return fallback
    }
}

/// A text in both languages.
package struct Phrase: Equatable, Sendable {
    /// The text as Indonesians read it.
    package let indonesian: String
    /// The same in English.
    package let english: String

    /// Takes one text in both languages, neither shortened for the other; each value in it stands on one line.
    package init(_ indonesian: Wording, _ english: Wording) {
        self.indonesian = indonesian.text
        self.english = english.text
    }

    /// Takes texts that were put together before, as they are.
    ///
    /// Generic, and behind the other one: so a literal is always a `Wording`.
    @_disfavoredOverload
    package init(_ indonesian: some StringProtocol, _ english: some StringProtocol) {
        self.indonesian = String(indonesian)
        self.english = String(english)
    }

    /// An error's message as a sentence: a capital first, a full stop behind.
    package var sentence: Phrase {
        func sentence(_ text: String) -> String {
            let text = text.prefix(1).uppercased() + text.dropFirst()
            return text.last == "." || text.last == "?" ? text : text + "."
        }
        return Phrase(sentence(indonesian), sentence(english))
    }

    /// A name, which is the same in every language, on one line.
    package static func name(_ name: String) -> Phrase { Phrase("\(name)", "\(name)") }

    /// A name in both languages, each on one line.
    package static func named(_ indonesian: String, _ english: String) -> Phrase {
        Phrase("\(indonesian)", "\(english)")
    }

    /// The text behind what it is about, an option, a file or a field: `--from: …`.
    package func behind(_ subject: String) -> Phrase {
        Phrase("\(subject): \(lines: indonesian)", "\(subject): \(lines: english)")
    }

    /// The text in one language.
    package func callAsFunction(_ language: Language) -> String {
        language == .english ? english : indonesian
    }
}
