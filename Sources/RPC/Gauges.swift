import Synchronization

/// Counts a listener's connections and calls.
final class Gauges: Sendable {
    private let openConnections = Atomic(0)
    private let runningCalls = Atomic(0)

    var connections: Int { openConnections.load(ordering: .relaxed) }
    var calls: Int { runningCalls.load(ordering: .relaxed) }

    /// Counts a connection; false, and not counted, where there are `limit` already.
    func connectionStarted(limit: Int) -> Bool {
        let (before, _) = openConnections.add(1, ordering: .relaxed)
        guard before >= limit else { return true }
        connectionEnded()
        return false
    }

    func connectionEnded() {
        openConnections.subtract(1, ordering: .relaxed)
    }

    func callStarted() {
        runningCalls.add(1, ordering: .relaxed)
    }

    func callEnded() {
        runningCalls.subtract(1, ordering: .relaxed)
    }
}
