import AuditLog
package import Cases
package import Sealing
package import Verification
import Wire
import Words

/// Shows one case: all that is known of it, and nothing written anywhere.
package enum ReviewShow {
    /// Asks a site for everything.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - session: a visit of the agency's, left open.
    ///   - key: the agency's.
    ///   - calendar: what stages and limits are looked up in.
    ///   - now: seconds since 1970.
    /// - Returns: the case.
    /// - Throws: `VerificationError`, also of an id that is none or not proven.
    package static func run(
        _ prefix: String, session: ReviewSession, key: AgencyKeyFile, calendar: CaseCalendar = .known,
        now: UInt64
    ) async throws -> CaseView {
        let cases = try await SiteCases.read(session, key: key)
        let file = await cases.whole(try cases.file(prefix))
        let summary = CaseSummary(
            file, own: key.code, kinds: session.site.descriptor.kinds,
            digest: file.report.flatMap { try? $0.digest() })
        return CaseView(
            file, row: ReviewList.Row(summary), now: now, zone: session.site.descriptor.zone,
            calendar: calendar, kinds: session.site.descriptor.kinds)
    }
}
