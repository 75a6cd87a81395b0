/// Reads what C2SP calls an ASCII decimal: digits only, no leading zero but in `0` itself, at most `limit`.
func parseDecimal(_ digits: some Collection<UInt8>, limit: UInt64) -> UInt64? {
    guard !digits.isEmpty, digits.count <= 20 else { return nil }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    var value: UInt64 = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tenfold.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
        guard !overflow, !carry else { return nil }
        value = sum
    }
    return value <= limit ? value : nil
}

extension Collection<UInt8> {
    /// The lines, without their LF; nil unless the last one ends in LF too.
    func terminatedLines() -> [SubSequence]? {
        var lines = split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let rest = lines.popLast(), rest.isEmpty else { return nil }
        return lines
    }
}
