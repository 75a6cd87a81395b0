import Wire

/// What waits for a client to read it, and since when it has taken too little of it.
///
/// How long it is waited for shrinks as the room of all fills: who takes nothing goes first, and a telephone on a slow line,
/// which takes a few kilobytes a second, keeps its place.
struct SlowReader {
    /// Bytes that a reader takes within its time, or it is none: 34 a second, and 340 where the room of all is full.
    static let least = 2_048

    /// Milliseconds for which a reader may take less; a tenth of them where the room of all is full.
    private let patience: UInt64
    /// Bytes that wait.
    private(set) var held = 0
    private var untaken = 0
    private var taken = 0
    private var since: UInt64?
    private var deadline = UInt64.max
    /// When to look again, and the reader is given up if it is time; `.max` for never.
    private(set) var nextLook = UInt64.max
    /// It has taken too little for too long.
    private(set) var isGivenUp = false

    init(patience: UInt64) {
        self.patience = patience
    }

    /// Notes how many bytes wait; how many more these are than before.
    mutating func count(_ bytes: Int) -> Int {
        defer { held = bytes }
        return bytes - held
    }

    /// It has a message more.
    mutating func wrote() { since = nil }

    /// Notes where the reader stands.
    ///
    /// - Parameters:
    ///   - isHeldUp: whether the socket takes no more, or credit is waited for where that is not waited for long.
    ///   - untaken: bytes that were written and have not reached the reader's system; it took some where these are fewer
    ///     than before.
    ///   - crowding: how full the room of all is beyond its half, in percent.
    ///   - now: milliseconds.
    /// - Returns: whether it was held up and has taken enough to be waited for anew.
    @discardableResult
    mutating func watch(isHeldUp: Bool, untaken: Int, crowding: Int, at now: UInt64) -> Bool {
        let took = max(self.untaken - untaken, 0)
        self.untaken = untaken
        guard isHeldUp else {
            (since, taken, deadline, nextLook) = (nil, 0, .max, .max)
            return false
        }
        taken = since == nil ? 0 : taken + took
        let isReading = taken >= Self.least
        if isReading { taken = 0 }
        let since = isReading ? now : self.since ?? now
        self.since = since
        let less = (patience - patience / 10).times(UInt64(clamping: crowding)) / 100
        deadline = since.plus(patience.less(less))
        nextLook = min(deadline, now.plus(min(max(patience / 10, 1), Self.interval)))
        return isReading
    }

    /// Gives the reader up, if it is time.
    mutating func giveUp(at now: UInt64) {
        if deadline <= now { isGivenUp = true }
    }

    /// Milliseconds between two looks at a reader that is held up, at most.
    private static let interval: UInt64 = 2_000
}
