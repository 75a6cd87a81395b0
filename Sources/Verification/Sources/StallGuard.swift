import Synchronization
import Words

/// Ends the wait for somebody who keeps a connection open and says nothing, or next to nothing, on it.
final class StallGuard: Sendable {
    private struct State {
        /// Since when somebody waits; nil while nobody does.
        var since: ContinuousClock.Instant?
        var isOver = false
    }

    private final class Shared: Sendable {
        let state = Mutex(State())
    }

    private let shared = Shared()
    private let patience: Duration
    private let task: Task<Void, Never>

    /// - Parameter abort: lets whoever waits go on, with an error.
    init(patience: Duration, abort: @escaping @Sendable () async -> Void) {
        self.patience = patience
        task = Task.detached { [shared] in
            while !Task.isCancelled {
                let since = shared.state.withLock { $0.since }
                let due = (since ?? .now) + patience
                guard let since, due <= .now else {
                    try? await Task.sleep(until: due)
                    continue
                }
                let isOver = shared.state.withLock { state in
                    state.isOver = state.since == since
                    return state.isOver
                }
                guard isOver else { continue }
                return await abort()
            }
        }
    }

    deinit { task.cancel() }

    /// Somebody waits from now on.
    func wait() {
        shared.state.withLock { $0.since = .now }
    }

    /// What was waited for came.
    func rest() {
        shared.state.withLock { $0.since = nil }
    }

    /// Why the wait was ended; nil unless it was.
    var failure: Failure? {
        guard shared.state.withLock({ $0.isOver }) else { return nil }
        return Failure(
            .unreachable, "the site keeps the connection and gives next to nothing (limit: \(patience))")
    }
}
