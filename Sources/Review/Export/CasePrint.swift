import Cases
package import Wire
import Words

/// The page of a case, or that of the sheet for its hearing, as it is written, printed and saved.
package struct CasePrint: Sendable {
    /// The report's id.
    package let report: Hash
    /// Whether it is the sheet for the hearing.
    package let isRedacted: Bool
    /// Where the reviewer's words for the hearing are the source's.
    package let borrowed: [ClosedRange<Int>]
    /// Whether all that came of the case was proven and read.
    package let isWhole: Bool
    /// The page, which holds all of itself.
    package let page: [UInt8]

    /// Draws the page.
    ///
    /// - Parameters:
    ///   - file: a case whose report is proven, its envelopes read as far as that can be.
    ///   - proof: what it was proven by.
    ///   - own: the agency that prints it.
    ///   - hearing: the reviewer's words for the sheet; nil for the case itself.
    ///   - language: of the page.
    ///   - calendar: of the elections whose stage is said.
    /// - Throws: `UnreadReport` where the report itself cannot be read.
    init(
        _ file: CaseFile, provenBy proof: CaseProof, by own: AgencyCode, for hearing: CaseExport.Hearing?,
        in language: Language, _ calendar: ElectionCalendar
    ) throws(UnreadReport) {
        let whole = try WholeCase(file, for: own)
        report = file.id
        isRedacted = hearing != nil
        isWhole = whole.isWhole
        guard let hearing else {
            borrowed = []
            page = CaseDocument(whole, file, provenBy: proof, by: own, calendar).page(in: language).bytes
            return
        }
        let sheet = HearingSheet(
            agency: proof.name(of: own), number: hearing.number, subject: hearing.subject,
            wording: hearing.wording)
        borrowed =
            BorrowedWords(in: sheet.wording, of: whole.opened.sourceTexts + [file.id.hex]).fragments
        page = sheet.page(in: language).bytes
    }

    /// The same as a PDF.
    ///
    /// - Parameters:
    ///   - searchPath: folders that Chromium is looked for in, as `PATH` has them.
    ///   - random: gives as many random bytes as it is asked for.
    /// - Returns: a PDF that says nothing of who made it, where and when.
    /// - Throws: why there is none.
    func pdf(searching searchPath: String, random: (Int) -> [UInt8]) throws(PagePrinter.Problem) -> PDFFile {
        try PagePrinter(searching: searchPath).pdf(of: page, random: random)
    }
}

extension CaseDocument {
    /// A case as one agency's records prove it.
    fileprivate init(
        _ whole: WholeCase, _ file: CaseFile, provenBy proof: CaseProof, by agency: AgencyCode,
        _ calendar: ElectionCalendar
    ) {
        let record = whole.opened.record
        let dates = Dictionary(
            file.records.compactMap { record in record.date.map { (record.index, $0) } },
            uniquingKeysWith: { first, _ in first })
        let place = Place(
            origin: proof.origin, fingerprint: proof.fingerprint, report: file.id,
            epoch: whole.opened.epoch, index: record.index, recorded: dates[record.index],
            agencies: whole.opened.report.binding.agencies,
            checkpoint: String(decoding: proof.checkpoint, as: UTF8.self),
            isWitnessed: proof.isWitnessed, zone: proof.zone)
        let state = try? file.history(of: agency).state
        self.init(whole, at: place, state: state, calendar: calendar) { dates[$0] }
    }
}
