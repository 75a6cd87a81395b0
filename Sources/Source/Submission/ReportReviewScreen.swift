import Cases
import Console
import Interview
import Wire
import Words

/// All that will be sent, with a number before each answer, and the question whether to send it.
struct ReportReviewScreen {
    private let dialogue: Dialogue

    init(_ dialogue: Dialogue) { self.dialogue = dialogue }

    /// Shows it.
    ///
    /// - Parameters:
    ///   - interview: at its review.
    ///   - notes: what the last answer called for.
    /// - Returns: the question whose answer shall be changed; nil where it shall be sent.
    /// - Throws: `DialogueStopped` where it shall not.
    func wish(_ interview: Interview, saying notes: [Phrase]) throws(DialogueStopped) -> ReportQuestion? {
        dialogue.clear()
        for note in notes { dialogue.say(note) }
        dialogue.say("")
        dialogue.say(SubmissionText.review)
        for line in lines(of: interview) { dialogue.say(line) }
        dialogue.say("")
        for warning in interview.warnings { dialogue.say(warning) }
        dialogue.say(SubmissionText.readers(interview.shown(interview.readers)))
        dialogue.say(InterviewText.editAny)
        let questions = interview.questions
        while true {
            let typed = try dialogue.ask(
                DialogueText.question(SubmissionText.send, InterviewText.yesNoNumber))
            switch typed.lowercased() {
            case "y", "ya", "yes": return nil
            case "t", "tidak", "n", "no": throw DialogueStopped()
            default:
                if let number = Int(typed), (1...questions.count).contains(number) {
                    return questions[number - 1]
                }
                dialogue.say(InterviewText.yesOrNumber(questions.count))
            }
        }
    }

    private func lines(of interview: Interview) -> [String] {
        let language = dialogue.language
        var lines: [String] = []
        let facts = interview.story.facts(interview.calendar, isOwn: true)
        for (offset, question) in interview.questions.enumerated() {
            let label = "  \(offset + 1). \(question.name(language)): "
            let answer = interview.answer(to: question)
            guard question == .story, let answer else {
                lines.append(label + (answer ?? InterviewText.empty)(language))
                if question == .eventDate {
                    lines += facts.filter { $0.field == .phase }.map { "     \($0.line(language))" }
                }
                continue
            }
            lines.append(label)
            lines += answer(language).split(separator: "\n", omittingEmptySubsequences: false)
                .map { "     \($0)" }
        }
        let asked = interview.questions.compactMap(\.field) + [.phase]
        return lines + facts.filter { !asked.contains($0.field) }.map { "     \($0.line(language))" }
    }
}
