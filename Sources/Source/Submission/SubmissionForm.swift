import Cases
package import Console
package import Wire
import Words

/// The questions of a report, in the order that is easiest to answer: where, what, when, who, the story, evidence,
/// and who could know.
///
/// All but category and story may be left empty.
package struct SubmissionForm: Sendable {
    private let dialogue: Dialogue
    private let today: Date

    /// Asks nothing yet.
    ///
    /// - Parameters:
    ///   - dialogue: the person who is asked.
    ///   - today: the latest day that it is anywhere in the country; none after it is taken.
    package init(dialogue: Dialogue, today: Date) {
        self.dialogue = dialogue
        self.today = today
    }

    /// Asks everything, once.
    ///
    /// - Parameter attached: what is known of the files to attach; whether they show the source is asked.
    /// - Returns: the answers; its evidence is `attached`, completed.
    /// - Throws: `DialogueStopped` where input ends.
    package func story(attached: [Evidence]) throws(DialogueStopped) -> Story {
        dialogue.say(SubmissionText.promise)
        dialogue.say(SubmissionText.limit)
        dialogue.say(SubmissionText.voting)
        var story = Story.empty
        try askWhereAndWhat(&story)
        story.eventDate = try date(FormText.eventDate)
        story.knownDate = try date(FormText.knownDate)
        try askWho(&story)
        story.story = try text()
        try askEvidence(&story, attached: attached)
        let circle = try dialogue.choose(
            FormText.circle, among: KnowledgeCircle.choices.map(\.label), optional: true)
        story.circle = circle.map { KnowledgeCircle.choices[$0] } ?? .notSaid
        return story
    }

    private func askWhereAndWhat(_ story: inout Story) throws(DialogueStopped) {
        story.place = try dialogue.text(FormText.place, limit: 160)
        let labels = Category.choices.map(\.label)
        if let first = try dialogue.choose(FormText.category, among: labels, optional: false) {
            story.category = Category.choices[first]
        }
        let more = try dialogue.several(FormText.more, among: labels, limit: 2).map { Category.choices[$0] }
        story.moreCategories = more.filter { $0 != story.category }
    }

    private func askWho(_ story: inout Story) throws(DialogueStopped) {
        let status = try dialogue.choose(
            FormText.status, among: SubjectStatus.choices.map(\.label), optional: true)
        story.subjectStatus = status.map { SubjectStatus.choices[$0] } ?? .notSaid
        let level = try dialogue.choose(
            FormText.level, among: SubjectLevel.choices.map(\.label), optional: true)
        story.subjectLevel = level.map { SubjectLevel.choices[$0] } ?? .notSaid
        let count = try dialogue.choose(
            FormText.count, among: SubjectCount.choices.map(\.label), optional: true)
        story.subjectCount = count.map { SubjectCount.choices[$0] } ?? .notSaid
        story.subjectName = try dialogue.text(FormText.name, limit: 128)
        story.subjectPosition = try dialogue.text(FormText.position, limit: 128)
        story.subjectUnit = try dialogue.text(FormText.unit, limit: 128)
    }

    /// What is too short is gone on with; what is too long can be saved before it is written anew.
    private func text() throws(DialogueStopped) -> String {
        var question = FormText.story
        var text = ""
        while true {
            let more = try dialogue.paragraph(question)
            text = [text, more].filter { !$0.isEmpty }.joined(separator: "\n")
            if text.count < ReportFile.shortestStory {
                question = FormText.tooShort(text.count, limit: ReportFile.shortestStory)
            } else if text.utf8.count > ReportFile.longestStory {
                dialogue.say(DialogueText.tooLong(bytes: text.utf8.count, limit: ReportFile.longestStory))
                try UnsentReport.keep(text, dialogue)
                (question, text) = (FormText.story, "")
            } else {
                return text
            }
        }
    }

    private func askEvidence(_ story: inout Story, attached: [Evidence]) throws(DialogueStopped) {
        let kinds = EvidenceKind.allCases
        story.evidenceKinds = try dialogue.several(
            FormText.evidence, among: kinds.map(\.label), limit: kinds.count
        )
        .map { kinds[$0] }
        if story.evidenceKinds.contains(.link) {
            story.links = try dialogue.text(FormText.links, limit: 1_024).split { $0.isWhitespace }
                .joined(separator: "\n")
        }
        story.evidence = attached
        for index in story.evidence.indices {
            let name = Foreign(story.evidence[index].name).description
            story.evidence[index].showsReporter = try dialogue.confirm(
                SubmissionText.shows(name), otherwise: false)
        }
    }

    private func date(_ question: Phrase) throws(DialogueStopped) -> Date? {
        while true {
            let answer = try dialogue.ask(question)
            guard !answer.isEmpty else { return nil }
            guard let date = Date(typed: answer), date.year >= 1_900 else {
                dialogue.say(FormText.dateForm)
                continue
            }
            guard date.exists else {
                dialogue.say(SubmissionText.noSuchDay.sentence)
                continue
            }
            guard date.isLater(than: today) else { return date }
            dialogue.say(FormText.future)
        }
    }
}
