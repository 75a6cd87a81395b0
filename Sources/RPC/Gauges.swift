import Synchronization

/// Counts a listener's connections and calls.
final class Gauges: Sendable {
    private let openConnections = Atomic(0)
    private let runningCalls = Atomic(0)

    var connections: Int { openConnections.load(ordering: .relaxed) }
    var calls: Int { runningCalls.load(ordering: .relaxed) }

    func connectionStarted() {
        openConnections.add(1, ordering: .relaxed)
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
