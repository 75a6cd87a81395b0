import Keys
package import Wire
package import Words

extension ExactFigures {
    /// What the log says of these numbers.
    ///
    /// - Parameter calendar: the one that working days were counted by.
    /// - Returns: bands, and nothing of numbers below five.
    /// - Throws: where there are more agencies or figures than a statement holds.
    package func aggregate(_ calendar: WorkCalendar = .known) throws(EncodeError) -> Aggregate {
        Aggregate(
            format: 1, year: year, month: month, holidays: calendar.lastYear,
            agencies: agencies.map { agency in
                AgencyFigures(
                    agency: agency.agency, figures: agency.figures.compactMap { Figure($0) })
            },
            exact: sha256(label: .figures, try encoded()))
    }
}

extension Figure {
    /// As publicly as it is said; nil for what is not said: fewer than five.
    package init?(_ exact: ExactFigure) {
        guard let cases = CountBand(exact.cases) else { return nil }
        self.init(
            measure: exact.measure, code: exact.code, cases: cases,
            age: exact.measure == .step ? DayBand(days: exact.median) : .notSaid)
    }
}

extension Aggregate {
    /// The month; nil for one that no year has.
    package var calendarMonth: CalendarMonth? { CalendarMonth(year: year, month: month) }
}

extension Statement {
    /// What the log itself says: nobody signs it but who signs the tree that it stands in.
    package init(log aggregate: Aggregate) throws(EncodeError) {
        self.init(
            kind: .aggregate, signer: PublicKey(), body: try aggregate.encoded(), signature: Signature())
    }
}
