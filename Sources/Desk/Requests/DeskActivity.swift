import Synchronization

/// When the browser last asked for something, and whether the reviewer has closed the desk.
package final class DeskActivity: Sendable {
    /// Why a desk ends by itself.
    package enum Ending: Equatable, Sendable {
        /// Nothing was asked for as long as it may be.
        case idle
        /// The reviewer closed it in the page.
        case closed
    }

    private let state = Mutex((last: ContinuousClock.now, isClosed: false))

    /// Something is asked for now.
    func note() { state.withLock { $0.last = .now } }

    /// The reviewer is done.
    func end() { state.withLock { $0.isClosed = true } }

    /// Waits for the end; nil where the task is cancelled before.
    func ending(idle: Duration) async -> Ending? {
        while true {
            let (last, isClosed) = state.withLock { $0 }
            if isClosed { return .closed }
            let left = last + idle - .now
            if left <= .zero { return .idle }
            // The answer to `leave` is on its way for less than that.
            guard (try? await Task.sleep(for: min(left, .milliseconds(200)))) != nil else { return nil }
        }
    }
}
