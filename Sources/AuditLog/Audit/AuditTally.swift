import Wire

/// Counts and failures of an audit under way.
struct AuditTally: Sendable {
    static let limit = 1_000

    var counts = AuditCounts()
    private(set) var failures: [LogError] = []
    private(set) var failureCount = 0

    mutating func fail(_ failure: LogError) {
        failureCount += 1
        if failures.count < Self.limit { failures.append(failure) }
    }

    /// Notes what `check` throws, about the entry at `index`; false then.
    @discardableResult
    mutating func note(at index: UInt64, _ check: () throws(LogError) -> Void) -> Bool {
        do {
            try check()
            return true
        } catch {
            fail(error.at(index))
            return false
        }
    }
}
