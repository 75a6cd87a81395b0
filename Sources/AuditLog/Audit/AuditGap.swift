/// Why a verification could not check everything.
package struct AuditGap: Equatable, Sendable {
    /// What was not checked, and why.
    package enum Cause: Equatable, Sendable {
        /// The newest epoch is not due yet by the reader's clock, so that nothing behind it was read.
        case clock(LogError)
        /// Nobody has told the agency that it was shown everything.
        case silence
        /// Entries and records of unknown kinds or formats.
        case notUnderstood(UInt64)
        /// Checkpoints, accounts and attestations that came too late or too early to be compared.
        case unchecked(UInt64)
        /// No checkpoint signs exactly what was read.
        case unsigned
        /// Changes of identities, of the auditor, of witnesses or their quorum that the old key has not signed and that
        /// have not stood in the log for seven days.
        case unsettled([SiteEvent])
        /// Changes since the verifier looked last that nobody has acknowledged.
        case unacknowledged([SiteEvent])
    }

    /// What was not checked, and why.
    package let cause: Cause
    /// Since when, in seconds since 1970; nil where that is not the point.
    package let since: UInt64?

    /// Puts one together.
    package init(_ cause: Cause, since: UInt64? = nil) {
        self.cause = cause
        self.since = since
    }

    /// The code in `incomplete` of the verifying tools' JSON, one of those of `failures`.
    package var code: LogError.Code {
        switch cause {
        case .clock: .clock
        case .silence: .unaccounted
        case .notUnderstood: .entryUndecodable
        case .unchecked: .accountMismatch
        case .unsigned: .rootMismatch
        case .unsettled, .unacknowledged: .keyUnknown
        }
    }

    /// Whether it is about who runs and reads the site, while everything else was checked.
    package var isOfChanges: Bool {
        switch cause {
        case .unsettled, .unacknowledged: true
        case .clock, .silence, .notUnderstood, .unchecked, .unsigned: false
        }
    }
}
