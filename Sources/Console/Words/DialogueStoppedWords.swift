package import Words

extension DialogueStopped: Explainable {
    /// Of kind `usage`.
    package var failure: Failure { Failure(.usage, DialogueText.stopped) }
}
