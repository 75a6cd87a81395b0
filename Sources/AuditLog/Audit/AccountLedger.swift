package import Wire

/// How many commitments carry an agency's code, up to an epoch: what an `Account` says.
package struct AccountTotal: Equatable, Sendable {
    /// Index of the epoch entry.
    package var through: UInt64
    /// Commitments so far, `through` included.
    package var count: UInt64
    /// SHA-256 over the commitments in index order.
    package var commitments: Hash
}

/// Counts one agency's commitments, and remembers the totals of the last epochs.
struct AccountLedger: Equatable, Sendable {
    /// What was counted up to an epoch.
    struct Close: Equatable, Sendable {
        var total: AccountTotal
        /// When that epoch was due, seconds since 1970.
        var scheduled: UInt64
    }

    /// An account that was right.
    struct Accounted: Equatable, Sendable {
        /// Index of the epoch up to which it goes.
        var through: UInt64
        /// When that epoch was due, seconds since 1970.
        var scheduled: UInt64
    }

    /// Accounts that are older than this many epochs when they come are not compared.
    static let memory = 64

    private(set) var digest = CommitmentDigest()
    /// Ascending.
    private(set) var closes: [Close] = []
    /// The one that goes furthest.
    private(set) var accounted: Accounted?
    /// When the first epoch since the ledger was begun was due, seconds since 1970.
    private(set) var begun: UInt64?

    init() {}

    init(digest: CommitmentDigest, closes: [Close], accounted: Accounted?, begun: UInt64?) {
        self.digest = digest
        self.closes = closes
        self.accounted = accounted
        self.begun = begun
    }

    mutating func append(_ commitment: Hash) {
        digest.append(commitment)
    }

    /// An epoch at `index`, due at `scheduled`, closed its batch.
    mutating func close(at index: UInt64, scheduled: UInt64) {
        if begun == nil { begun = scheduled }
        if closes.count == Self.memory { closes.removeFirst() }
        let total = AccountTotal(through: index, count: digest.count, commitments: digest.finalize())
        closes.append(Close(total: total, scheduled: scheduled))
    }

    /// Holds an account against the own total, which it must equal: openings are kept for the log's life.
    ///
    /// - Returns: false where that total is not remembered any more.
    mutating func compare(_ account: Account) throws(LogError) -> Bool {
        guard let oldest = closes.first, account.through >= oldest.total.through else { return false }
        guard let close = closes.last(where: { $0.total.through <= account.through }),
            close.total.through == account.through
        else {
            throw LogError(
                .accountMismatch, "Account.through", expected: "the index of an epoch",
                found: "\(account.through)")
        }
        guard account.count == close.total.count else {
            throw LogError(
                .accountMismatch, "Account.count", expected: close.total.count, found: account.count)
        }
        guard account.commitments == close.total.commitments else {
            throw LogError(
                .accountMismatch, "Account.commitments", expected: close.total.commitments,
                found: account.commitments)
        }
        if account.through >= accounted?.through ?? 0 {
            accounted = Accounted(through: account.through, scheduled: close.scheduled)
        }
        return true
    }
}

/// Since when somebody is the auditor: when the epoch of the descriptor that says so was due.
struct AuditorTerm: Equatable, Sendable {
    var key: PublicKey
    /// Seconds since 1970.
    var since: UInt64
}
