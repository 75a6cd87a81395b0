import Wire

/// What waits for a client to read it, and how long it has taken nothing.
struct SlowReader {
    /// Milliseconds for which a reader may take nothing; a tenth of them where much waits in all.
    private let patience: UInt64
    /// Bytes that wait.
    private(set) var held = 0
    private var unsent = 0
    private var since: UInt64?
    /// When the reader is given up, if it takes nothing; `.max` for never.
    private(set) var deadline = UInt64.max
    /// It has taken nothing for too long.
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
    ///   - unsent: bytes that the socket has not taken; it took some where these are fewer than before.
    ///   - isCrowded: whether much waits in all.
    ///   - now: milliseconds.
    mutating func watch(isHeldUp: Bool, unsent: Int, isCrowded: Bool, at now: UInt64) {
        let took = unsent < self.unsent
        self.unsent = unsent
        guard isHeldUp else {
            since = nil
            deadline = .max
            return
        }
        let since = took ? now : self.since ?? now
        self.since = since
        deadline = since.plus(isCrowded ? patience / 10 : patience)
    }

    /// Gives the reader up, if it is time.
    mutating func giveUp(at now: UInt64) {
        if deadline <= now { isGivenUp = true }
    }
}
