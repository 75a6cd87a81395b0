package import Wire
import Words

/// What is asked of the dates of a report before it goes.
package enum SubmissionReview {
    /// Throws where a date lies in the future or is in no calendar.
    package static func checkDates(of story: Story, today: Date) throws(SubmissionError) {
        for (field, date) in [("event_date", story.eventDate), ("known_date", story.knownDate)] {
            guard let date else { continue }
            guard date.exists else { throw .noSuchDay(field: field) }
            guard !date.isLater(than: today) else { throw .futureDate(field: field) }
        }
    }
}
