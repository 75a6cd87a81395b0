import Cases
import CaseStore
import Verification
import Wire
package import Words

extension ReviewOpen {
    /// The same from a store, which proved it when it came: no site is asked.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - opened: the store; the case is read from now on.
    ///   - path: a folder, new or empty.
    ///   - language: of the labels in `report.json`, and of `report.txt`.
    ///   - calendar: a file with the elections whose stage on the day of the event is shown; nil for the known ones.
    /// - Returns: as above.
    /// - Throws: `CalendarFileError`; `CaseStoreError`, `ReviewRecordsError` or `VerificationError` for the id, and `OutputFolderError`.
    package static func run(
        _ prefix: String, store opened: OpenedStore, path: String, language: Language,
        calendar: String? = nil
    ) async throws -> OpenedCase {
        let calendar = try ElectionCalendar.reading(calendar)
        let file = try opened.provenFile(prefix)
        let result = try await lay(
            file, from: .store(opened.store), reader: opened.reader, path: path, language: language, calendar)
        try opened.see(file)
        return result
    }
}
