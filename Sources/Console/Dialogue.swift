package import Words

/// A conversation with the person at the terminal, in their language.
///
/// Where input ends, so does the conversation: `DialogueStopped`.
package struct Dialogue: Sendable {
    /// What phrases are said in.
    package let language: Language
    /// Whether somebody is there to answer.
    package let isInteractive: Bool
    private let keyboard: any Keyboard
    private let write: @Sendable (String) -> Void
    private let wrapping: Wrapping?
    private let erase: @Sendable () -> Void
    private let wiping: (@Sendable () -> Void)?
    private let rows: @Sendable () -> Int?
    /// Whether lines only follow each other, as a screen reader needs them: signs are named then.
    package let isSpoken: Bool

    /// Takes what reads and writes, so that a test can be the person.
    ///
    /// - Parameters:
    ///   - language: what phrases are said in.
    ///   - isInteractive: whether somebody is there to answer.
    ///   - read: one line without its end; nil at the end of input.
    ///   - wrapping: breaks what is said into lines; nil where they stay whole.
    ///   - write: takes text that went through `plain`.
    package init(
        language: Language, isInteractive: Bool, read: @escaping @Sendable () -> String?,
        wrapping: Wrapping? = nil, write: @escaping @Sendable (String) -> Void
    ) {
        self.init(
            language: language, isInteractive: isInteractive, keyboard: LineKeyboard(read: read),
            wrapping: wrapping, write: write)
    }

    /// The same with a keyboard, which may be a terminal's, and the rows of its screen; nil where lines only follow each
    /// other.
    package init(
        language: Language, isInteractive: Bool, keyboard: any Keyboard, wrapping: Wrapping? = nil,
        erase: @escaping @Sendable () -> Void = {}, wiping: (@Sendable () -> Void)? = nil,
        rows: @escaping @Sendable () -> Int? = { nil }, isSpoken: Bool = false,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.language = language
        self.isInteractive = isInteractive
        self.keyboard = keyboard
        self.erase = erase
        self.wiping = wiping
        self.rows = rows
        self.isSpoken = isSpoken
        self.write = { write(plain($0)) }
        self.wrapping = wrapping
    }

    /// Writes one line, or as many as it takes where the terminal is narrow.
    package func say(_ text: String) {
        write((wrapping?(text) ?? text) + "\n")
    }

    /// Writes one line in the conversation's language.
    package func say(_ phrase: Phrase) {
        say(phrase(language))
    }

    /// One line, without the white space around it.
    package func ask(_ question: Phrase) throws(DialogueStopped) -> String {
        keyboard.begin()
        defer { keyboard.end() }
        return try line(behind: question).stripped
    }

    /// One line of which nothing is shown while it is typed; white space in it counts.
    package func askHidden(_ question: Phrase) throws(DialogueStopped) -> String {
        keyboard.begin()
        defer { keyboard.end() }
        let text = question(language)
        write((wrapping?(text) ?? text) + " ")
        switch keyboard.hiddenLine() {
        case .text(let line): return line
        case .end, .interrupted: throw DialogueStopped()
        }
    }

    /// All that is typed or pasted at once, lines and all: what belongs together is one answer.
    ///
    /// - Parameters:
    ///   - question: said first.
    ///   - rest: what is said to have more of an answer that is not whole; nil for one that is, or is past mending.
    /// - Returns: the answer's lines; a line that is whole by itself stands for all of it.
    /// - Throws: `DialogueStopped` where input ends.
    package func askAtOnce(_ question: Phrase, rest: (String) -> Phrase?) throws(DialogueStopped) -> String {
        keyboard.begin()
        defer { keyboard.end() }
        var question = question
        var answer = ""
        while true {
            var added = try line(behind: question)
            // What stands behind a whole answer is none of it.
            while rest(added) != nil, keyboard.hasMore() { added += "\n" + (try line(behind: nil)) }
            let all = added.stripped.isEmpty || rest(added) == nil ? added : answer + "\n" + added
            guard !added.stripped.isEmpty else { return answer }
            answer = all
            guard let more = rest(answer) else { return answer }
            question = more
        }
    }

    /// Throws away what was typed or pasted beyond an answer.
    package func discard() { keyboard.discard() }

    /// Says, where Ctrl-C ends the program from here on outside a question, what has become of what was begun.
    package func farewell(_ phrase: Phrase?) {
        keyboard.farewell(
            phrase.map {
                let text = plain($0(language))
                return (wrapping?(text) ?? text)
            })
    }

    /// The next line, whatever is in it.
    private func line(behind question: Phrase?) throws(DialogueStopped) -> String {
        var prompt = ""
        if let question {
            let text = question(language)
            prompt = wrapping?.prompt(text) ?? text + " "
            write(prompt)
        }
        let line = prompt.split(separator: "\n", omittingEmptySubsequences: false).last
        switch keyboard.line(after: line.map(String.init) ?? "") {
        case .text(let line): return line
        case .end, .interrupted: throw DialogueStopped()
        }
    }

    /// One line of at most `limit` bytes; empty where the person has nothing to say.
    package func text(_ question: Phrase, limit: Int) throws(DialogueStopped) -> String {
        while true {
            let answer = try ask(question)
            guard answer.utf8.count > limit else { return answer }
            say(DialogueText.tooLong(bytes: answer.utf8.count, limit: limit))
        }
    }

    /// Lines up to one that holds a single full stop, or to the end of input behind some.
    ///
    /// - Parameters:
    ///   - question: said first.
    ///   - commands: a first line that is one of these is the whole answer.
    /// - Returns: the lines without white space around them.
    /// - Throws: `DialogueStopped` where input ends, with what was typed.
    package func paragraph(_ question: Phrase, or commands: [String] = []) throws(DialogueStopped) -> String {
        keyboard.begin()
        defer { keyboard.end() }
        say(question)
        var lines: [String] = []
        while true {
            switch keyboard.line(after: "") {
            case .text(let line) where lines.isEmpty && commands.contains(line.stripped): return line.stripped
            case .text(let line) where line.stripped != ".": lines.append(line)
            case .end where lines.allSatisfy(\.stripped.isEmpty): throw DialogueStopped()
            case .text, .end: return lines.joined(separator: "\n").stripped
            case .interrupted: throw DialogueStopped(typed: lines.joined(separator: "\n").stripped)
            }
        }
    }

    /// Writes lines a screen at a time, where they are more than the screen has: nothing scrolls off it unread.
    ///
    /// - Parameters:
    ///   - lines: the last of them leave room for a question.
    ///   - more: asked below each screen but the last; whatever is typed goes on.
    ///   - isWish: whether what was typed there ends it instead.
    /// - Returns: what was typed then; nil where all was shown.
    /// - Throws: `DialogueStopped` where input ends.
    package func show(_ lines: [String], more: Phrase, unless isWish: (String) -> Bool)
        throws(DialogueStopped) -> String?
    {
        let broken = lines.flatMap { line in
            (wrapping?(line) ?? line).split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
        }
        let height = rows().map { max($0 - Self.questionRows, Self.questionRows) } ?? broken.count
        var rest = broken[...]
        while true {
            for line in rest.prefix(height) { write(line + "\n") }
            rest = rest.dropFirst(height)
            guard !rest.isEmpty else { return nil }
            let typed = try ask(more)
            if isWish(typed) { return typed }
            clear()
        }
    }

    /// Rows that a question takes below a screen.
    private static let questionRows = 3

    /// Leaves an empty screen, where the terminal can; else nothing happens.
    package func clear() { erase() }

    /// Whether the screen can be emptied with what has scrolled off it.
    package var canWipe: Bool { wiping != nil }

    /// Leaves an empty screen with nothing to scroll back to, where the terminal can.
    package func wipe() { wiping?() }

    /// Asks until the answer is yes or no, in either language.
    ///
    /// - Parameters:
    ///   - question: said without the two answers, which are put behind it.
    ///   - usual: what an empty answer means.
    /// - Returns: whether it is yes.
    /// - Throws: `DialogueStopped` where input ends.
    package func confirm(_ question: Phrase, otherwise usual: Bool) throws(DialogueStopped) -> Bool {
        let choice = DialogueText.yesNo(usual, isSpoken: isSpoken)
        while true {
            switch try ask(DialogueText.question(question, choice)).lowercased() {
            case "": return usual
            case "y", "ya", "yes": return true
            case "t", "tidak", "n", "no": return false
            default: say(DialogueText.yesOrNo)
            }
        }
    }

    /// The position of one choice; nil for none, where `optional`.
    package func choose(_ question: Phrase, among choices: [Phrase], optional: Bool) throws(DialogueStopped)
        -> Int?
    {
        while true {
            let prompt = optional ? DialogueText.optionalNumber : DialogueText.number
            let chosen = try pick(question, among: choices, limit: 1, prompt)
            if let first = chosen.first { return first }
            if optional { return nil }
            say(DialogueText.required)
        }
    }

    /// The positions of up to `limit` choices, in the order given, each once.
    package func several(_ question: Phrase, among choices: [Phrase], limit: Int) throws(DialogueStopped)
        -> [Int]
    {
        try pick(
            question, among: choices, limit: limit,
            limit == 1 ? DialogueText.optionalNumber : DialogueText.numbers)
    }

    private func pick(
        _ question: Phrase, among choices: [Phrase], limit: Int, _ prompt: Phrase
    ) throws(DialogueStopped) -> [Int] {
        say(question)
        for (offset, choice) in choices.enumerated() { say("  \(offset + 1). \(choice(language))") }
        while true {
            let words = try ask(prompt)
                .split { $0 == "," || $0.isWhitespace }
            let numbers = words.compactMap { Int($0) }.filter { (1...max(choices.count, 1)).contains($0) }
            if numbers.count == words.count, Set(numbers).count == numbers.count, numbers.count <= limit {
                return numbers.map { $0 - 1 }
            }
            say(DialogueText.chooseNumbers(count: choices.count, limit: limit))
        }
    }
}

extension String {
    /// Without the white space at both ends.
    package var stripped: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
