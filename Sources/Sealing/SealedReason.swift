package import Wire

extension Reason {
    /// Reads the reason of an act, which must be the act's own.
    ///
    /// The act is signed and names the envelope; the reason needs no signature of its own.
    ///
    /// - Parameters:
    ///   - bytes: the encoded reason.
    ///   - act: whose reason it is, proven.
    ///   - envelope: SHA-256 of the envelope that was opened.
    /// - Returns: the reason.
    /// - Throws: `decode`, or `mismatch` with what it must be of.
    package static func verified(
        _ bytes: [UInt8], act: Act, envelope: Hash
    ) throws(SealingError) -> Reason {
        let reason: Reason
        do {
            reason = try Reason(decoding: bytes)
        } catch {
            throw .decode(error)
        }
        try expect(format: reason.format)
        try expect("envelope", act.reason.hex, envelope.hex)
        try expect("report", act.report.hex, reason.report.hex)
        try expect("agency", [act.agency], [reason.agency])
        try expect("counter", "\(act.counter)", "\(reason.counter)")
        return reason
    }
}
