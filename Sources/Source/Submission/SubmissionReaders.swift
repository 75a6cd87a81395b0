import AuditLog
import Cases
import Console
package import Wire
package import Words

/// Who will read a report: the site's agencies less those that the source or the conflict rule leaves out.
package struct SubmissionReaders: Equatable, Sendable {
    /// Ascending by their bytes, at least one.
    package let codes: [AgencyCode]

    /// - Parameters:
    ///   - agencies: the site's.
    ///   - excluded: every one must be the site's.
    package init(
        of agencies: [Agency], excluding excluded: [AgencyCode], language: Language
    ) throws(Failure) {
        try Self.check(excluded, in: agencies, option: "--exclude", language: language)
        codes = agencies.map(\.code).filter { !excluded.contains($0) }.sorted {
            $0.precedes($1)
        }
        guard !codes.isEmpty else {
            throw Failure(.usage, SubmissionText.nobodyLeft(language), field: "--exclude", limit: 1)
        }
    }

    package static func check(
        _ codes: [AgencyCode], in agencies: [Agency], option: String, language: Language
    ) throws(Failure) {
        let known = agencies.map(\.code)
        guard let unknown = codes.first(where: { !known.contains($0) }) else { return }
        throw Failure(
            .usage, SubmissionText.unknownAgency(option, unknown, known: known)(language), field: option)
    }

    /// The agencies that the conflict rule advises to leave out and about which the source said nothing.
    package static func advice(
        for story: Story, agencies: [Agency], excluded: [AgencyCode], included: [AgencyCode]
    ) -> [AgencyCode] {
        ConflictRule.excluded(for: story.subjectLevel, unit: story.subjectUnit, among: agencies.map(\.code))
            .filter { !excluded.contains($0) && !included.contains($0) }
    }
}
