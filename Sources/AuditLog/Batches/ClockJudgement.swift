package import Wire

/// What a server's own clock says, held against its log: the clock alone never uses up many epochs' numbers.
///
/// A clock that ran ahead for a moment would cut a number that real time reaches much later: until then nothing could be
/// closed, and every reader would refuse the log as ahead. So a number far ahead needs somebody else's word.
package enum ClockJudgement: Equatable, Sendable {
    /// Not far from the last cut.
    case expected
    /// Far from the last cut, and a witness said this time (seconds since 1970) lately.
    case witnessed(at: UInt64)
    /// Far from the last cut, by this much, and nobody else says so: nothing is closed and nothing is promised.
    case leaps(epochs: UInt64, seconds: UInt64)
    /// The newest epoch is still to come, in so many seconds.
    case behind(seconds: UInt64)

    /// Epochs that a due number may be ahead of the last cut; and `seconds`, whichever is more.
    package static let epochs: UInt64 = 8
    /// 48 hours.
    package static let seconds: UInt64 = 172_800
    /// How far a witness's time may be from the clock that it agrees with: an hour.
    package static let tolerance: UInt64 = 3_600

    /// Judges a clock.
    ///
    /// - Parameters:
    ///   - now: what it says, seconds since 1970.
    ///   - clock: the log's epochs.
    ///   - newest: the last cut.
    ///   - times: of cosignatures of the newest checkpoint, seconds since 1970; asked only where they matter.
    package init(at now: UInt64, clock: EpochClock, newest: Epoch, times: () -> [UInt64]) {
        guard newest.scheduled <= now else {
            self = .behind(seconds: newest.scheduled.less(now))
            return
        }
        let due = clock.number(at: now)
        let epochs = due.less(newest.number)
        let seconds = epochs.times(clock.seconds)
        guard epochs > Self.epochs, seconds > Self.seconds else {
            self = .expected
            return
        }
        let agreed = times().filter {
            $0 > newest.scheduled && max($0.less(now), now.less($0)) <= Self.tolerance
        }
        self = agreed.max().map { .witnessed(at: $0) } ?? .leaps(epochs: epochs, seconds: seconds)
    }

    /// Whether what is due may be closed, and what comes may be promised.
    package var isBelieved: Bool {
        if case .leaps = self { false } else { true }
    }
}
