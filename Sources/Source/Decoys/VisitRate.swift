/// How often visits come, on average.
package struct VisitRate: Equatable, Sendable {
    /// Visits within the unit.
    package let count: Int
    /// What they are counted in.
    package let unit: Unit

    /// What visits are counted in, as a command line writes it.
    package enum Unit: Character, Sendable {
        case hour = "h"
        case day = "d"

        fileprivate var seconds: Int { self == .hour ? 3_600 : 86_400 }
    }

    /// More would be load and no cover: no institution's people come that often.
    private static let most = 60

    /// Reads `6/h` or `20/d`; nil for anything else, for none at all, and for more than 60 an hour.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 1, let unit = parts[1].first.flatMap(Unit.init(rawValue:)),
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(parts[0]),
            count > 0, count <= Self.most * unit.seconds / 3_600
        else { return nil }
        self.count = count
        self.unit = unit
    }

    /// Seconds from one visit to the next, on average.
    package var interval: Double { Double(unit.seconds) / Double(count) }
}
