/// What the facts of a report are called, for who sends and who reads it.
package enum SummaryText {
    /// `Story.purpose`, where it is no report.
    package static let purpose = Phrase("Maksud", "Purpose")
    /// A report that shows that the channel works.
    package static let canary = Phrase("uji coba; tidak ditindaklanjuti", "a test; nobody acts on it")
    /// A report of a training.
    package static let exercise = Phrase("latihan", "an exercise")
    /// `Story.category`.
    package static let category = Phrase("Kejadian", "Event")
    /// `Story.moreCategories`.
    package static let more = Phrase("Hal lain", "Also")
    /// `Story.pledges`.
    package static let pledges = Phrase("Butir yang dilanggar", "Commitments broken")
    /// `Story.place` and `Story.region`.
    package static let place = Phrase("Tempat", "Place")
    /// `Story.eventDate`.
    package static let eventDate = Phrase("Tanggal kejadian", "Event date")
    /// What is computed from the date and the calendar of elections.
    package static let phase = Phrase("Tahap pemilihan", "Stage of the election")
    /// `Story.knownDate`.
    package static let knownDate = Phrase("Diketahui", "Known since")
    /// `Story.election`.
    package static let election = Phrase("Pemilihan", "Election")
    /// `Story.eventKind` and `Story.eventName`.
    package static let event = Phrase("Acara", "Occasion")
    /// `Story.subjectStatus`.
    package static let status = Phrase("Status terlapor", "Status of the person reported")
    /// `Story.subjectLevel`.
    package static let level = Phrase("Tingkat jabatan", "Level of the post")
    /// `Story.subjectCount`.
    package static let count = Phrase("Jumlah terlapor", "People reported")
    /// `Story.subjectName`.
    package static let name = Phrase("Terlapor", "Person reported")
    /// `Story.subjectPosition`.
    package static let position = Phrase("Jabatan", "Post")
    /// `Story.subjectUnit`.
    package static let unit = Phrase("Unit kerja", "Unit")
    /// `Story.circle`.
    package static let circle = Phrase("Yang tahu kejadian ini", "Who knows of it")
    /// `Story.story`.
    package static let story = Phrase("Uraian", "Description")
    /// `Story.evidenceKinds`.
    package static let evidence = Phrase("Bukti", "Evidence")
    /// `Story.links`.
    package static let links = Phrase("Tautan", "Links")
    /// Names of the files to attach.
    package static let attachments = Phrase("Lampiran", "Attachments")
    /// `Story.forward`.
    package static let forward = Phrase("Boleh diteruskan kepada", "May be forwarded to")
    /// Who reads it.
    package static let readers = Phrase("Yang membaca", "Readers")
    /// Behind a file that shows who reports.
    package static let showsReporter = Phrase("Anda terlihat atau terdengar", "shows or sounds like you")
    /// The same to who reads it.
    package static let showsTheReporter = Phrase("memuat pelapor", "shows the reporter")
    /// Behind a file whose hidden data is still there.
    package static let hiddenData = Phrase("data tersembunyi masih ada", "hidden data is still in it")
}
