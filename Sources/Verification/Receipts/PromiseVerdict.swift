package import Wire

/// What a promise or evidence file comes to.
package enum PromiseVerdict: Equatable, Sendable {
    /// - Parameter isPinned: whether the log was held against a link or a key.
    case judged(PromiseJudgement, isPinned: Bool)
    /// The source is not whole, or not what its checkpoint signs.
    case undecided(Promise, VerificationError)
    /// The file is evidence, and this was found of it.
    case evidence(EvidenceCheck)
}
