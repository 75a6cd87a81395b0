import Wire

/// How hard it is to get in, as a value: records in, seconds in, a level out.
///
/// The rules are:
///  - level 0 takes everything; each level above it asks a submission for one bit of work more, or for luck;
///  - so many records as were drawn raise the level by one; how many is drawn anew each time, so a record of
///    somebody else moves a rise with probability 96 / `admission.pending` at most, and no two rises tell of it;
///  - an epoch has 16 parts; at the end of one in which nothing rose, the level falls by one. Falls follow the clock and
///    what everybody has seen, so they tell nothing;
///  - an epoch that begins at level 0 takes a greater share first; one that begins under pressure goes on with it.
struct IntakePace: Equatable, Sendable {
    /// Parts of an epoch.
    static let parts: UInt64 = 16
    /// Above it nothing would get in that does not today.
    static let highest: UInt8 = 16

    /// Bits that a submission needs, of work or of luck.
    private(set) var level: UInt8 = 0
    private let capacity: UInt64
    /// Records until the next rise, at least 1.
    private var left: UInt64 = 0
    private var part: UInt64 = 0
    private var hasRisen = false

    /// Begins at level 0.
    ///
    /// - Parameters:
    ///   - capacity: `admission.pending`.
    ///   - draws: nobody else's.
    init(capacity: UInt64, draws: inout some RandomNumberGenerator) {
        self.capacity = capacity
        beginEpoch(&draws)
    }

    /// Another epoch begins, under the pressure of the one before.
    mutating func beginEpoch(_ draws: inout some RandomNumberGenerator) {
        (part, hasRisen) = (0, false)
        left = level == 0 ? Self.share(max(capacity / 8, 32), &draws) : nextShare(&draws)
    }

    /// - Parameters:
    ///   - elapsed: seconds since the epoch began.
    ///   - length: seconds of an epoch, at least 1.
    ///   - draws: as in `init`.
    mutating func advance(elapsed: UInt64, of length: UInt64, _ draws: inout some RandomNumberGenerator) {
        let newest = elapsed.times(Self.parts) / max(length, 1)
        guard newest > part else { return }
        // Whoever closes late has more parts than levels; one more than all of them changes nothing.
        for _ in 0..<min(newest.less(part), UInt64(Self.highest).plus(1)) {
            if !hasRisen { level = level.less(1) }
            hasRisen = false
        }
        part = newest
        // What the beginning of an epoch has left, it keeps.
        left = max(left, nextShare(&draws))
    }

    /// A record was taken.
    mutating func take(_ draws: inout some RandomNumberGenerator) {
        guard left <= 1 else {
            left = left.less(1)
            return
        }
        level = min(level.plus(1), Self.highest)
        hasRisen = true
        left = nextShare(&draws)
    }

    private func nextShare(_ draws: inout some RandomNumberGenerator) -> UInt64 {
        Self.share(max(capacity / 48, 8), &draws)
    }

    /// Above the half of `most`, and at most all of it.
    private static func share(_ most: UInt64, _ draws: inout some RandomNumberGenerator) -> UInt64 {
        .random(in: most / 2 + 1...most, using: &draws)
    }
}
