import AuditLog
package import Console
import Files
import Keys
import Sealing
package import Verification
import Visit
package import Wire
package import Words

/// A source proves to whoever can read its report that it wrote it, by a statement that its author key signs.
///
/// Nothing of it reaches the site: the visit is that of an inbox, which tells the report's place.
package struct Proving: Sendable {
    private let address: SiteAddress
    private let output: String
    private let environment: Environment

    /// Nothing is asked or sent yet.
    ///
    /// - Parameters:
    ///   - address: the site that has the report.
    ///   - output: a new file.
    ///   - environment: clock and person.
    package init(address: SiteAddress, output: String, environment: Environment) {
        self.address = address
        self.output = output
        self.environment = environment
    }

    /// Warns, reads statement and codename, fetches the report's place, signs and writes.
    ///
    /// - Parameters:
    ///   - file: the codename's, `-` for standard input; nil to ask at the terminal.
    ///   - statement: the statement's, likewise.
    /// - Returns: what was written.
    /// - Throws: `SavingError` for a path that is taken, before anything is asked; `OwnTextError`; then what `Inbox.view`
    ///   throws.
    package func run(codenameFile file: String?, statement: String?) async throws -> SavedAuthorship {
        let dialogue = environment.dialogue
        try SavedFile.authorship.check(output)
        dialogue.say(AuthorText.warning)
        let text = try OwnText.statement.read(statement, besides: file, dialogue: dialogue)
        let codename = try Codename(file: file, dialogue: dialogue)
        let keys = try SourceKeys(of: codename, at: address)
        let visits = CommandVisits(address, environment: environment)
        let began = environment.now()
        let seen = try await visits.look()
        let visited = try await visits.full(
            FullErrand(after: seen, inbox: keys), began: dialogue.isInteractive ? began : nil)
        let report = try visited.report(seen, now: environment.now())
        let proof: AuthorshipProof
        let armored: String
        do {
            proof = try AuthorshipProof(
                of: text, report: report.promise.commitment, by: keys.author,
                origin: visited.site.descriptor.origin)
            armored = try Armor.text(proof, name: AuthorshipProof.armorName)
        } catch {
            throw SavingError(.authorship, .unencodable(detail: "\(error)"))
        }
        try SavedFile.authorship.create(output, Array(armored.utf8))
        return SavedAuthorship(path: output, report: proof.report)
    }
}

/// A proof of authorship that was written.
package struct SavedAuthorship: Equatable, Sendable {
    /// The file.
    package let path: String
    /// The report's commitment.
    package let report: Hash

    /// File and report.
    package var json: JSON { ["file": .string(path), "report": .string(report.hex)] }

    /// What a person is told.
    package func text(_ language: Language) -> String {
        "\(AuthorText.saved(language)): \(Foreign(path))\n\(AuthorText.handOver(language))"
    }
}
