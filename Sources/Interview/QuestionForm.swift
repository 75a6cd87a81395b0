package import Words

/// A question as it is to be drawn: on a terminal, on a page.
package struct QuestionForm: Equatable, Sendable {
    /// What kind of answer there is.
    package enum Kind: Equatable, Sendable {
        /// One line.
        case line
        /// One of the choices, by its number from 1.
        case one([Phrase])
        /// Up to `limit` of the choices, by their numbers.
        case several([Phrase], limit: Int)
        /// Yes or no; `otherwise` is what no answer means.
        case confirm(otherwise: Bool)
        /// Any number of lines.
        case lines
        /// Files, one after the other.
        case files
    }

    /// What is asked.
    package let text: Phrase
    /// How it is answered.
    package let kind: Kind
    /// What `?` says.
    package let help: Phrase?
    /// What each choice means, which `?` and its number says; empty where the choices say it themselves.
    package let meanings: [Phrase]
    /// What is to be known before one answers.
    package let notes: [Phrase]
    /// Whether it may stay without an answer.
    package let isOptional: Bool
    /// What was answered before; nil where nothing was.
    package let current: Phrase?
    /// Whether an answer called for it, below which it is asked.
    package let isFollowUp: Bool

    /// Puts a question together.
    package init(
        _ text: Phrase, _ kind: Kind, help: Phrase? = nil, meanings: [Phrase] = [], notes: [Phrase] = [],
        isOptional: Bool = true, current: Phrase? = nil, isFollowUp: Bool = false
    ) {
        self.text = text
        self.kind = kind
        self.help = help
        self.meanings = meanings
        self.notes = notes
        self.isOptional = isOptional
        self.current = current
        self.isFollowUp = isFollowUp
    }
}
