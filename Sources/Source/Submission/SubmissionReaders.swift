import AuditLog
import Cases
package import Wire

/// Who will read a report: the site's agencies less those that the source or the conflict rule leaves out.
package struct SubmissionReaders: Equatable, Sendable {
    /// Ascending by their bytes, at least one.
    package let codes: [AgencyCode]

    /// Leaves agencies out.
    ///
    /// - Parameters:
    ///   - agencies: the site's.
    ///   - excluded: every one must be the site's.
    /// - Throws: `unknownAgency` or `nobodyLeft`.
    package init(of agencies: [Agency], excluding excluded: [AgencyCode]) throws(SubmissionError) {
        try Self.check(excluded, in: agencies, list: .excluded)
        codes = agencies.map(\.code).filter { !excluded.contains($0) }.sorted {
            $0.precedes($1)
        }
        guard !codes.isEmpty else { throw .nobodyLeft }
    }

    /// Throws `unknownAgency` for the first code that is not the site's.
    package static func check(
        _ codes: [AgencyCode], in agencies: [Agency], list: SubmissionError.AgencyList
    ) throws(SubmissionError) {
        let known = agencies.map(\.code)
        guard let unknown = codes.first(where: { !known.contains($0) }) else { return }
        throw .unknownAgency(unknown, known: known, in: list)
    }

    /// The agencies that the conflict rule advises to leave out and about which the source said nothing.
    package static func advice(
        for story: Story, agencies: [Agency], excluded: [AgencyCode], included: [AgencyCode]
    ) -> [AgencyCode] {
        ConflictRule.conflicting(with: story, among: agencies)
            .filter { !excluded.contains($0) && !included.contains($0) }
    }
}
