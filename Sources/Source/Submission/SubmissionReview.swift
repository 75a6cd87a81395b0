import Cases
package import Wire
package import Words

/// What a source is told about a report before it goes.
package enum SubmissionReview {
    /// Warnings that this story calls for, the general ones first.
    package static func warnings(for story: Story) -> [Phrase] {
        var warnings = [SubmissionText.identity]
        if story.circle == .under10 || story.circle == .onlyMe { warnings.append(SubmissionText.smallCircle) }
        let kinds = story.evidence.map(\.kind) + story.evidenceKinds
        if kinds.contains(.audio) || kinds.contains(.video) { warnings.append(SubmissionText.voice) }
        if story.evidence.contains(where: { !$0.metadataRemoved }) {
            warnings.append(SubmissionText.metadata)
        }
        return warnings + [SubmissionText.doNotPost]
    }

    /// The report in short, one fact a line.
    package static func summary(of story: Story, language: Language) -> String {
        var lines: [String] = []
        func add(_ name: Phrase, _ value: String) {
            if !value.isEmpty { lines.append("  \(name(language)): \(value)") }
        }
        let categories = [story.category] + story.moreCategories
        add(SummaryText.categories, categories.map { $0.label(language) }.joined(separator: "; "))
        add(SummaryText.place, "\(Foreign(story.place))")
        add(SummaryText.eventDate, story.eventDate.map { $0.phrase(language) } ?? "")
        add(SummaryText.knownDate, story.knownDate.map { $0.phrase(language) } ?? "")
        let subject = [
            story.subjectName, story.subjectPosition, story.subjectUnit,
            story.subjectLevel == .notSaid ? "" : story.subjectLevel.label(language),
            story.subjectStatus == .notSaid ? "" : story.subjectStatus.label(language),
        ]
        add(SummaryText.subject, "\(Foreign(subject.filter { !$0.isEmpty }.joined(separator: ", ")))")
        add(SummaryText.story, plain(story.story))
        add(SummaryText.attachments, "\(Foreign(story.evidence.map(\.name).joined(separator: ", ")))")
        return lines.joined(separator: "\n")
    }

    /// Throws where a date lies in the future or is in no calendar.
    package static func checkDates(of story: Story, today: Date) throws(SubmissionError) {
        for (field, date) in [("event_date", story.eventDate), ("known_date", story.knownDate)] {
            guard let date else { continue }
            guard date.exists else { throw .noSuchDay(field: field) }
            guard !date.isLater(than: today) else { throw .futureDate(field: field) }
        }
    }
}
