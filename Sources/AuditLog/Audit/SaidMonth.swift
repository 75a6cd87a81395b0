import Cases
package import Wire
package import Words

/// A month's figures as the log says them, and who says them besides.
package struct SaidMonth: Equatable, Sendable {
    /// The month.
    package let month: CalendarMonth
    /// Of the statement's entry.
    package let index: UInt64
    /// SHA-256 of the statement's body.
    package let hash: Hash
    /// Whether the auditor said to have come to the same.
    package internal(set) var isAttested = false
    /// Whether this audit came to the same, out of all openings since entry 0.
    package internal(set) var isRecomputed = false
}

/// A report that the auditor says to have been a test.
package struct NamedTest: Equatable, Sendable {
    /// Of the statement's entry.
    package let index: UInt64
    /// In which the log took it, as the statement says.
    package let month: CalendarMonth
    /// The report.
    package let canary: Canary
}
