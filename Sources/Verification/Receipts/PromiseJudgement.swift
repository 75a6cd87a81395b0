package import AuditLog
package import TransparencyLog
package import Wire

/// What became of a promise, as a log proves it.
package struct PromiseJudgement: Equatable, Sendable {
    /// What was judged.
    package let promise: Promise
    /// Pending, kept or broken.
    package let standing: PromiseStanding
    /// When the promised epoch is due, seconds since 1970; nil beyond 64 bits.
    package let due: UInt64?
    /// The newest one.
    package let newestEpoch: Epoch
    /// The first epoch numbered at or above the promised one; nil while there is none.
    package let epoch: Epoch?
    /// Where the commitment stands; nil unless kept.
    package let index: UInt64?
    /// What shows anybody that the promise was broken; nil unless it was.
    package let evidence: BrokenPromiseEvidence?
    /// All of the above was proven against it.
    package let checkpoint: VerifiedCheckpoint
    /// Names the promise key.
    package let descriptor: SiteDescriptor

    /// Whether a quorum of the descriptor's witnesses saw this log.
    package var isWitnessed: Bool { checkpoint.quorumTime(descriptor.quorum) != nil }
}
