package import Cases
package import Wire
package import Words

/// How a case is shown: by whom, when and where.
package struct CaseView: Sendable {
    /// The case.
    package var file: CaseFile
    /// Its line in the list.
    package var row: ReviewList.Row
    /// The time of the look, seconds since 1970.
    package var now: UInt64
    /// Where days begin.
    package var zone: Zone
    /// The elections that stages are looked up in, and the days on which nobody works.
    package var calendar: CaseCalendar
    /// What the site's agencies are.
    package var kinds: [AgencyCode: AgencyKind]

    /// Acts of this store's that a colleague came before, each with its reason; nothing of them was published.
    package var overtaken: [(act: Act, reason: String?)] = []

    /// Takes the parts as they are.
    package init(
        _ file: CaseFile, row: ReviewList.Row, now: UInt64, zone: Zone, calendar: CaseCalendar,
        kinds: [AgencyCode: AgencyKind]
    ) {
        self.file = file
        self.row = row
        self.now = now
        self.zone = zone
        self.calendar = calendar
        self.kinds = kinds
    }

    /// Whether everything is proven, and nothing is missing that should be there.
    package var isWhole: Bool { !row.summary.isAlarming }
}
