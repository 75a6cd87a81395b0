import Synchronization

/// Ends the wait for somebody who keeps a connection open and says nothing, or next to nothing, on it.
final class ProgressTimeout: Sendable {
    private struct State {
        /// Since when somebody waits; nil while nobody does.
        var since: ContinuousClock.Instant?
        var isOver = false
    }

    private final class Shared: Sendable {
        let state = Mutex(State())
    }

    private let shared = Shared()
    private let limit: Duration
    private let task: Task<Void, Never>

    /// - Parameters:
    ///   - limit: how long one wait may be.
    ///   - abort: lets whoever waits go on, with an error.
    init(limit: Duration, abort: @escaping @Sendable () async -> Void) {
        self.limit = limit
        task = Task.detached { [shared] in
            while !Task.isCancelled {
                let since = shared.state.withLock { $0.since }
                let due = (since ?? .now) + limit
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
    func start() {
        shared.state.withLock { $0.since = .now }
    }

    /// What was waited for came.
    func stop() {
        shared.state.withLock { $0.since = nil }
    }

    /// Why the wait was ended; nil unless it was.
    var error: SiteError? {
        shared.state.withLock { $0.isOver } ? .stalled(limit: limit) : nil
    }
}
