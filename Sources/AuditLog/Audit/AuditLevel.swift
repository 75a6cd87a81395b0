package import TransparencyLog
package import Wire

/// Who audits, and so what they are given.
package enum AuditLevel: Hashable, Sendable {
    /// Entries and checkpoints.
    case `public`
    /// And the openings that carry this agency's code.
    case agency(AgencyCode)
    /// And the opening of every sealed entry.
    case auditor

    /// As in the verifying tools' JSON.
    package var name: String {
        switch self {
        case .public: "public"
        case .agency: "agency"
        case .auditor: "auditor"
        }
    }
}

/// What an audit knows beforehand.
///
/// Without any of it, it checks that a log agrees with itself.
package struct AuditPins: Equatable, Sendable {
    /// The root fingerprint, from a site link.
    package var fingerprint: Hash?
    /// The log's key, whose name is the origin.
    package var log: VerifierKey?
    /// The largest checkpoint verified before.
    package var kept: Checkpoint?
    /// The reader's clock, seconds since 1970: an epoch that is not due yet is none.
    ///
    /// Nil has no clock.
    package var now: UInt64?

    /// Nil for each thing that is not pinned.
    package init(
        fingerprint: Hash? = nil, log: VerifierKey? = nil, kept: Checkpoint? = nil, now: UInt64? = nil
    ) {
        self.fingerprint = fingerprint
        self.log = log
        self.kept = kept
        self.now = now
    }
}

/// What became of an envelope that a record names.
package enum EnvelopeFinding: Equatable, Sendable {
    case notFetched
    /// - Parameters:
    ///   - hash: SHA-256 of what was fetched.
    ///   - readable: it decrypted and its content keeps to the rules.
    case fetched(hash: Hash, readable: Bool)
}
