import Wire

/// The region that a site serves, and the time zone that people there live in.
package struct SiteRegion: Equatable, Sendable {
    /// Minutes east of UTC of western Indonesia.
    static let wib: UInt16 = 420

    /// Whose numbers `number` is of.
    let scheme: RegionScheme
    /// As it was given.
    let number: String
    /// Minutes east of UTC.
    let timeZone: UInt16

    /// Reads a region's number: nil for another form, and for a province that there is not.
    ///
    /// The first two digits name the province in both schemes, and so the zone.
    ///
    /// - Parameter text: `62` or `62.07`, of the Ministry of Home Affairs; `6208`, of the statistical office.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard isNumber, text.utf8.count <= 16, let first = parts.first,
            let province = UInt8(first.prefix(2)), let zone = Self.zone(of: province)
        else { return nil }
        switch (parts.count, first.utf8.count) {
        case (1, 2): scheme = .kemendagri
        case (2...4, 2) where parts.dropFirst().allSatisfy { $0.utf8.count.isMultiple(of: 2) }:
            scheme = .kemendagri
        case (1, 4): scheme = .bps
        default: return nil
        }
        number = text
        timeZone = zone
    }

    private static func zone(of province: UInt8) -> UInt16? {
        switch province {
        case 11...21, 31...36, 61, 62: wib
        case 51...53, 63...65, 71...76: 480
        case 81, 82, 91...97: 540
        default: nil
        }
    }
}
