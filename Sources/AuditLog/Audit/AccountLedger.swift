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
    /// A total, and the newest commitment in it that is not itself an account.
    struct Close: Equatable, Sendable {
        var total: AccountTotal
        var newest: UInt64?
    }

    /// Accounts that are older than this many epochs when they come are not compared.
    static let memory = 64

    private(set) var digest = CommitmentDigest()
    /// Ascending.
    private(set) var closes: [Close] = []
    private(set) var newest: UInt64?
    /// The highest `through` of an account that was right.
    private(set) var accounted: UInt64?
    /// Reports of this agency's that were erased.
    var erased: UInt64 = 0
    /// When the epoch of the first commitment that is not itself an account was due, seconds since 1970.
    private(set) var since: UInt64?
    private var largestDifference: Difference?

    private struct Difference: Equatable, Sendable {
        var count: UInt64
        var failure: LogError
    }

    init() {}

    init(
        digest: CommitmentDigest, closes: [Close], newest: UInt64?, accounted: UInt64?, erased: UInt64,
        since: UInt64?
    ) {
        self.digest = digest
        self.closes = closes
        self.newest = newest
        self.accounted = accounted
        self.erased = erased
        self.since = since
    }

    mutating func append(_ commitment: Hash, at index: UInt64, isAccount: Bool) {
        digest.append(commitment)
        if !isAccount { newest = index }
    }

    /// An epoch at `index`, due at `scheduled`, closed its batch.
    mutating func close(at index: UInt64, scheduled: UInt64) {
        if since == nil, newest != nil { since = scheduled }
        if closes.count == Self.memory { closes.removeFirst() }
        let total = AccountTotal(through: index, count: digest.count, commitments: digest.finalize())
        closes.append(Close(total: total, newest: newest))
    }

    /// Holds an account against the own total; false where that is not remembered any more.
    ///
    /// Who audits anew after an erasure counts what was erased no longer, and whoever remembers does: a
    /// difference of as many as were erased is none, and hashes cannot be compared then.
    mutating func compare(_ account: Account, at index: UInt64) throws(LogError) -> Bool {
        guard let oldest = closes.first, account.through >= oldest.total.through else { return false }
        guard let total = closes.last(where: { $0.total.through <= account.through })?.total,
            total.through == account.through
        else {
            throw LogError(
                .accountMismatch, "Account.through", expected: "the index of an epoch",
                found: "\(account.through)")
        }
        accounted = max(accounted ?? 0, account.through)
        guard account.count == total.count else {
            let difference = max(account.count, total.count) - min(account.count, total.count)
            if difference > largestDifference?.count ?? 0 {
                largestDifference = Difference(
                    count: difference,
                    failure: LogError(
                        .accountMismatch, at: index, "Account.count", expected: total.count,
                        found: account.count))
            }
            return true
        }
        guard account.commitments == total.commitments else {
            throw LogError(
                .accountMismatch, "Account.commitments", expected: total.commitments,
                found: account.commitments)
        }
        return true
    }

    /// An account that no erasure explains.
    var unexplained: LogError? {
        guard let largestDifference, largestDifference.count > erased else { return nil }
        return largestDifference.failure
    }

    /// Something older than two epochs is in no account.
    ///
    /// Before the first account there is an hour of grace besides: an auditor has to begin somewhere.
    ///
    /// - Parameters:
    ///   - scheduled: when the newest epoch was due, seconds since 1970.
    ///   - auditor: when the auditor's term began, seconds since 1970.
    /// - Returns: `accountMismatch` at the newest entry that should be in an account by now; nil where none
    ///   is missing.
    func overdue(scheduled: UInt64, auditor: UInt64) -> LogError? {
        guard closes.count > 2, let newest = closes[closes.count - 3].newest, newest > accounted ?? 0 else {
            return nil
        }
        if accounted == nil {
            let (due, overflow) = max(since ?? 0, auditor).addingReportingOverflow(Self.grace)
            guard !overflow, scheduled >= due else { return nil }
        }
        return LogError(
            .accountMismatch, at: newest, "Account", expected: "an account through entry \(newest)",
            found: accounted.map { "none beyond entry \($0)" } ?? "none")
    }

    /// Seconds.
    private static let grace: UInt64 = 3_600
}

/// Since when somebody is the auditor: when the epoch of the descriptor that says so was due.
struct AuditorTerm: Equatable, Sendable {
    var key: PublicKey
    /// Seconds since 1970.
    var since: UInt64
}
