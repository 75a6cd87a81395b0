package import Words

/// The person ended a conversation, or input ended.
package struct DialogueStopped: Error, Equatable, Sendable {
    /// Nothing more is known of it.
    package init() {}
}

extension DialogueStopped: Explainable {
    /// Of kind `usage`.
    package var failure: Failure { Failure(.usage, DialogueText.stopped) }
}
