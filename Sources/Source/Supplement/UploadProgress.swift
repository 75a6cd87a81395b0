import Wire

/// How far an upload is, over all its connections.
struct UploadProgress {
    /// Visits in a row that brought nothing, and the seconds waited behind them.
    private var failures = 0
    private var waited: UInt64 = 0
    /// Why the envelope could not be read on; the call that needed it was given up.
    var unreadable: EvidenceError?
    private var most: UInt64 = 0
    private var reported = 0

    /// Failures are counted anew with each byte that arrived.
    ///
    /// - Parameter offset: bytes that the site holds.
    mutating func arrived(_ offset: UInt64) {
        if offset > most { (failures, waited) = (0, 0) }
        most = max(most, offset)
    }

    /// Seconds to wait before the next visit; nil where the site was away for longer than anybody waits.
    mutating func delay() -> UInt64? {
        guard waited < Self.patience else { return nil }
        let delay = min(1 << UInt64(min(failures, 6)), 15) as UInt64
        failures += 1
        waited = waited.plus(delay)
        return delay
    }

    /// How long it is still tried without a byte of progress, in full minutes, at least one.
    var minutesLeft: UInt64 { max(1, (Self.patience - min(waited, Self.patience) + 30) / 60) }

    /// Seconds: a server that is started anew, a phone that changes its network.
    private static let patience: UInt64 = 600

    /// Each tenth of an envelope longer than 1 MiB, once.
    mutating func percent(_ position: UInt64, of length: UInt64) -> Int? {
        guard length > 1 << 20 else { return nil }
        let percent = Int(position / (length / 10 + 1)) * 10
        guard percent > reported else { return nil }
        reported = percent
        return percent
    }
}
