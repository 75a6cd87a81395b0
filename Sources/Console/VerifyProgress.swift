import Foundation
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

    /// Shows nothing yet.
    ///
    /// - Parameters:
    ///   - clock: seconds, never backwards.
    ///   - write: to the terminal, as it is.
    package init(clock: @escaping @Sendable () -> Double, write: @escaping @Sendable (String) -> Void) {
        self.clock = clock
        self.write = write
    }

    /// Shows at most two lines a second, and none for what is over sooner than that.
    ///
    /// - Parameters:
    ///   - done: entries read so far.
    ///   - size: entries in all.
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
            let rate = Double(done - min(start.done, done)) / max(now - start.time, 0.001)
            let share = size == 0 ? 1 : min(1, Double(done) / Double(size))
            let filled = Int(share * Double(Self.width))
            let bar =
                String(repeating: "#", count: filled) + String(repeating: "-", count: Self.width - filled)
            let left = rate > 0 ? ", \(Self.duration(Double(size - min(done, size)) / rate))" : ""
            return
                "\r[\(bar)] \(done) / \(size) (\(Int(share * 100)) %), \(Self.number(rate))/s\(left)\u{1b}[K"
        }
        if let line { write(line) }
    }

    private static let width = 20

    private static func number(_ value: Double) -> UInt64 { value < 1e18 ? UInt64(value) : .max }

    /// `0:07`, `1:02:03`.
    private static func duration(_ seconds: Double) -> String {
        let seconds = number(seconds)
        func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":\(two(seconds % 60))"
    }

    /// Clears the line.
    package func finish() {
        let isShown = state.withLock { $0.isShown }
        if isShown { write("\r\u{1b}[K") }
    }

    /// On standard error; nil unless a person watches.
    package static func onTerminal() -> VerifyProgress? {
        guard isatty(2) == 1 else { return nil }
        let start = ContinuousClock.now
        return VerifyProgress(
            clock: { (ContinuousClock.now - start) / .seconds(1) },
            write: { _ = writeAll($0, to: 2) })
    }
}
