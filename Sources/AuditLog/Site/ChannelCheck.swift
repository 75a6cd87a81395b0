import Keys
import Wire

extension ChannelKey {
    /// Seconds that a reader's clock may be off, and that a site keeps the key of the day before.
    private static let day: UInt64 = 86_400

    /// Of one day, of the reader's, and signed by the key that the descriptor names.
    ///
    /// - Parameters:
    ///   - descriptor: the site's, which was checked.
    ///   - now: the reader's clock, seconds since 1970; nil where the day does not matter.
    /// - Throws: `clock` alone where the day is neither the reader's nor one beside it.
    func check(in descriptor: SiteDescriptor, now: UInt64?) throws(LogError) {
        try checkFormat("ChannelKey", format)
        let (end, overflow) = notBefore.addingReportingOverflow(Self.day - 1)
        guard !overflow, notBefore.isMultiple(of: Self.day), notAfter == end else {
            throw LogError(
                .descriptorInvalid, "ChannelKey.not_after", expected: "the last second of one day",
                found: "\(notAfter)")
        }
        guard isSigned(by: descriptor.channel, origin: descriptor.origin) else {
            throw LogError(
                .signatureInvalid, "ChannelKey.signature", expected: "signed by the channel key",
                found: "not")
        }
        guard let now else { return }
        let distance = max(notBefore.less(now), now.less(notAfter))
        guard distance <= Self.day else {
            throw LogError(.clock, "ChannelKey.not_before", expected: now, found: notBefore)
        }
    }
}
