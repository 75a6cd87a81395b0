import AuditLog
import Cases
import Files
package import Sealing
import TransparencyLog
package import Verification
package import Wire
package import Words

/// A case, or the sheet for its hearing, as files.
package struct CaseExport: Sendable {
    /// The report's id.
    package let report: Hash
    /// Whether it is the sheet for the hearing.
    package let isRedacted: Bool
    /// Written, in this order.
    package private(set) var files: [String] = []
    /// Why there is no PDF; nil where there is one, or none was wanted.
    package private(set) var problem: PagePrinter.Problem?
    /// Where the reviewer's words for the hearing are the source's.
    package let borrowed: [ClosedRange<Int>]
    /// Whether all that came of the case was proven and read.
    package let isWhole: Bool
    /// The agency's word to the source that it has the report.
    package let received: ReceivedActs

    /// What the reviewer says for the hearing.
    package struct Hearing: Equatable, Sendable {
        /// The number that the agency gives it.
        package var number: String
        /// Who is heard.
        package var subject: String
        /// What it is about.
        package var wording: String

        /// Takes the reviewer's words.
        ///
        /// - Throws: `length`.
        package init(number: String, subject: String, wording: String) throws(ExportError) {
            let limits = HearingSheet.limits
            let texts: [(ExportError.Text, String, Int)] = [
                (.hearing, number, limits.number), (.subject, subject, limits.subject),
                (.wording, wording, limits.wording),
            ]
            for (name, text, limit) in texts where text.utf8.count > limit {
                throw .length(name, bytes: text.utf8.count)
            }
            (self.number, self.subject, self.wording) = (number, subject, wording)
        }
    }

    /// What is printed, and how.
    package struct Request: Sendable {
        /// The beginning of the report's id, 8 to 64 hexadecimal digits.
        package var id: String
        /// A folder, new or empty.
        package var path: String
        /// Of the page.
        package var language: Language
        /// A file with elections; nil for the known ones.
        package var calendar: String?
        /// For the sheet of the hearing; nil for the case itself.
        package var hearing: Hearing?
        /// Folders that Chromium is looked for in, as `PATH` has them; nil for a page without a PDF.
        package var searchPath: String?

        /// Takes the parts as they are.
        package init(
            id: String, path: String, language: Language, calendar: String?, hearing: Hearing?,
            searchPath: String?
        ) {
            self.id = id
            self.path = path
            self.language = language
            self.calendar = calendar
            self.hearing = hearing
            self.searchPath = searchPath
        }
    }

    /// Proves, opens and writes; says to the source that the agency has the report.
    ///
    /// - Parameters:
    ///   - request: what is wanted.
    ///   - session: a visit of this agency's, left open.
    ///   - key: the agency's.
    ///   - now: seconds since 1970.
    ///   - random: gives as many random bytes as it is asked for.
    /// - Returns: what was written, and what is wrong.
    /// - Throws: `CalendarFileError`, `UnreadReport`, `OutputFolderError`; `VerificationError`, also of an id that is none or
    ///   not proven.
    package static func run(
        _ request: Request, session: ReviewSession, key: AgencyKeyFile, now: UInt64,
        random: (Int) -> [UInt8]
    ) async throws -> CaseExport {
        let calendar = try ElectionCalendar.reading(request.calendar)
        let proven = try await ProvenRecords.read(session, keys: key)
        let whole = try await WholeCase.fetch(request.id, of: proven, session: session, key: key)
        let received = await ReceivedActs.handIn(
            [whole.opened.record], of: proven, session: session, key: key, now: now)
        let document = CaseDocument(whole, of: proven, session: session, by: key.code, calendar: calendar)
        let descriptor = session.site.descriptor
        let sheet = request.hearing.map { hearing in
            HearingSheet(
                agency: descriptor.agencies.first { $0.code == key.code }?.name ?? key.code,
                number: hearing.number, subject: hearing.subject, wording: hearing.wording)
        }
        let texts = whole.opened.sourceTexts + [whole.opened.record.commitment.hex]
        var export = CaseExport(
            report: whole.opened.record.commitment, isRedacted: sheet != nil,
            borrowed: sheet.map { BorrowedWords(in: $0.wording, of: texts).fragments } ?? [],
            isWhole: whole.isWhole, received: received)
        let page = sheet?.page(in: request.language) ?? document.page(in: request.language)
        try export.write(page.bytes, request, random: random)
        return export
    }

    private init(
        report: Hash, isRedacted: Bool, borrowed: [ClosedRange<Int>], isWhole: Bool, received: ReceivedActs
    ) {
        self.report = report
        self.isRedacted = isRedacted
        self.borrowed = borrowed
        self.isWhole = isWhole
        self.received = received
    }

    /// The page always; the PDF where it can be made.
    private mutating func write(
        _ page: [UInt8], _ request: Request, random: (Int) -> [UInt8]
    ) throws(OutputFolderError) {
        let folder = try OutputFolder(creating: request.path)
        try folder.write("case.html", page)
        files.append("case.html")
        guard let searchPath = request.searchPath else { return }
        let pdf: PDFFile
        do throws(PagePrinter.Problem) {
            pdf = try PagePrinter(searching: searchPath).pdf(of: page, random: random)
        } catch {
            problem = error
            return
        }
        try folder.write("case.pdf", pdf.bytes)
        files.append("case.pdf")
    }
}

extension CaseDocument {
    /// A case that was read from a site, as this agency's records prove it.
    init(
        _ whole: WholeCase, of proven: ProvenRecords, session: ReviewSession, by agency: AgencyCode,
        calendar: ElectionCalendar
    ) {
        let site = session.site
        let record = whole.opened.record
        let checkpoint = proven.outcome.report.checkpoint ?? site.checkpoint
        let place = Place(
            origin: site.descriptor.origin, fingerprint: site.fingerprint, report: record.commitment,
            epoch: whole.opened.epoch, index: record.index,
            recorded: site.clock.scheduled(whole.opened.epoch),
            agencies: whole.opened.report.binding.agencies,
            checkpoint: String(decoding: checkpoint.note.bytes, as: UTF8.self),
            isWitnessed: proven.witnessed != nil, zone: site.clock.zone)
        let state = try? proven.records.history(of: record.commitment, by: agency).state
        self.init(whole, at: place, state: state, calendar: calendar) { index in
            proven.epoch(holding: index).flatMap { site.clock.scheduled($0) }
        }
    }
}

extension CaseExport.Hearing {
    /// Reads the reviewer's words from files; `-` is standard input.
    ///
    /// - Throws: `bothFromInput`, `unreadable`, `length`.
    package init(number: String?, subject: String?, wording: String?) throws(ExportError) {
        guard subject != Files.standardInput || wording != Files.standardInput else { throw .bothFromInput }
        try self.init(
            number: number ?? "", subject: Self.read(subject, .subject), wording: Self.read(wording, .wording)
        )
    }

    private static func read(_ path: String?, _ text: ExportError.Text) throws(ExportError) -> String {
        guard let path else { return "" }
        let read: String
        do throws(FileError) { read = try Files.readText(path, limit: 1 << 16) } catch {
            throw .unreadable(text, path: path, error)
        }
        return read.trimmedEnd
    }
}

extension String {
    /// Without the white space behind it.
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
