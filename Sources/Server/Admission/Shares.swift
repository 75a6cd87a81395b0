import Wire

/// Room of which nobody has more than a share.
struct Shares<Holder: Hashable & Sendable>: Sendable {
    /// Of one holder.
    let each: UInt64
    /// Of all together.
    let all: UInt64
    private var taken: [Holder: UInt64] = [:]
    private var total: UInt64 = 0

    /// Nothing is taken.
    init(each: UInt64, all: UInt64) {
        self.each = each
        self.all = all
    }

    /// Takes one of the holder's; false where the holder, or all together, have theirs.
    mutating func take(_ holder: Holder) -> Bool {
        guard !isOver(for: holder) else { return false }
        taken[holder, default: 0] = taken[holder, default: 0].plus(1)
        total = total.plus(1)
        return true
    }

    /// Whether the holder has its own share.
    func isSpent(by holder: Holder) -> Bool { taken[holder, default: 0] >= each }

    /// Whether there is none for the holder, though one may be given back.
    func isOver(for holder: Holder) -> Bool { isSpent(by: holder) || total >= all }

    /// Gives one back that the holder took.
    mutating func giveBack(_ holder: Holder) {
        guard let own = taken[holder] else { return }
        taken[holder] = own > 1 ? own.less(1) : nil
        total = total.less(1)
    }

    /// Forgets everybody.
    mutating func clear() {
        taken = [:]
        total = 0
    }
}
