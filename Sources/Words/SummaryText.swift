/// The names of a report's facts, where a source checks them before sending.
package enum SummaryText {
    /// All categories.
    package static let categories = Phrase("Kejadian", "Event")
    /// `Story.place`.
    package static let place = Phrase("Tempat", "Place")
    /// `Story.eventDate`.
    package static let eventDate = Phrase("Tanggal kejadian", "Event date")
    /// `Story.knownDate`.
    package static let knownDate = Phrase("Diketahui", "Known since")
    /// Name, post, unit, level and status of the person reported.
    package static let subject = Phrase("Terlapor", "Person reported")
    /// `Story.story`.
    package static let story = Phrase("Uraian", "Description")
    /// Names of the files to attach.
    package static let attachments = Phrase("Lampiran", "Attachments")
}
