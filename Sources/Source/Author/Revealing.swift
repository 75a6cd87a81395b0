package import Console
import Files
import Sealing
package import Verification
import Visit
package import Wire
import Words

/// A source gives who it is to one agency, of its own accord: to the site and the network an answer like any other.
package struct Revealing: Sendable {
    private let address: SiteAddress
    private let agency: AgencyCode
    private let isConfirmed: Bool
    private let environment: Environment

    /// Nothing is asked or sent yet.
    ///
    /// - Parameters:
    ///   - address: the site that has the report.
    ///   - agency: one of the report's readers.
    ///   - isConfirmed: nobody is asked.
    ///   - environment: clock, randomness and person.
    package init(address: SiteAddress, agency: AgencyCode, isConfirmed: Bool, environment: Environment) {
        self.address = address
        self.agency = agency
        self.isConfirmed = isConfirmed
        self.environment = environment
    }

    /// Warns, reads, asks, and sends.
    ///
    /// - Parameters:
    ///   - file: the codename's, `-` for standard input; nil to ask at the terminal.
    ///   - identity: the identity's, likewise.
    /// - Returns: the promise.
    /// - Throws: `RevealingDeclined` where the person says no; `OwnTextError`; then what `Answering.send` throws.
    package func run(codenameFile file: String?, identity: String?) async throws -> AnswerPromises {
        let dialogue = environment.dialogue
        dialogue.say(AuthorText.revealing(agency))
        let text = try OwnText.identity.read(identity, besides: file, dialogue: dialogue)
        if dialogue.isInteractive, !isConfirmed {
            guard try dialogue.confirm(AuthorText.revealNow, otherwise: false) else {
                throw RevealingDeclined()
            }
        }
        return try await Answering(address: address, environment: environment)
            .send(codenameFile: file, [ReplyDraft(text: text, agency: agency, kind: .identity)])
    }
}

/// The person was asked, and kept who they are to themselves.
package struct RevealingDeclined: Error, Equatable, Sendable {}
