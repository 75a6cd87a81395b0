import AuditLog
package import Console
import Keys
package import Sealing
package import Verification
package import Visit
package import Wire
package import Words

/// A source answers an agency: a look, then a visit that reads the inbox and sends the answer.
package struct Answering: Sendable {
    private let address: SiteAddress
    private let environment: Environment
    private let isWarned: Bool

    /// Nothing is asked or sent yet; `isWarned` where what the network sees was said before, in the same run.
    package init(address: SiteAddress, environment: Environment, isWarned: Bool = false) {
        self.address = address
        self.environment = environment
        self.isWarned = isWarned
    }

    /// Reads the answer, then the codename: nothing is typed inside a visit.
    ///
    /// - Parameters:
    ///   - file: the codename's, `-` for standard input; nil to ask at the terminal.
    ///   - message: the answer's, likewise; what was typed is not lost where it is not sent.
    ///   - agencies: who is answered, each once; the first is the one whose question it is.
    ///   - answers: the counter of that question; nil without one.
    /// - Returns: the promises.
    /// - Throws: `OwnTextError`; then as `send(codenameFile:_:)`.
    package func run(
        codenameFile file: String?, messageFile message: String?, to agencies: [AgencyCode], answers: UInt32?
    ) async throws -> AnswerPromises {
        let dialogue = environment.dialogue
        let text = try OwnText.answer.read(message, besides: file, dialogue: dialogue)
        let unsent = UnsentAnswer(text, from: message, dialogue)
        do {
            return try await send(
                codenameFile: file, ReplyDraft.each(agencies, text: text, answers: answers))
        } catch {
            unsent?.keep()
            throw error
        }
    }

    /// Reads the codename first: nothing is typed inside a visit.
    ///
    /// - Parameters:
    ///   - file: the codename's, `-` for standard input; nil to ask at the terminal.
    ///   - drafts: what is said, to whom, and behind which question: at least one, each to another agency.
    /// - Returns: the promises for exactly these answers.
    /// - Throws: `CodenameError` where there is none, or no report under it; `NoMessageRoom` until the next recording;
    ///   `AnswerError`; else what ended the visit.
    package func send(codenameFile file: String?, _ drafts: [ReplyDraft]) async throws -> AnswerPromises {
        try await send(Codename(file: file, dialogue: environment.dialogue), drafts)
    }

    /// The same with a codename that is there already: two visits for each answer.
    package func send(_ codename: Codename, _ drafts: [ReplyDraft]) async throws -> AnswerPromises {
        var promises = AnswerPromises()
        for draft in drafts {
            let isWarned = isWarned || promises.agencies != nil
            do { promises.add(try await send(codename, draft, isWarned: isWarned)) } catch {
                if let some = promises.agencies { environment.dialogue.say(InboxText.answeredSome(some)) }
                throw error
            }
        }
        return promises
    }

    private func send(
        _ codename: Codename, _ draft: ReplyDraft, isWarned: Bool
    ) async throws -> AnswerPromise {
        let visits = CommandVisits(address, environment: environment, isWarned: isWarned)
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
        case .accepted(let accepted):
            return AnswerPromise(draft: draft, accepted: accepted, clock: visited.site.clock)
        case .refused(let error): throw AnswerError.sealing(error, agency: draft.agency)
        case .unanswered: throw AnswerError.unconfirmed
        case .fault(.refused(let status)) where status.code == .aborted: throw AnswerError.counterTaken
        case .fault(.refused(let status)):
            let site = visited.site
            throw NoMessageRoom(
                status, clock: site.clock, newest: site.epoch.number, now: environment.now())
                ?? VisitFault.refused(status)
        case .fault(let fault): throw fault
        case .unsettled(let new): throw new
        case .held, .stale, .nothing, .notSealed:
            _ = try visited.report(seen, now: environment.now())
            throw UntimelySite(visited.timeliness, now: environment.now(), zone: visited.site.clock.zone)
                ?? VisitFault.otherAnswer(expected: .promised)
        }
    }
}

/// What a source gets for an answer.
struct AnswerPromise: Equatable, Sendable {
    let draft: ReplyDraft
    let accepted: AcceptedPromise
    let clock: EpochClock

    fileprivate var received: Phrase {
        draft.kind == .identity ? AuthorText.revealed(draft.agency) : InboxText.answered(draft.agency)
    }
}

/// What a source gets for its answers to some agencies.
package struct AnswerPromises: Equatable, Sendable {
    private var promises: [AnswerPromise] = []

    mutating func add(_ promise: AnswerPromise) { promises.append(promise) }

    /// Their codes on one line; nil for none.
    var agencies: String? {
        promises.isEmpty ? nil : promises.map { $0.draft.agency }.joined(separator: ", ")
    }

    /// Commitment and promised epoch of the first, and those of each.
    package var json: JSON {
        let each = promises.map { answer -> [(String, JSON)] in
            [
                ("agency", .line(answer.draft.agency)),
                ("commitment", .string(answer.accepted.promise.commitment.hex)),
                ("epoch", JSON(answer.accepted.promise.epoch)),
            ]
        }
        return .object(
            (each.first.map { Array($0.dropFirst()) } ?? []) + [("replies", .array(each.map { .object($0) }))]
        )
    }

    /// What a person is told.
    package func text(_ language: Language) -> String {
        promises.flatMap { [$0.received(language), $0.accepted.published(by: $0.clock)(language)] }
            .joined(separator: "\n")
    }
}
