import Cases
import CaseStore
import Sealing
import Verification
import Wire

extension ReviewShow {
    /// From a store; the case is read from then on.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - opened: the store.
    ///   - calendar: a file with elections; nil for the known ones.
    ///   - now: seconds since 1970.
    /// - Returns: the case.
    /// - Throws: `CalendarFileError`, `CaseStoreError`; `VerificationError` for an id that is none or not proven.
    package static func run(
        _ prefix: String, store opened: OpenedStore, calendar: String? = nil, now: UInt64
    ) throws -> CaseView {
        let calendar = try ElectionCalendar.reading(calendar)
        let file = try opened.provenFile(prefix)
        let list = try ReviewList.read(opened.store, now: now)
        let row = list.rows.first { $0.id == file.id }
        let kinds = try opened.store.about().kinds
        let summary = CaseSummary(
            file, own: opened.key.code, kinds: kinds, digest: row?.summary.digest)
        let view = CaseView(
            file, row: row ?? ReviewList.Row(summary), now: now, zone: list.zone, calendar: calendar,
            kinds: kinds)
        try opened.see(file)
        return view
    }
}
