package import Wire

/// The time zone that people at a site live in.
package struct Zone: Equatable, Sendable {
    /// Minutes east of Greenwich.
    package let minutes: Int

    /// Western Indonesia, which is said where no site tells another one.
    package static let wib = Zone(minutes: 420)
    /// Greenwich, for scripts.
    package static let utc = Zone(minutes: 0)

    /// More than a day is taken as a day.
    package init(minutes: Int) { self.minutes = min(max(minutes, -1_440), 1_440) }

    /// As a descriptor has it, in two's complement.
    package init(_ timeZone: UInt16) { self.init(minutes: Int(Int16(bitPattern: timeZone))) }

    /// `WIB`, `WITA`, `WIT`; elsewhere `UTC+5.30` in Indonesian, `UTC+5:30` in English.
    package var name: Phrase {
        switch minutes {
        case 420: Phrase("WIB", "WIB (\(offset(":")))")
        case 480: Phrase("WITA", "WITA (\(offset(":")))")
        case 540: Phrase("WIT", "WIT (\(offset(":")))")
        default: Phrase(offset("."), offset(":"))
        }
    }

    private func offset(_ separator: String) -> String {
        guard minutes != 0 else { return "UTC" }
        let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
        let fraction = rest == 0 ? "" : "\(separator)\(rest < 10 ? "0" : "")\(rest)"
        return "UTC\(minutes < 0 ? "-" : "+")\(hours)\(fraction)"
    }
}

extension SiteDescriptor {
    /// The zone of the site's region.
    package var zone: Zone { Zone(timeZone) }
}
