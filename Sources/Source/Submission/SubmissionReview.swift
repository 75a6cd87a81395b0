import Cases
import Console
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
            if !value.isEmpty { lines.append("  \(name(language)): \(plain(value))") }
        }
        let categories = [story.category] + story.moreCategories
        add(Phrase("Kejadian", "Event"), categories.map { $0.label(language) }.joined(separator: "; "))
        add(Phrase("Tempat", "Place"), story.place)
        add(Phrase("Tanggal kejadian", "Event date"), story.eventDate.map { $0.phrase(language) } ?? "")
        add(Phrase("Diketahui", "Known since"), story.knownDate.map { $0.phrase(language) } ?? "")
        let subject = [
            story.subjectName, story.subjectPosition, story.subjectUnit,
            story.subjectLevel == .notSaid ? "" : story.subjectLevel.label(language),
            story.subjectStatus == .notSaid ? "" : story.subjectStatus.label(language),
        ]
        add(Phrase("Terlapor", "Person reported"), subject.filter { !$0.isEmpty }.joined(separator: ", "))
        add(Phrase("Uraian", "Description"), story.story)
        add(Phrase("Lampiran", "Attachments"), story.evidence.map(\.name).joined(separator: ", "))
        return lines.joined(separator: "\n")
    }

    /// Throws where a date lies in the future or is in no calendar.
    package static func checkDates(of story: Story, today: Date, language: Language) throws(Failure) {
        for (field, date) in [("event_date", story.eventDate), ("known_date", story.knownDate)] {
            guard let date else { continue }
            guard date.exists else {
                throw Failure(.badInput, "\(field): \(SubmissionText.noSuchDay(language))", field: field)
            }
            guard !date.isLater(than: today) else {
                throw Failure(.badInput, "\(field): \(SubmissionText.futureDate(language))", field: field)
            }
        }
    }
}
