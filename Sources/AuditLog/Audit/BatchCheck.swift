import Wire

/// The order within a batch, and its size.
///
/// `site`, `discontinuity` (in batch 0 alone), `agency_keys` by code, statements by their bytes, `sealed` by commitment,
/// `epoch`.
struct BatchCheck: Sendable {
    /// An entry that is not sealed, by what its place depends on.
    enum Place: Sendable {
        case site
        case discontinuity
        case agencyKeys(AgencyCode)
        /// Its bytes.
        case statement([UInt8])
        case epoch

        fileprivate var rank: Int {
            switch self {
            case .site: 0
            case .discontinuity: 1
            case .agencyKeys: 2
            case .statement: 3
            case .epoch: 5
            }
        }
    }

    /// Index of the batch's first entry.
    private(set) var first: UInt64
    /// Entries that are not sealed.
    var others: UInt64 = 0
    /// Of the newest entry; −1 before the first one.
    private var rank = -1
    private var lastAgency: AgencyCode?
    private var lastStatement: [UInt8]?
    private var lastSealed: HashWords?
    private static let sealedRank = 4

    init(first: UInt64) {
        self.first = first
    }

    mutating func enter(_ place: Place, at index: UInt64) throws(LogError) {
        let (before, now) = (rank, place.rank)
        rank = max(rank, now)
        guard now >= before else { throw misplaced(at: index) }
        switch place {
        case .site:
            guard index == first else { throw misplaced(at: index) }
        case .discontinuity:
            guard before == 0, index == Discontinuity.index else { throw misplaced(at: index) }
        case .agencyKeys(let code):
            defer { lastAgency = code }
            if let lastAgency, !lastAgency.precedes(code) { throw misplaced(at: index) }
        case .statement(let bytes):
            defer { lastStatement = bytes }
            if let lastStatement, !lastStatement.lexicographicallyPrecedes(bytes) {
                throw misplaced(at: index)
            }
        case .epoch:
            let size = index.less(first).plus(1)
            guard BatchSize.isStep(size) else {
                throw LogError(
                    .batchInvalid, at: index, "batch", expected: "256 * 8^k entries", found: "\(size)")
            }
        }
    }

    mutating func enterSealed(_ commitment: HashWords, at index: UInt64) throws(LogError) {
        try enterSealed(from: commitment, through: commitment, at: index)
    }

    /// Sealed entries that ascend already, the first of them at `index`.
    mutating func enterSealed(
        from start: HashWords, through end: HashWords, at index: UInt64
    ) throws(LogError) {
        rank = Self.sealedRank
        let last = lastSealed
        lastSealed = end
        guard let last, !(last < start) else { return }
        throw LogError(
            .batchInvalid, at: index, "SealedRecord.commitment", expected: "above \(last.hash.hex)",
            found: start.hash.hex)
    }

    /// Whether its epoch was entered.
    var isClosed: Bool { rank == Place.epoch.rank }

    private func misplaced(at index: UInt64) -> LogError {
        LogError(.batchInvalid, at: index, "order", expected: "the order of a batch", found: "another")
    }
}
