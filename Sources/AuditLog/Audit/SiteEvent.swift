/// A change of who runs a site or reads its reports, as the log has it.
package struct SiteEvent: Equatable, Sendable {
    /// What changed; the raw value is the name in the verifying tools' JSON.
    package enum Kind: String, CaseIterable, Sendable {
        case agencyAdded = "agency_added"
        case agencyRemoved = "agency_removed"
        case keyAdded = "key_added"
        case keyRemoved = "key_removed"
        case logKeyChanged = "log_key_changed"
        case promiseKeyChanged = "promise_key_changed"
        case witnessAdded = "witness_added"
        case witnessRemoved = "witness_removed"
        case quorumChanged = "quorum_changed"
        case auditorChanged = "auditor_changed"
    }

    /// What changed.
    package var kind: Kind
    /// Of the entry that says so.
    package var index: UInt64
    /// Number of the epoch that closes the entry's batch; nil where none came.
    package var epoch: UInt64?
    /// When that epoch was due, seconds since 1970; nil where none came.
    package var scheduled: UInt64?
    /// Of the descriptor or of the agency's keys that say so.
    package var serial: UInt32
    /// The agency's code or the witness's name; nil for what is the whole site's.
    package var agency: String?
    /// What a key is for: `identity`, `recipient`, `act`, `witness`; nil where the kind says it.
    package var use: String?
    /// In hexadecimal; of a recipient key its SHA-256, of a quorum the number.
    package var key: String?
    /// What stood in the place of `key` before; nil where the kind says it, or nothing did.
    package var old: String?

    /// Whether it counts only once the old key has signed it, or it stood in the log for seven days.
    ///
    /// Whoever holds the root key could else put people of their own in the place of all that watch them, for as long as
    /// an epoch.
    package var needsTime: Bool {
        switch kind {
        case .witnessAdded, .witnessRemoved, .quorumChanged, .auditorChanged: true
        case .keyAdded: use == "identity"
        case .agencyAdded, .agencyRemoved, .keyRemoved, .logKeyChanged, .promiseKeyChanged: false
        }
    }

    /// Seconds that a change stands in the log before it counts without the old key's word.
    package static let patience: UInt64 = 7 * 86_400
}
