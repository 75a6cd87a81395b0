package import TransparencyLog
package import Wire
package import Words

/// What was looked at; each counts what it says since entry 0, resumed audits included.
package struct AuditCounts: Equatable, Sendable {
    /// Entries.
    package var entries: UInt64 = 0
    /// Checkpoints that were verified and fit the entries.
    package var checkpoints: UInt64 = 0
    /// Site descriptors.
    package var descriptors: UInt64 = 0
    /// Epoch entries.
    package var epochs: UInt64 = 0
    /// Sealed entries.
    package var sealed: UInt64 = 0
    /// Sealed entries whose opening fits, filler included.
    package var opened: UInt64 = 0
    /// Records that stand for none.
    package var filler: UInt64 = 0
    /// Records that a lawful `payload_erased` names.
    package var erased: UInt64 = 0
    /// Envelopes that are the recorded ones and yet cannot be read: noise that somebody sent.
    package var garbage: UInt64 = 0
    /// To the auditor: sealed entries without a fitting opening.
    package var unopenable: UInt64 = 0
    /// Entries and records of unknown kinds or formats.
    package var notUnderstood: UInt64 = 0
    /// Envelopes that were fetched and compared.
    package var envelopes: UInt64 = 0
    /// Checkpoints, accounts and attestations that came too late or too early to be compared.
    package var unchecked: UInt64 = 0

    /// Nothing was looked at yet.
    package init() {}
}

/// The outcome of an audit.
package struct AuditReport: Equatable, Sendable {
    /// What the audit came to.
    package enum Result: String, Sendable {
        case ok
        /// Something is wrong: see `failures`.
        case failed
        /// Nothing is wrong with what was checked, but not everything was.
        case incomplete
    }

    /// What the audit came to.
    package var result: Result
    /// How much was opened.
    package var level: AuditLevel
    /// Nil before a descriptor was found.
    package var origin: String?
    /// Entries that were read.
    package var size: UInt64
    /// The root over all entries that were read.
    package var root: Hash
    /// What was looked at.
    package var counts: AuditCounts
    /// The first ones, in the order found; at most 1,000.
    package var failures: [LogError]
    /// All that were found, kept in `failures` or not.
    package var failureCount: Int
    /// Why the result is not `ok` though nothing failed, or would not be; in the order of `AuditGap.Cause`.
    package var gaps: [AuditGap]
    /// The largest one that was verified and fits the entries.
    package var checkpoint: VerifiedCheckpoint?
    /// The quorum's time in that checkpoint, seconds since 1970; nil below the quorum: recorded, not
    /// witnessed.
    package var witnessed: UInt64?
    /// To the auditor each agency's, to an agency its own: what an `Account` up to the last epoch says.
    package var accounts: [AgencyCode: AccountTotal]
    /// Commitments of the records whose envelopes a lawful erasure names, as far as openings were given.
    package var erased: Set<Hash>
    /// The log that this one says to follow; nil also where the audit went on behind entry 1.
    package var continues: Discontinuity?
    /// The newest one that keeps to the rules; nil before the first.
    package var descriptor: SiteDescriptor?
    /// The newest of each agency, with the entry's index.
    package var agencyKeys: [AgencyCode: LoggedKeys]
    /// The newest one that keeps to the rules; nil before the first.
    package var lastEpoch: Epoch?
    /// The largest tree that the auditor attested, and rightly so; nil without one.
    package var attested: AttestedTree?
    /// The months whose figures the log says, the newest 240.
    package var months: [SaidMonth]
    /// What it says of them, as far as this audit read.
    package var figures: [CalendarMonth: Aggregate]
    /// Reports that the auditor says to have been tests, as far as this audit read.
    package var tests: [NamedTest]
    /// What changed since batch 0, or since where the audit went on; at most 1,000, the newest ones.
    package var history: [SiteEvent]
    /// All that were found, kept in `history` or not.
    package var historyCount: UInt64
    /// What the next audit goes on from; nil unless a checkpoint signed exactly this, and nothing is wrong.
    package var state: AuditState?

    /// Whether everything was checked and nothing is wrong, however new the keys are that it was checked by.
    package var isVerified: Bool {
        result == .ok || result == .incomplete && counts.entries > 0 && gaps.allSatisfy { $0.isOfChanges }
    }
}

/// Agency keys, and the index of the entry that holds them.
package struct LoggedKeys: Equatable, Sendable {
    /// Index of the entry.
    package let index: UInt64
    /// The keys as logged.
    package let keys: AgencyKeys
    /// Every key that was ever logged under the agency's code.
    package let history: [LoggedKey]
}
