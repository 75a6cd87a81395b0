import AuditLog
import Console
import Files
import Interview
import Sealing
import Wire
import Words

/// An interview at a terminal: one question a screen, then all that will be sent.
///
/// The questions, their order and what is warned of are the interview's; here they are drawn, and lines are typed.
struct ReportConversation {
    let dialogue: Dialogue
    /// Whose limits files are held against.
    let site: TrustedSite
    /// Looks at files, and cleans them.
    let intake: EvidenceIntake
    /// Files of the command line, which are asked about when files are.
    var attached: [EvidenceFile]
    /// Files that the report announces, in the order of its evidence.
    private(set) var files: [EvidenceFile] = []
    private var hasBegun = false

    init(
        _ dialogue: Dialogue, site: TrustedSite, intake: EvidenceIntake, attached: [EvidenceFile]
    ) {
        self.dialogue = dialogue
        self.site = site
        self.intake = intake
        self.attached = attached
    }

    /// Asks until all of it shall be sent.
    ///
    /// - Parameter interview: at its first question, or at its review; what was answered so far stays in it also where
    ///   this throws.
    /// - Throws: `DialogueStopped` where the person goes no further.
    mutating func run(_ interview: inout Interview) throws(DialogueStopped) {
        var notes: [Phrase] = []
        if interview.question == .place {
            notes = [SubmissionText.promise, SubmissionText.limit, SubmissionText.voting]
        } else {
            takeAttached(&interview)
        }
        while true {
            if let form = interview.form {
                notes = try ask(form, &interview, saying: notes)
            } else if let question = try ReportReviewScreen(dialogue).wish(interview, saying: notes) {
                interview.edit(question)
                notes = []
            } else {
                return
            }
        }
    }

    /// The files of the command line beside a report that came from a file: nobody is asked about them one by one.
    private mutating func takeAttached(_ interview: inout Interview) {
        interview.announce(attached.map(\.evidence))
        files = attached
        attached = []
    }

    /// Draws a question and takes its answer; gives what is said before the next one.
    private mutating func ask(
        _ form: QuestionForm, _ interview: inout Interview, saying notes: [Phrase]
    ) throws(DialogueStopped) -> [Phrase] {
        if !form.isFollowUp {
            // What the visit came to stands above the first question.
            if hasBegun { dialogue.clear() }
            hasBegun = true
            for note in notes { dialogue.say(note) }
            dialogue.say("")
            dialogue.say(InterviewText.place(interview.number, of: interview.questions.count))
        } else {
            for note in notes { dialogue.say(note) }
        }
        for note in form.notes { dialogue.say(note) }
        switch form.kind {
        case .lines: return try StoryScreen(dialogue).answer(form, &interview)
        case .files: return try askFiles(form, &interview)
        default: return try askOnce(form, &interview)
        }
    }

    /// A question whose answer is one line; what is not taken is asked again.
    private func askOnce(_ form: QuestionForm, _ interview: inout Interview) throws(DialogueStopped)
        -> [Phrase]
    {
        let prompt = form.draw(on: dialogue, isFirst: interview.number == 1)
        while true {
            let typed = try dialogue.ask(prompt)
            switch typed {
            case "?":
                if let help = form.help { dialogue.say(help) }
                if !form.meanings.isEmpty { dialogue.say(InterviewText.askMeaning) }
            case "<":
                if interview.goBack() { return [] }
                dialogue.say(InterviewText.noneBefore)
            default:
                if let meaning = form.meaning(of: typed) {
                    dialogue.say(meaning)
                    continue
                }
                switch interview.answer(typed) {
                case .taken(let notes): return notes
                case .again(let reason): dialogue.say(reason)
                }
            }
        }
    }

    private mutating func askFiles(_ form: QuestionForm, _ interview: inout Interview)
        throws(DialogueStopped) -> [Phrase]
    {
        if !attached.isEmpty {
            add(attached.removeFirst(), &interview)
            return []
        }
        for (offset, file) in interview.story.evidence.enumerated() {
            dialogue.say(
                "  \(offset + 1). \(Foreign(file.name)) (\(Amount.size(file.length)(dialogue.language)))")
        }
        if !files.isEmpty { dialogue.say(InterviewText.removeFile) }
        let prompt = form.draw(on: dialogue, isFirst: false)
        while true {
            let typed = try dialogue.ask(prompt)
            switch typed {
            case "?": if let help = form.help { dialogue.say(help) }
            case "<":
                if interview.goBack() { return [] }
            case "":
                _ = interview.answer("")
                return []
            default:
                if let number = Int(typed), (1...max(files.count, 1)).contains(number), !files.isEmpty {
                    interview.detach(number - 1)
                    files.remove(at: number - 1)
                    return []
                }
                guard files.count < EvidenceFile.limit else {
                    dialogue.say(InterviewText.filesFull(EvidenceFile.limit))
                    continue
                }
                do {
                    let file = try evidence(of: TypedPath(typed).path)
                    try check(file, interview)
                    add(file, &interview)
                    return []
                } catch EvidenceError.uncleaned(let path, _) {
                    dialogue.say(EvidenceText.leftOut(Foreign(Path.name(of: path)).description))
                } catch let error as EvidenceError {
                    dialogue.say(error.failure.text.without(SourceOption.attach).sentence)
                } catch {
                    // Only the person's own end is left.
                    throw DialogueStopped()
                }
            }
        }
    }

    private mutating func add(_ file: EvidenceFile, _ interview: inout Interview) {
        files.append(file)
        interview.attach(file.evidence)
    }

    /// What is known of a file before it is announced.
    private func evidence(of path: String) throws -> EvidenceFile {
        try intake.evidence(of: path, number: files.count + 1)
    }

    /// Throws where the site takes no envelope that holds this file beside the others.
    private func check(_ file: EvidenceFile, _ interview: Interview) throws(EvidenceError) {
        var story = interview.story
        story.evidence.append(file.evidence)
        try Supplement.Draft(files: files + [file], story: story).check(site: site)
    }
}

extension QuestionForm {
    /// What `?3` asks for; nil for another answer.
    func meaning(of typed: String) -> Phrase? {
        guard typed.first == "?", let number = Int(typed.dropFirst().drop { $0 == " " }),
            (1...max(meanings.count, 1)).contains(number), !meanings.isEmpty
        else { return nil }
        return meanings[number - 1]
    }

    /// Writes what stands above the line on which the answer is typed; gives the question on that line.
    func draw(on dialogue: Dialogue, isFirst: Bool) -> Phrase {
        let keys = InterviewText.keys(
            isOptional: isOptional, isAnswered: current != nil, isFirst: isFirst, isSpoken: dialogue.isSpoken)
        func list(_ choices: [Phrase]) {
            dialogue.say(text)
            for (offset, choice) in choices.enumerated() {
                dialogue.say("  \(offset + 1). \(choice(dialogue.language))")
            }
        }
        func sayWhatIsThere() {
            if let current { dialogue.say(InterviewText.answered(current)) }
            dialogue.say(keys)
        }
        switch kind {
        case .one(let choices):
            list(choices)
            sayWhatIsThere()
            return isOptional || current != nil ? DialogueText.optionalNumber : DialogueText.number
        case .several(let choices, _):
            list(choices)
            sayWhatIsThere()
            return DialogueText.numbers
        case .confirm(let usual):
            return DialogueText.question(text, DialogueText.yesNo(usual, isSpoken: dialogue.isSpoken))
        case .line, .lines:
            sayWhatIsThere()
            return text
        case .files:
            dialogue.say(
                InterviewText.keys(
                    isOptional: true, isAnswered: false, isFirst: false, isSpoken: dialogue.isSpoken))
            return text
        }
    }
}

extension Phrase {
    /// An error's message without the option that it begins with: nobody typed one.
    func without(_ option: String) -> Phrase {
        func cut(_ text: String) -> String {
            text.hasPrefix("\(option): ") ? String(text.dropFirst(option.count + 2)) : text
        }
        return .named(cut(indonesian), cut(english))
    }
}
