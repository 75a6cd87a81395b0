package import Console
package import Sealing
package import Verification
import Visit
import Wire
import Words

/// A person at the terminal reads on and answers, without typing the code again.
///
/// Each further message and each answer is two visits of its own, as if the command had been given anew. Nothing is kept: what was
/// read is held against what comes next only as long as the program runs.
package struct InboxConversation: Sendable {
    private let address: SiteAddress
    private let environment: Environment
    private let codename: Codename
    private var view: InboxView
    private var read: [ReadMessage]
    /// Where there is one message only, it is not asked about again behind an answer.
    private var isAnswered = false

    /// Begins behind what was shown.
    ///
    /// - Parameters:
    ///   - view: the inbox, with one message at most.
    ///   - codename: its report's.
    ///   - address: the site that has it.
    ///   - environment: clock, randomness and person.
    package init(behind view: InboxView, _ codename: Codename, address: SiteAddress, environment: Environment)
    {
        self.view = view
        self.codename = codename
        self.address = address
        self.environment = environment
        read = view.read
    }

    /// Asks, and does what is wanted, until the person has enough.
    ///
    /// - Parameter show: takes each further inbox.
    /// - Returns: the exit code of the worst inbox.
    /// - Throws: as `Inbox.view`, `Answering.send`; `DialogueStopped` where the person stops inside an answer.
    package mutating func run(show: (InboxView) -> Void) async throws -> Int32 {
        var status = view.exitCode
        while let wish = wish() {
            switch wish {
            case .read(let number):
                view = try await Inbox(address: address, environment: environment, isWarned: true)
                    .view(codename, readings: [.message(number)], earlier: read)
                read += view.read
                if status != 1 { status = max(status, view.exitCode) }
                show(view)
            case .answer(let message): try await answer(message)
            }
        }
        return status
    }

    private enum Wish {
        case read(UInt32)
        case answer(ReadMessage)
    }

    /// Nil for nothing more, also where the person goes away.
    private func wish() -> Wish? {
        let dialogue = environment.dialogue
        let count = view.messageCount
        let question = view.read.last { $0.direction == .question && $0.kind == .words }
        guard count > 1 || question != nil else { return nil }
        if count == 1, let question {
            guard !isAnswered else { return nil }
            let isWanted = (try? dialogue.confirm(InboxText.answerIt, otherwise: false)) ?? false
            return isWanted ? .answer(question) : nil
        }
        let more = InboxText.more(count, canAnswer: question != nil)
        while let answer = try? dialogue.ask(more), !answer.isEmpty {
            if let number = UInt32(answer), (1...count).contains(number) { return .read(number) }
            if ["j", "a"].contains(answer.lowercased()), let question { return .answer(question) }
            dialogue.say(InboxText.otherNumber(count, canAnswer: question != nil))
        }
        return nil
    }

    private mutating func answer(_ question: ReadMessage) async throws {
        guard let draft = try draft(answering: question) else { return }
        let answered: AnswerPromises
        do {
            answered = try await Answering(address: address, environment: environment, isWarned: true)
                .send(codename, [draft])
        } catch {
            UnsentAnswer(draft.text, from: nil, environment.dialogue)?.keep()
            throw error
        }
        isAnswered = true
        environment.dialogue.say(answered.text(environment.dialogue.language))
    }

    /// What the person writes; nil where it is not to be sent.
    ///
    /// Not inlined: Swift 6.3.1 ends by a signal where it optimises an asynchronous function that has this in it.
    @inline(never) private func draft(answering question: ReadMessage) throws -> ReplyDraft? {
        let dialogue = environment.dialogue
        let text = try OwnText.answer.read(nil, besides: nil, dialogue: dialogue)
        guard try dialogue.confirm(InboxText.sendTo(view.name(of: question.agency)), otherwise: true) else {
            return nil
        }
        return ReplyDraft(text: text, agency: question.agency, lastSeen: question.counter)
    }
}
