import Synchronization

/// A line on the terminal that says how far a long verification is and how fast it goes.
package final class VerifyProgress: Sendable {
    private struct State {
        var lastShown: Double?
        var start: (time: Double, done: UInt64)?
        var isShown = false
    }

    private let clock: @Sendable () -> Double
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - clock: seconds, never backwards.
    ///   - write: to the terminal, as it is.
    package init(clock: @escaping @Sendable () -> Double, write: @escaping @Sendable (String) -> Void) {
        self.clock = clock
        self.write = write
    }

    /// Shows at most two lines a second, and none for what is over sooner than that.
    package func show(done: UInt64, size: UInt64) {
        let now = clock()
        let line = state.withLock { state -> String? in
            guard let start = state.start else {
                state.start = (now, done)
                state.lastShown = now
                return nil
            }
            guard now - (state.lastShown ?? now) >= 0.5 else { return nil }
            state.lastShown = now
            state.isShown = true
            let rate = UInt64(Double(done - min(start.done, done)) / max(now - start.time, 0.001))
            let percent = size == 0 ? 100 : min(100, Int(Double(done) / Double(size) * 100))
            return "\r\(done) / \(size) (\(percent) %), \(rate)/s\u{1b}[K"
        }
        if let line { write(line) }
    }

    /// Clears the line.
    package func finish() {
        let isShown = state.withLock { $0.isShown }
        if isShown { write("\r\u{1b}[K") }
    }
}
