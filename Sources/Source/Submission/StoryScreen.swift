import Console
import Interview
import Wire
import Words

/// The description at a terminal: written line by line, and changed line by line.
struct StoryScreen {
    private let dialogue: Dialogue

    init(_ dialogue: Dialogue) { self.dialogue = dialogue }

    /// Has it written, or what was written before changed; gives what is said before the next question.
    ///
    /// - Throws: `DialogueStopped` where the person goes no further; what was typed is in the interview.
    func answer(_ form: QuestionForm, _ interview: inout Interview) throws(DialogueStopped) -> [Phrase] {
        guard interview.story.story.isEmpty else {
            return try change(interview.story.story, form, &interview)
        }
        return try write(form, &interview)
    }

    /// What is too short is gone on with; what is too long can be saved, and is changed.
    private func write(_ form: QuestionForm, _ interview: inout Interview) throws(DialogueStopped)
        -> [Phrase]
    {
        dialogue.say(
            InterviewText.keys(
                isOptional: false, isAnswered: false, isFirst: false, isSpoken: dialogue.isSpoken))
        var question = form.text
        var text = ""
        while true {
            let more = try lines(question, behind: text, &interview)
            if text.isEmpty, more == "?" {
                if let help = form.help { dialogue.say(help) }
                continue
            }
            if text.isEmpty, more == "<" {
                _ = interview.goBack()
                return []
            }
            text = [text, more].filter { !$0.isEmpty }.joined(separator: "\n")
            switch interview.answer(text) {
            case .taken(let notes): return notes
            case .again(let reason) where text.count < Story.shortest: question = reason
            case .again(let reason):
                dialogue.say(reason)
                interview.keep(text)
                try KeptText.offer(text, dialogue, otherwise: true)
                return try change(text, form, &interview)
            }
        }
    }

    /// Where input ends, the interview has what was typed so far.
    private func lines(_ question: Phrase, behind text: String, _ interview: inout Interview)
        throws(DialogueStopped) -> String
    {
        do throws(DialogueStopped) {
            return try dialogue.paragraph(question, or: text.isEmpty ? ["?", "<"] : [])
        } catch {
            interview.keep([text, error.typed].filter { !$0.isEmpty }.joined(separator: "\n"))
            throw error
        }
    }

    private func change(_ text: String, _ form: QuestionForm, _ interview: inout Interview)
        throws(DialogueStopped) -> [Phrase]
    {
        var lines = StoryLines(text)
        while true {
            show(lines)
            guard let wish = lines.wish(try dialogue.ask(InterviewText.editLines)) else {
                dialogue.say(InterviewText.noSuchLine)
                continue
            }
            switch wish {
            case .help: if let help = form.help { dialogue.say(help) }
            case .change(let number): lines.change(number, to: try dialogue.ask(InterviewText.line(number)))
            case .add: lines.add(try self.lines(InterviewText.addLines, behind: lines.text, &interview))
            case .writeAnew:
                let text = try self.lines(FormText.story, behind: lines.text, &interview)
                if !text.isEmpty { lines = StoryLines(text) }
            case .back, .done:
                interview.keep(lines.text)
                switch interview.answer(lines.text) {
                case .taken(let notes):
                    guard wish == .back else { return notes }
                    interview.goBackOver(.story)
                    return []
                case .again(let reason): dialogue.say(reason)
                }
            }
            interview.keep(lines.text)
        }
    }

    private func show(_ lines: StoryLines) {
        dialogue.say("")
        for (offset, line) in lines.lines.prefix(Self.shown).enumerated() {
            let cut = line.prefix(Self.width)
            dialogue.say("  \(offset + 1). \(Foreign(cut))\(cut.count < line.count ? " …" : "")")
        }
        if lines.lines.count > Self.shown {
            dialogue.say(InterviewText.moreLines(lines.lines.count - Self.shown))
        }
    }

    /// Lines that are shown, and characters of each, where a text is far too long.
    private static let shown = 200
    private static let width = 8_000
}
