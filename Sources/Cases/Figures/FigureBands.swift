package import Wire

extension CountBand {
    /// The smallest number that is said at all: none and 1 to 4 look alike.
    package static let smallest: UInt64 = 5

    /// The band of a number; nil for one that is not said.
    package init?(_ cases: UInt64) {
        guard let band = Self.allCases.last(where: { $0.lowest <= cases }) else { return nil }
        self = band
    }

    /// The least that it says.
    package var lowest: UInt64 {
        switch self {
        case .from5To19: Self.smallest
        case .from20To99: 20
        case .from100To499: 100
        case .from500To1999: 500
        case .from2000To9999: 2_000
        case .from10000: 10_000
        }
    }

    /// The most that it says; nil where there is no end.
    package var highest: UInt64? {
        switch self {
        case .from5To19: 19
        case .from20To99: 99
        case .from100To499: 499
        case .from500To1999: 1_999
        case .from2000To9999: 9_999
        case .from10000: nil
        }
    }
}

extension Measure {
    /// The schema's name.
    package var word: String {
        switch self {
        case .received: "received"
        case .open: "open"
        case .step: "step"
        case .overdue: "overdue"
        case .decided: "decided"
        }
    }
}

extension DayBand {
    /// The least days; nil where none are said.
    package var lowest: UInt64? {
        switch self {
        case .notSaid: nil
        case .under7: 0
        case .from7To13: 7
        case .from14To29: 14
        case .from30To59: 30
        case .from60To119: 60
        case .from120To364: 120
        case .from365: 365
        }
    }

    /// The most days; nil where there is no end, or none are said.
    package var highest: UInt64? {
        switch self {
        case .notSaid, .from365: nil
        case .under7: 6
        case .from7To13: 13
        case .from14To29: 29
        case .from30To59: 59
        case .from60To119: 119
        case .from120To364: 364
        }
    }

    /// The band of a number of days.
    package init(days: UInt64) {
        self =
            switch days {
            case 0..<7: .under7
            case 7..<14: .from7To13
            case 14..<30: .from14To29
            case 30..<60: .from30To59
            case 60..<120: .from60To119
            case 120..<365: .from120To364
            default: .from365
            }
    }
}
