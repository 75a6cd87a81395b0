/// Waits until `body` gives something: a condition, and not a time, ends it.
///
/// - Parameters:
///   - what: is named when it does not come.
///   - limit: long, as the machine may be busy, and longer under a sanitizer; a look that takes longer is not cut short.
///   - every: from the end of one look to the next.
///   - body: one look; nil for not yet.
/// - Returns: the first value that `body` gives.
/// - Throws: `WaitedTooLong` after `limit`, `CancellationError` in a task that is cancelled, and what `body` throws.
package func waiting<Value>(
    _ what: String, limit: Duration = .seconds(60), every: Duration = .milliseconds(5),
    _ body: () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + limit * slowness
    while true {
        if let value = try await body() { return value }
        guard ContinuousClock.now < end else { throw WaitedTooLong(what: what) }
        try await Task.sleep(for: every)
    }
}

/// Whether it becomes true in time, which is long: the machine may be busy, or the tests built for a sanitizer.
package func eventually(
    within limit: Duration = .seconds(40), _ condition: () async throws -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + limit * slowness
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return try await condition()
}

/// Nothing came of waiting.
package struct WaitedTooLong: Error {
    let what: String
}
