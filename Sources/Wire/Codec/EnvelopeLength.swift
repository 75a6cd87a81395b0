/// Lengths of envelopes: 32,768 * 2^k - 1,024 bytes, so that they tell little of what is inside.
package enum EnvelopeLength {
    /// Bytes of the shortest envelope, which fits into a cell with what is said around it.
    package static let shortest: UInt64 = 31_744

    /// The length for k from 0 to 39; nil for another k.
    package static func bytes(_ k: Int) -> UInt64? {
        (0..<40).contains(k) ? step << UInt64(k) - headroom : nil
    }

    /// Whether envelopes may have this length.
    package static func isValid(_ bytes: UInt64) -> Bool {
        let (padded, overflow) = bytes.addingReportingOverflow(headroom)
        return !overflow && padded >= step && padded.nonzeroBitCount == 1
    }

    /// The shortest that is not below so many bytes; nil where there is none so long.
    package static func shortest(from count: UInt64) -> UInt64? {
        (0..<40).first { bytes($0).map { $0 >= count } ?? false }.flatMap { bytes($0) }
    }

    /// The cells that an envelope takes: what its length says.
    ///
    /// 0 for an erased one.
    package static func cells(_ bytes: UInt64) -> UInt64 {
        bytes == 0 ? 0 : (bytes / headroom + 1) / (step / headroom)
    }

    private static let step: UInt64 = 32_768
    private static let headroom: UInt64 = 1_024
}
