package import Console
import Files
import Sealing
package import Verification
import Visit
import Wire
import Words

/// A source answers whoever asked last, and nobody else: the newest message is read first, in two visits of its own.
package struct AnsweringNewest: Sendable {
    private let address: SiteAddress
    private let environment: Environment

    /// Nothing is asked or sent yet.
    package init(address: SiteAddress, environment: Environment) {
        self.address = address
        self.environment = environment
    }

    /// Reads the question, shows it to the person at the terminal, and sends the answer to its agency alone.
    ///
    /// Who asked is what the agency's key says that signed the question, not the site.
    ///
    /// - Parameters:
    ///   - file: the codename's, `-` for standard input; nil to ask at the terminal.
    ///   - message: the answer's, likewise.
    /// - Returns: the promise.
    /// - Throws: `OwnTextError`, before anything is sent; `AnswerError.noQuestion`, `unsure` and `declined`, with no answer
    ///   sent; then what `Inbox.view` and `Answering.send` throw.
    package func run(codenameFile file: String?, messageFile message: String?) async throws -> AnswerPromises
    {
        let dialogue = environment.dialogue
        let isTyped = dialogue.isInteractive && (message == nil || message == Files.standardInput)
        func text() throws -> String { try OwnText.answer.read(message, besides: file, dialogue: dialogue) }
        // What is wrong with a file is said before any visit.
        let written = isTyped ? nil : try text()
        let codename = try Codename(file: file, dialogue: dialogue)
        let view = try await Inbox(address: address, environment: environment).view(
            codename, readings: [.message(.max)])
        if dialogue.isInteractive { dialogue.say(view.text(dialogue.language)) }
        guard !view.doubts.contains(where: { $0.isFalse }) else { throw AnswerError.unsure }
        guard let question = view.read.last, question.direction == .question, question.kind == .words else {
            throw AnswerError.noQuestion
        }
        let draft = ReplyDraft(
            text: try written ?? text(), agency: question.agency, lastSeen: question.counter)
        do {
            if dialogue.isInteractive {
                let consent = InboxText.sendTo(view.name(of: question.agency))
                guard try dialogue.confirm(consent, otherwise: true) else { throw AnswerError.declined }
            }
            return try await Answering(address: address, environment: environment, isWarned: true)
                .send(codename, [draft])
        } catch {
            if isTyped { UnsentAnswer(draft.text, from: nil, dialogue)?.keep() }
            throw error
        }
    }
}
