/// The two languages that sources and reviewers see.
package enum Language: String, Sendable, CaseIterable {
    case indonesian = "id"
    case english = "en"

    /// The first of LC_ALL, LC_MESSAGES and LANG that is set and not empty decides.
    ///
    /// - Parameter fallback: where it names neither language.
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
    package let indonesian: String
    package let english: String

    package init(_ indonesian: String, _ english: String) {
        self.indonesian = indonesian
        self.english = english
    }

    package func callAsFunction(_ language: Language) -> String {
        language == .english ? english : indonesian
    }
}
