import CaseStore
import Cases
import Sealing
import Verification
package import Wire

extension AuthorshipCheck {
    /// The same for a report that a store has; no site is asked.
    ///
    /// - Parameters:
    ///   - proof: as somebody handed it over; nothing of it is believed.
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - opened: the store.
    /// - Returns: whether the report's author says it.
    /// - Throws: `UnreadReport`, `CaseStoreError`; `VerificationError` for the id.
    package static func run(
        _ proof: AuthorshipProof, report prefix: String, store opened: OpenedStore
    ) throws -> AuthorshipCheck {
        let file = try opened.provenFile(prefix)
        guard let report = file.report else { throw UnreadReport(file.received?.content ?? .waiting) }
        return AuthorshipCheck(proof, on: file.id, report, origin: opened.store.settings.origin)
    }
}
