import AuditLog
import Cases
import Files
import Keys
package import Sealing
package import Verification
package import Wire

/// A proof of authorship, held against the report that it names.
package struct AuthorshipCheck: Equatable, Sendable {
    /// The report's id.
    package let report: Hash
    /// What its author says.
    package let statement: String
    /// Why it is not the report's author who says it; nil where it is.
    package let fault: SealingError?

    /// Proves and opens the report, and holds the proof against the author key inside it.
    ///
    /// - Parameters:
    ///   - proof: as somebody handed it over; nothing of it is believed.
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - session: a visit of this agency's, left open.
    ///   - key: the agency's; opens the report.
    /// - Returns: whether the report's author says it.
    /// - Throws: `UnreadReport` where the report cannot be read; `VerificationError`, also of an id that is none or not proven.
    package static func run(
        _ proof: AuthorshipProof, report prefix: String, session: ReviewSession, key: AgencyKeyFile
    ) async throws -> AuthorshipCheck {
        let proven = try await ProvenRecords.read(session, keys: key)
        let record = try proven.report(prefix)
        let report = try await ReportReading.fetch(record, of: proven, session: session, key: key).report()
        return AuthorshipCheck(
            proof, on: record.commitment, report, origin: session.site.descriptor.origin)
    }

    init(_ proof: AuthorshipProof, on commitment: Hash, _ report: Report, origin: Origin) {
        self.report = commitment
        statement = proof.statement
        do throws(SealingError) {
            try proof.check(report: commitment, author: report.binding.author, origin: origin)
            fault = nil
        } catch { fault = error }
    }

    /// Reads an armored proof.
    ///
    /// - Parameter path: of the file; `-` for standard input.
    /// - Returns: the proof, of which nothing is believed.
    /// - Throws: `unreadable`; `notAProof` for anything else.
    package static func read(_ path: String) throws(AuthorshipFileError) -> AuthorshipProof {
        let text: String
        do throws(FileError) { text = try Files.readText(path, limit: AuthorshipProof.fileLimit) } catch {
            throw .unreadable(path: path, error)
        }
        do throws(Armor.Mistake) {
            return try Armor.read(AuthorshipProof.self, name: AuthorshipProof.armorName, from: text)
        } catch {
            throw .notAProof(path: path, reason: "\(error)")
        }
    }
}
