/// What a run of another program left behind.
package struct SubprocessOutput: Equatable, Sendable {
    /// How a run ended.
    package enum Ending: Equatable, Sendable {
        /// By itself.
        case exited(code: Int32)
        /// By a signal of somebody else's.
        case killed
        /// It took longer than it may.
        case outOfTime
        /// It printed more than it may.
        case tooMuch
        /// The caller wanted no more of it.
        case stopped
        /// It never began.
        case notStarted
    }

    /// What it printed on standard output.
    package var bytes: [UInt8] = []
    /// How it ended.
    package var ending: Ending

    /// Whether it did all that it was to do.
    package var isGood: Bool { ending == .exited(code: 0) }

    /// Its lines; what is not UTF-8 is U+FFFD.
    package var lines: [Substring] { String(decoding: bytes, as: UTF8.self).split(separator: "\n") }
}
