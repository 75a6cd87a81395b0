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
        let language = dialogue.language
        // A number changes an answer here; no key goes back.
        let said = notes.filter { $0 != InterviewText.toChange }
        let before = said.map { $0(language) } + ["", SubmissionText.review(language)]
        let behind =
            interview.warnings + [
                SubmissionText.readers(interview.shown(interview.readers)), InterviewText.editAny,
            ]
        let all = before + lines(of: interview) + [""] + behind.map { $0(language) }
        // Who says yes before the end has not seen all of it yet.
        let isWish = { (typed: String) in isNo(typed) || question(typed, interview) != nil }
        if let typed = try dialogue.show(all, more: InterviewText.reviewGoesOn, unless: isWish) {
            guard let question = question(typed, interview) else { throw DialogueStopped() }
            return question
        }
        while true {
            let typed = try dialogue.ask(
                DialogueText.question(SubmissionText.send, InterviewText.yesNoNumber))
            if ["y", "ya", "yes"].contains(typed.lowercased()) { return nil }
            if isNo(typed) { throw DialogueStopped() }
            if let question = question(typed, interview) { return question }
            dialogue.say(InterviewText.yesOrNumber(interview.questions.count))
        }
    }

    private func isNo(_ typed: String) -> Bool { ["t", "tidak", "n", "no"].contains(typed.lowercased()) }

    /// The question of a number; nil where what was typed is none.
    private func question(_ typed: String, _ interview: Interview) -> ReportQuestion? {
        guard let number = Int(typed), (1...interview.questions.count).contains(number) else { return nil }
        return interview.questions[number - 1]
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
