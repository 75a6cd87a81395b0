import CaseStore
import Cases
import Files
package import Sealing
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
        let cases = try await SiteCases.read(session, key: key)
        let file = await cases.whole(try cases.file(request.id))
        let print = try CasePrint(
            file, provenBy: CaseProof(cases, session), by: key.code, for: request.hearing,
            in: request.language, calendar)
        var received = ReceivedActs()
        if let report = file.received, !file.hasAct(of: key.code) {
            received = await ReceivedActs.handIn([report.record], session: session, key: key, now: now)
        }
        var export = CaseExport(print, received: received)
        try export.write(print, request, random: random)
        return export
    }

    /// The same from a store, which proved it when it came: no site is asked.
    ///
    /// - Parameters:
    ///   - request: what is wanted.
    ///   - opened: the store; the case is read from now on, but where the sheet for the hearing is written, which shows none of it.
    ///   - random: gives as many random bytes as it is asked for.
    /// - Returns: what was written, and what is wrong.
    /// - Throws: `CalendarFileError`, `UnreadReport`, `OutputFolderError`, `CaseStoreError`; `VerificationError` for the id.
    package static func run(
        _ request: Request, store opened: OpenedStore, random: (Int) -> [UInt8]
    ) throws -> CaseExport {
        let calendar = try ElectionCalendar.reading(request.calendar)
        let file = try opened.provenFile(request.id)
        let print = try CasePrint(
            file, provenBy: CaseProof(opened), by: opened.key.code, for: request.hearing,
            in: request.language, calendar)
        var export = CaseExport(print, received: ReceivedActs())
        try export.write(print, request, random: random)
        if !print.isRedacted { try opened.see(file) }
        return export
    }

    private init(_ print: CasePrint, received: ReceivedActs) {
        report = print.report
        isRedacted = print.isRedacted
        borrowed = print.borrowed
        isWhole = print.isWhole
        self.received = received
    }

    /// The page always; the PDF where it can be made.
    private mutating func write(
        _ print: CasePrint, _ request: Request, random: (Int) -> [UInt8]
    ) throws(OutputFolderError) {
        let folder = try OutputFolder(creating: request.path)
        do throws(OutputFolderError) {
            try folder.write("case.html", print.page)
            files.append("case.html")
            guard let searchPath = request.searchPath else { return }
            let pdf: PDFFile
            do throws(PagePrinter.Problem) {
                pdf = try print.pdf(searching: searchPath, random: random)
            } catch {
                problem = error
                return
            }
            try folder.write("case.pdf", pdf.bytes)
            files.append("case.pdf")
        } catch {
            folder.discard()
            throw error
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
