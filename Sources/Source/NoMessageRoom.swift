import AuditLog
import Wire
package import Words

/// The epoch has no place left for an answer or for more evidence; the next one has.
package struct NoMessageRoom: Error, Equatable, Sendable {
    /// Whether the report has had its own share; else all reports together have had theirs.
    package let isOwn: Bool
    /// Seconds since 1970 at which the next recording is due; nil where the schedule does not reach it.
    package let until: UInt64?
    /// What clocks at the site show.
    package let zone: Zone

    /// Nil where the site refused a message for another reason.
    ///
    /// - Parameters:
    ///   - status: of the refusal.
    ///   - clock: the site's.
    ///   - newest: the number of the newest published epoch.
    ///   - now: seconds since 1970.
    init?(_ status: Status, clock: EpochClock, newest: UInt64, now: UInt64) {
        switch Shortage(status) {
        case .mailbox: isOwn = true
        case .room: isOwn = false
        default: return nil
        }
        until = clock.scheduled(clock.promiseEpoch(at: now, lastCut: newest))
        zone = clock.zone
    }
}
