/// A token bucket: so many at once, so many more a second.
///
/// Each connection has one, for all that its peer causes in vain.
struct Budget: Equatable {
    private let capacity: UInt64
    private let perSecond: UInt64
    /// Thousandths of a token.
    private var left: UInt64
    private var filled: UInt64

    init(_ capacity: Int, perSecond: Int, at now: UInt64) {
        self.capacity = UInt64(clamping: min(capacity, 1 << 32)) * 1_000
        self.perSecond = UInt64(clamping: min(perSecond, 1 << 20))
        left = self.capacity
        filled = now
    }

    /// Takes one token; false where there is none.
    mutating func spend(at now: UInt64) -> Bool {
        if now > filled {
            let elapsed = min(now - filled, 1 << 32)
            left = min(capacity, left + elapsed * perSecond)
            filled = now
        }
        guard left >= 1_000 else { return false }
        left -= 1_000
        return true
    }
}
