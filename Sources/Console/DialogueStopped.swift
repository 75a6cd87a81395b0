package import Words

/// The person ended a conversation, or input ended.
package struct DialogueStopped: Error, Equatable, Sendable {
    /// What was typed of an answer that is not whole.
    package let typed: String

    /// Nothing more is known of it.
    package init(typed: String = "") { self.typed = typed }
}

extension DialogueStopped: Explainable {
    /// Of kind `usage`.
    package var failure: Failure { Failure(.usage, DialogueText.stopped) }
}
