/// How far an upload is, over all its connections.
struct UploadProgress {
    /// Visits in a row that brought nothing.
    var failures = 0
    /// Why the envelope could not be read on; the call that needed it was given up.
    var unreadable: EvidenceError?
    private var most: UInt64 = 0
    private var reported = 0

    /// Failures are counted anew with each byte that arrived.
    ///
    /// - Parameter offset: bytes that the site holds.
    mutating func arrived(_ offset: UInt64) {
        if offset > most { failures = 0 }
        most = max(most, offset)
    }

    /// Each tenth of an envelope longer than 1 MiB, once.
    mutating func percent(_ position: UInt64, of length: UInt64) -> Int? {
        guard length > 1 << 20 else { return nil }
        let percent = Int(position / (length / 10 + 1)) * 10
        guard percent > reported else { return nil }
        reported = percent
        return percent
    }
}
