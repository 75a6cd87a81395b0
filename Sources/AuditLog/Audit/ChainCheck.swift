import Wire

/// Every entry's index and `previous`.
struct ChainCheck: Sendable {
    /// Where this audit began.
    let start: UInt64
    /// Index of the next entry.
    private(set) var next: UInt64
    private(set) var lastLeaf: HashWords
    /// What entries say about their index less what it is; a change is one failure, not one for each entry
    /// behind.
    private var shift: UInt64 = 0

    init(next: UInt64 = 0, lastLeaf: Hash = Hash()) {
        start = next
        self.next = next
        self.lastLeaf = HashWords(lastLeaf)
    }

    /// The next entry says that it has this index and this one before it.
    mutating func check(index: UInt64, previous: HashWords, tally: inout AuditTally) {
        if index &- next != shift {
            tally.fail(LogError(.chainBroken, at: next, "Entry.index", expected: next &+ shift, found: index))
            shift = index &- next
        }
        if previous != lastLeaf {
            // At the very entry where an audit goes on, the log is another one than the one audited before.
            let code: LogError.Code = next == start && start > 0 ? .fork : .chainBroken
            tally.fail(
                LogError(code, at: next, "Entry.previous", expected: lastLeaf.hash, found: previous.hash))
        }
    }

    /// Whether entries chained among themselves, the first at `index` and behind `previous`, continue the
    /// chain.
    func continues(at index: UInt64, previous: HashWords) -> Bool {
        index == next && shift == 0 && previous == lastLeaf
    }

    mutating func advance(by count: UInt64, to leaf: Hash) {
        next = next.plus(count)
        lastLeaf = HashWords(leaf)
    }
}
