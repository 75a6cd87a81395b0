/// A verification and what was done with it.
package struct VerifyAnswer: Sendable {
    /// What was found.
    package let outcome: VerifyOutcome
    /// What became of each promise that was asked about.
    package let promises: [PromiseJudgement]
    /// The cosignature that was given; nil without one.
    package let cosigning: WitnessCosigning?

    /// Puts one together.
    package init(
        _ outcome: VerifyOutcome, promises: [PromiseJudgement] = [], cosigning: WitnessCosigning? = nil
    ) {
        self.outcome = outcome
        self.promises = promises
        self.cosigning = cosigning
    }
}
