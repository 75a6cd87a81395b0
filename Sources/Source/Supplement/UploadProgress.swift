import Wire
import Words

/// How far an upload is, over all its connections.
struct UploadProgress {
    /// Visits in a row that brought nothing, and the seconds waited behind them.
    private var failures = 0
    private var waited: UInt64 = 0
    /// When the first of them was over, and the seconds from there to the last.
    private var since: UInt64?
    private var tried: UInt64 = 0
    /// Why the envelope could not be read on; the call that needed it was given up.
    var unreadable: EvidenceError?
    private var most: UInt64 = 0
    private var length: UInt64 = 0
    /// Where this connection began.
    private var start = Place()
    /// What was told last.
    private var last = Place()
    private var reported: UInt64 = 0

    private struct Place {
        var offset: UInt64 = 0
        var time: UInt64 = 0
    }

    /// A connection goes on from here; failures are counted anew with each byte that arrived.
    ///
    /// - Parameters:
    ///   - offset: bytes that the site holds.
    ///   - length: bytes in all.
    ///   - now: seconds since 1970.
    mutating func arrived(_ offset: UInt64, of length: UInt64, at now: UInt64) {
        if offset > most { (failures, waited, since, tried) = (0, 0, nil, 0) }
        most = max(most, offset)
        self.length = length
        start = Place(offset: offset, time: now)
        last.time = now
    }

    /// Seconds to wait before the next visit; nil where the site was away for longer than anybody waits, the time that the visits
    /// took included: over a network that stands still each takes a minute.
    mutating func delay(at now: UInt64) -> UInt64? {
        tried = now.less(since ?? now)
        since = since ?? now
        guard spent < Self.patience else { return nil }
        let delay = min(1 << UInt64(min(failures, 6)), 15) as UInt64
        failures += 1
        waited = waited.plus(delay)
        return delay
    }

    /// How long it is still tried without a byte of progress, in full minutes, at least one.
    var minutesLeft: UInt64 { max(1, Self.patience.less(spent).plus(30) / 60) }
    private var spent: UInt64 { max(waited, tried) }

    /// Seconds: a server that is started anew, a phone that changes its network.
    private static let patience: UInt64 = 600

    /// What is said: at each tenth, and each minute at least, of what is longer than 1 MiB or takes longer than that.
    ///
    /// - Parameters:
    ///   - offset: bytes that were sent, of this envelope's.
    ///   - now: seconds since 1970.
    /// - Returns: share, rate and time left; nil where it is too early to say anything new.
    mutating func told(_ offset: UInt64, at now: UInt64) -> Phrase? {
        let percent = offset / (length / 100).plus(1)
        let quiet = now.less(last.time)
        guard percent >= reported.plus(10) && length > 1 << 20 || percent > reported && quiet >= 60 else {
            return nil
        }
        (reported, last) = (percent / 10 * 10, Place(offset: offset, time: now))
        let seconds = now.less(start.time)
        let rate = seconds > 1 ? offset.less(start.offset) / seconds : 0
        return UploadText.sent(
            percent: percent, of: length, rate: rate, secondsLeft: rate > 0 ? length.less(offset) / rate : nil
        )
    }
}
