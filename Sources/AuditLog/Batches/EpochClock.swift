package import Wire
package import Words

/// When epochs are due: number E at t0 + E · seconds.
///
/// Total: no time and no number traps.
package struct EpochClock: Equatable, Sendable {
    /// Seconds since 1970.
    package let t0: UInt64
    /// The length of an epoch in seconds, at least 1.
    package let seconds: UInt64
    /// What clocks at the site show.
    package let zone: Zone

    /// Nil for epochs of no length.
    package init?(t0: UInt64, epochSeconds: UInt32, zone: Zone = .wib) {
        guard epochSeconds > 0 else { return nil }
        self.t0 = t0
        self.zone = zone
        seconds = UInt64(epochSeconds)
    }

    /// Nil where the descriptor's epochs have no length.
    package init?(_ descriptor: SiteDescriptor) {
        self.init(t0: descriptor.t0, epochSeconds: descriptor.epochSeconds, zone: descriptor.zone)
    }

    /// ⌊(now − t0) / seconds⌋, the newest number that is due; 0 before t0.
    package func number(at now: UInt64) -> UInt64 {
        now.less(t0) / seconds
    }

    /// The number that a close at `now` has.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - lastCut: number of the newest epoch cut; nil before batch 0.
    /// - Returns: the newest due one, nil while that is cut already; 0 for batch 0, at any time.
    package func due(at now: UInt64, lastCut: UInt64?) -> UInt64? {
        guard let lastCut else { return 0 }
        let newest = number(at: now)
        return newest > lastCut ? newest : nil
    }

    /// The epoch promised to a record staged at `now`.
    package func promiseEpoch(at now: UInt64, lastCut: UInt64) -> UInt64 {
        let newest = max(number(at: now), lastCut)
        return newest.plus(1)
    }

    /// Seconds since 1970 at which `number` is due; nil beyond 64 bits.
    package func scheduled(_ number: UInt64) -> UInt64? {
        let (offset, tooLong) = number.multipliedReportingOverflow(by: seconds)
        let (time, tooLate) = t0.addingReportingOverflow(offset)
        return tooLong || tooLate ? nil : time
    }
}
