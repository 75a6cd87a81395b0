import AuditLog
import Cases
package import Console
import Interview
import Sealing
import Verification
import Visit
import Wire
package import Words

/// One report, from the first question to the promise and its attachments.
///
/// The rules are:
///  - the person is asked between visits, never inside one, so that a visit's length says nothing about them;
///  - the codename is shown, and typed back, before anything is sent;
///  - "received" is said only when the promise holds for exactly what was sent;
///  - what was sent once is sent again as the same bytes, or not at all.
package struct Submission: Sendable {
    private let options: Options
    private let environment: Environment
    private let visits: CommandVisits
    private let isJSON: Bool
    private let answer: @Sendable (JSON, String) -> Bool

    /// Nothing is asked or sent yet.
    ///
    /// - Parameters:
    ///   - options: what the person chose beforehand.
    ///   - environment: clock, randomness and person.
    ///   - isJSON: whether answers are taken as objects, one in all; else as texts, one after the other.
    ///   - answer: takes each answer in both forms; false where it could not be shown.
    package init(
        _ options: Options, environment: Environment, isJSON: Bool,
        answer: @escaping @Sendable (JSON, String) -> Bool
    ) {
        self.options = options
        self.environment = environment
        visits = CommandVisits(options.site, environment: environment)
        self.isJSON = isJSON
        self.answer = answer
    }

    /// Goes through all of it.
    ///
    /// - Throws: the first thing that cannot go on: `SubmissionError`, `EvidenceError`, `ReportFileError`,
    ///   `SavingError`, `DialogueStopped`; `VerificationError`, `UntimelySite`, `UnsettledSite` or
    ///   `VisitFault` for a visit.
    package func run() async throws {
        var isSending = false
        do { try await run(&isSending) } catch {
            if !isSending, Self.needsWord(error) { dialogue.say(UnsentText.nothing) }
            throw error
        }
    }

    /// Whether the error, before a code was shown, leaves open what became of the report: the others say so themselves.
    private static func needsWord(_ error: any Error) -> Bool {
        if case EvidenceError.uncleaned = error { return false }
        let kind = (error as? any Explainable)?.kind
        return kind == .badInput || kind == .missingFile || kind == .inputOutput
    }

    private func run(_ isSending: inout Bool) async throws {
        try checkArguments()
        let code = try NewCode(at: options.site, random: environment.random)
        let given = try options.from.map { path throws(ReportFileError) in try ReportFile.read(path) }
        let calendar = try ElectionCalendar.reading(options.calendar)
        let files = try intake.files(options.attach)
        try warnBeforeConnecting()
        let began = environment.now()
        let excluded = options.exclude.filter { !options.include.contains($0) }
        let (seen, left) = try await look(began, excluding: excluded)
        var interview = try makeInterview(
            about: given, calendar, at: seen.site, excluding: excluded + left)
        let supplement: Supplement.Draft
        let sent: Sent
        do {
            if let given { try check(given) }
            if isAsking {
                var conversation = ReportConversation(
                    dialogue, site: seen.site, intake: intake, attached: files)
                try conversation.run(&interview)
                supplement = Supplement.Draft(files: conversation.files, story: interview.story)
            } else {
                interview.announce(files.map(\.evidence))
                supplement = Supplement.Draft(files: files, story: interview.story)
                followAdvice(&interview)
            }
            try check(interview.story)
            try supplement.check(site: seen.site)
            isSending = true
            sent = try await send(interview, under: code, firstSeen: seen, began: isAsking ? began : nil)
        } catch {
            let file = interview.isUnchanged(from: given) ? options.from : nil
            UnsentReport(story: interview.story, file: file, dialogue: dialogue).keep(after: error)
            throw error
        }
        offerToWipe(leaving: try await received(sent, supplement: supplement))
    }

    // MARK: Before

    private func checkArguments() throws {
        guard options.from != nil || dialogue.isInteractive else { throw SubmissionError.noStory }
        guard options.yes || dialogue.isInteractive else { throw SubmissionError.noTerminal }
        guard options.attach.count <= EvidenceFile.limit else {
            throw EvidenceError.tooMany(options.attach.count, limit: EvidenceFile.limit)
        }
        if let path = options.savePromise { try SavedFile.promise.check(path) }
    }

    private func warnBeforeConnecting() throws(DialogueStopped) {
        options.site.warnOfNetwork(dialogue)
        if options.savePromise != nil { dialogue.say(SubmissionText.savedPromise) }
        guard isAsking else { return }
        guard try dialogue.confirm(SubmissionText.goOn, otherwise: true) else { throw DialogueStopped() }
    }

    /// A visit of its own: who can read must be known before the person decides.
    ///
    /// - Returns: the site, and agencies that the person agreed to leave out since their identity is too new.
    private func look(
        _ began: UInt64? = nil, excluding excluded: [AgencyCode]
    ) async throws -> (SeenSite, left: [AgencyCode]) {
        dialogue.say(SubmissionText.connecting)
        let seen = try await visits.lookAgain()
        if let untimely = UntimelySite(seen, now: environment.now()) {
            // Who watches sees what every command looks like, and whoever waits for that knows why.
            if isAsking { dialogue.say(untimely.failure.text(language)) }
            try await visits.decoy(behind: seen, began: isAsking ? began : nil)
            throw untimely
        }
        let left = try await leaveOut(of: seen, began, excluding: excluded)
        if case .byOperator = seen.freshness { dialogue.say(SubmissionText.notWitnessed) }
        let now = environment.now()
        for word in [seen.youth(at: now)].compactMap({ $0 }) + seen.newcomers(at: now) { dialogue.say(word) }
        return (seen, left)
    }

    /// Asks whether to go on without those whose identity is too new: the person's choice alone leaves them out.
    ///
    /// - Returns: their codes; none where nobody's is.
    /// - Throws: `UnsettledSite` where the person says no, or nobody is there to be asked.
    private func leaveOut(
        of seen: SeenSite, _ began: UInt64?, excluding excluded: [AgencyCode]
    ) async throws -> [AgencyCode] {
        let agencies = seen.site.descriptor.agencies.filter { !excluded.contains($0.code) }
        guard let unsettled = UnsettledSite(seen, readers: agencies.map(\.code)) else { return [] }
        let new = agencies.filter { unsettled.excludable.contains($0.code) }
        if isAsking {
            dialogue.say(unsettled.failure.text(language))
            let names = new.map(\.shown).joined(separator: ", ")
            if !new.isEmpty, new.count < agencies.count,
                try dialogue.confirm(UnsettledText.goOnWithout(names), otherwise: false)
            {
                return new.map(\.code)
            }
        }
        try await visits.decoy(behind: seen, began: isAsking ? began : nil)
        throw unsettled
    }

    private func check(_ story: Story) throws {
        try SubmissionReview.checkDates(of: story, today: today)
        do { try ReportFile.check(story) } catch {
            throw ReportFileError.mistake(path: options.from, error)
        }
    }

    private func makeInterview(
        about story: Story?, _ calendar: ElectionCalendar, at site: TrustedSite,
        excluding excluded: [AgencyCode]
    ) throws -> Interview {
        let agencies = site.descriptor.agencies
        try SubmissionReaders.check(options.exclude, in: agencies, list: .excluded)
        try SubmissionReaders.check(options.include, in: agencies, list: .included)
        _ = try SubmissionReaders(of: agencies, excluding: excluded)
        let zone = site.descriptor.zone
        return Interview(
            story: story ?? (isAsking ? nil : .empty),
            days: .init(today: CivilTime(environment.now(), zone: zone).date, latest: today),
            calendar: calendar, agencies: agencies, excluded: excluded, included: options.include)
    }

    /// Leaves out whom the conflict rule advises to, where nobody is there to be asked.
    private func followAdvice(_ interview: inout Interview) {
        let advice = interview.advice
        guard !advice.isEmpty else { return }
        dialogue.say(SubmissionText.adviceFollowed(advice))
        interview.exclude(advice)
    }

    // MARK: The report

    /// A report that is promised.
    private struct Sent {
        let accepted: AcceptedPromise
        let code: NewCode
        let readers: [AgencyCode]
        let site: TrustedSite
        let seen: SeenSite
    }

    private func send(
        _ interview: Interview, under code: NewCode, firstSeen: SeenSite, began: UInt64?
    ) async throws -> Sent {
        let (story, excluded) = (interview.story, interview.excluded)
        let readers = try SubmissionReaders(of: firstSeen.site.descriptor.agencies, excluding: excluded).codes
        if !isAsking { warn(about: interview) }
        do {
            try present(code.codename)
            dialogue.farewell(UnsentText.void)
            return try await deliver(
                story, under: code, excluded: excluded, readers: readers, firstSeen: firstSeen, began: began)
        } catch {
            if Self.mayHaveArrived(error) {
                // Nobody has seen it yet, and it may be needed.
                if !isAsking, isJSON { show(code.codename) }
                dialogue.say(UnsentText.mayBeUsed)
            } else if isAsking || !isJSON {
                dialogue.say(UnsentText.void)
            }
            throw error
        }
    }

    private func deliver(
        _ story: Story, under code: NewCode, excluded: [AgencyCode], readers: [AgencyCode],
        firstSeen: SeenSite, began: UInt64?
    ) async throws -> Sent {
        var (seen, excluded, readers) = (firstSeen, excluded, readers)
        let delivery = SubmissionDelivery(visits: visits, environment: environment)
        for _ in 0..<Self.attempts {
            let sealed: SealedSubmission
            do {
                sealed = try SealedSubmission(
                    story, readers: readers, site: seen.site, keys: code.keys, random: environment.random)
            } catch {
                throw SubmissionError.sealing(error)
            }
            switch try await delivery.deliver(sealed, seen: seen, began: began) {
            case .accepted(let promise, let site):
                return Sent(
                    accepted: promise, code: code, readers: readers, site: site, seen: seen)
            case .stale:
                dialogue.farewell(UnsentText.void)
                let before = seen.site
                let left: [AgencyCode]
                (seen, left) = try await look(excluding: excluded)
                excluded += left
                let newer = seen.site
                if newer.descriptor.agencies != before.descriptor.agencies {
                    dialogue.say(SubmissionText.agenciesChanged)
                    let joined = newer.descriptor.agencies.filter { !before.descriptor.agencies.contains($0) }
                    excluded += SubmissionReaders.advice(
                        for: story, agencies: joined, excluded: excluded, included: options.include)
                    let codes = newer.descriptor.agencies.map(\.code)
                    excluded = excluded.filter { codes.contains($0) }
                    readers = try confirmedReaders(of: newer, excluded: excluded, story: story)
                }
            }
        }
        throw SubmissionError.keysChanged
    }

    /// Asks again whether to send where others would read it than those that were confirmed.
    private func confirmedReaders(
        of site: TrustedSite, excluded: [AgencyCode], story: Story
    ) throws -> [AgencyCode] {
        let agencies = site.descriptor.agencies
        let readers = try SubmissionReaders(of: agencies, excluding: excluded).codes
        dialogue.say(SubmissionText.readers(agencies.filter { readers.contains($0.code) }.map(\.shown)))
        guard isAsking else { return readers }
        guard try dialogue.confirm(SubmissionText.send, otherwise: false) else { throw DialogueStopped() }
        return readers
    }

    private func warn(about interview: Interview) {
        for warning in interview.warnings { dialogue.say(warning) }
        dialogue.say(SubmissionText.readers(interview.shown(interview.readers)))
    }

    /// Shows the codename, once, and has it typed back.
    ///
    /// Without anybody there it stands in the answer.
    private func present(_ codename: Codename) throws {
        guard isAsking else {
            guard !isJSON else { return }
            guard answer(.null, "\(SubmissionText.codename(language)):\n    \(codename.words)") else {
                throw SubmissionError.codenameNotShown
            }
            dialogue.say(SubmissionText.keepCodename)
            return
        }
        dialogue.clear()
        show(codename)
        while true {
            let typed = try Codename.typed(SubmissionText.typeBack, or: Self.showAgain, dialogue)
            guard typed.stripped != Self.showAgain else {
                show(codename)
                continue
            }
            switch codename.compared(to: typed) {
            case .same: return
            case .count(let count): dialogue.say(SubmissionText.typedCount(count, of: Codename.wordCount))
            case .others(let positions): dialogue.say(SubmissionText.typedOthers(positions))
            }
        }
    }

    /// Who sees the code no more: a screen went dark, somebody came by.
    private static let showAgain = "?"

    private func show(_ codename: Codename) {
        dialogue.say("\n\(SubmissionText.codename(language)):\n\n    \(codename.words)\n")
        dialogue.say(SubmissionText.keepCodename)
    }

    // MARK: After the promise

    /// Gives what a person is told of the report.
    private func received(_ sent: Sent, supplement: Supplement.Draft) async throws -> String {
        dialogue.farewell(supplement.files.isEmpty ? nil : UploadText.stopped)
        let receipt = SubmissionPromise(
            accepted: sent.accepted, readers: sent.readers, clock: sent.site.clock)
        // Where its answer does not get out, the codename does here: the report is sent.
        let codename = sent.code.codename
        if !answer(receipt.json(codename: codename), receipt.text(language)) { show(codename) }
        do {
            if let path = options.savePromise { try receipt.save(to: path) }
            guard !supplement.files.isEmpty else { return receipt.text(language) }
            let upload = SupplementUpload(
                address: options.site, environment: environment, keys: sent.code.keys)
            _ = try await upload.send(
                supplement, counter: 0, report: sent.accepted.promise.commitment, readers: sent.readers,
                seen: sent.seen)
            dialogue.farewell(nil)
            dialogue.say(SubmissionText.attachmentsSent)
            return receipt.text(language)
        } catch {
            if !supplement.files.isEmpty { dialogue.say(SubmissionText.attachmentsNotSent) }
            if case AddingError.notSent = error { throw SubmissionError.attachmentsNotSent }
            throw error
        }
    }

    /// Others may see this screen, and scroll back; who goes away from the question leaves it as it is.
    private func offerToWipe(leaving text: String) {
        guard isAsking, !isJSON else { return }
        guard dialogue.canWipe else { return dialogue.say(SubmissionText.notWiped) }
        guard (try? dialogue.confirm(SubmissionText.wipe, otherwise: true)) == true else { return }
        dialogue.wipe()
        dialogue.say(text)
        dialogue.say(SubmissionText.wiped)
    }

    private static let attempts = 4

    private var intake: EvidenceIntake {
        var choices = options.evidence
        choices.isAsking = isAsking
        return EvidenceIntake(choices, environment: environment, tools: options.tools)
    }
    private var dialogue: Dialogue { environment.dialogue }
    private var language: Language { dialogue.language }
    private var isAsking: Bool { !options.yes && dialogue.isInteractive }
    /// In the east of the country, where a day begins first.
    private var today: Wire.Date { CivilTime(environment.now(), zone: Zone(minutes: 540)).date }
}

extension Agency {
    /// Its name and code, for people.
    var shown: String { "\(Foreign(name)) (\(Foreign(code)))" }
}
