package import Cases
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
    ///   - calendar: what stages and limits are looked up in.
    ///   - now: seconds since 1970.
    /// - Returns: the case.
    /// - Throws: `CaseStoreError`; `VerificationError` for an id that is none or not proven.
    package static func run(
        _ prefix: String, store opened: OpenedStore, calendar: CaseCalendar = .known, now: UInt64
    ) throws -> CaseView {
        let list = try ReviewList.read(opened.store, now: now)
        let file = try opened.provenFile(prefix, in: list)
        let row = list.rows.first { $0.id == file.id }
        let kinds = try opened.store.about().kinds
        let summary = CaseSummary(
            file, own: opened.key.code, kinds: kinds, digest: row?.summary.digest)
        var view = CaseView(
            file, row: row ?? ReviewList.Row(summary), now: now, zone: list.zone, calendar: calendar,
            kinds: kinds)
        view.overtaken = try opened.store.overtaken(of: file.id).compactMap { item in
            guard case .act(let request) = item.request else { return nil }
            return (request.act, (try? Reason(decoding: item.sealed))?.text)
        }
        try opened.see(file)
        return view
    }
}
