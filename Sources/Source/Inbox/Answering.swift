import AuditLog
package import Console
import Keys
package import Sealing
package import Verification
package import Visit
import Wire
package import Words

/// A source answers an agency: a look, then a visit that reads the inbox and sends the answer.
package struct Answering: Sendable {
    private let address: SiteAddress
    private let environment: Environment

    /// Nothing is asked or sent yet.
    package init(address: SiteAddress, environment: Environment) {
        self.address = address
        self.environment = environment
    }

    /// Reads codename and answer first: nothing is typed inside a visit.
    ///
    /// - Parameters:
    ///   - file: the codename's, `-` for standard input; nil to ask at the terminal.
    ///   - draft: what is said, to whom, and behind which question.
    /// - Returns: the promise for exactly that answer.
    /// - Throws: `CodenameError` where there is none, or no report under it; `AnswerError`; else what ended the visit.
    package func send(codenameFile file: String?, _ draft: ReplyDraft) async throws -> AnswerPromise {
        try await send(Codename(file: file, dialogue: environment.dialogue), draft)
    }

    /// The same with a codename that is there already.
    package func send(_ codename: Codename, _ draft: ReplyDraft) async throws -> AnswerPromise {
        let visits = CommandVisits(address, environment: environment)
        let keys = try SourceKeys(of: codename, at: address)
        let began = environment.now()
        let seen = try await visits.look()
        let untimely = UntimelySite(seen, now: environment.now())
        // Where nothing may be sealed, the visit reads the inbox and sends a decoy.
        let visited = try await visits.full(
            FullErrand(after: seen, inbox: keys, parcel: untimely == nil ? .reply(draft) : nil),
            began: environment.dialogue.isInteractive ? began : nil)
        if let untimely { throw untimely }
        switch visited.parcel {
        case .accepted(let accepted): return AnswerPromise(accepted: accepted, clock: visited.site.clock)
        case .refused(let error): throw AnswerError.sealing(error, agency: draft.agency)
        case .unanswered: throw AnswerError.unconfirmed
        case .fault(.refused(let status)) where status.code == .aborted: throw AnswerError.counterTaken
        case .fault(let fault): throw fault
        case .held, .stale, .nothing, .notSealed:
            _ = try visited.report(seen, now: environment.now())
            throw UntimelySite(visited.timeliness, now: environment.now(), zone: visited.site.clock.zone)
                ?? VisitFault.otherAnswer(expected: .promised)
        }
    }
}

/// What a source gets for an answer, or for more evidence.
package struct AnswerPromise: Equatable, Sendable {
    private let accepted: AcceptedPromise
    private let clock: EpochClock
    private let received: Phrase

    init(accepted: AcceptedPromise, clock: EpochClock, received: Phrase = InboxText.answered) {
        self.accepted = accepted
        self.clock = clock
        self.received = received
    }

    /// Commitment and promised epoch.
    package var json: JSON {
        [
            "commitment": .string(accepted.promise.commitment.hex), "epoch": JSON(accepted.promise.epoch),
        ]
    }

    /// What a person is told.
    package func text(_ language: Language) -> String {
        let due = clock.scheduled(accepted.promise.epoch).map { CivilTime.text($0, in: clock.zone) }
        return [
            received(language),
            SubmissionText.publishedBy(epoch: accepted.promise.epoch, due: due)(language),
        ].joined(separator: "\n")
    }
}
