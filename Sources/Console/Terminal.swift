import Foundation
package import Words

/// How a program speaks: answers to standard output, everything else to standard error.
///
/// It is the one way out: whatever is said goes through `plain`, and only colours and the line of progress are added
/// behind that.
package struct Terminal: Sendable {
    /// Whether answers are JSON objects.
    package let json: Bool
    /// What answers for people are in.
    package let language: Language
    private let colour: Bool
    private let wrappings: [Stream: Wrapping]
    private let output: @Sendable (String, Stream) -> Bool

    /// Where text goes.
    package enum Stream: Sendable {
        /// Standard output.
        case answers
        /// Standard error.
        case notes
    }

    /// Decides on colours once.
    ///
    /// - Parameters:
    ///   - json: whether answers are JSON objects.
    ///   - language: what answers for people are in.
    ///   - environment: `NO_COLOR` set to anything, or `TERM` as `dumb`, turns colours off; else they need a
    ///     terminal. `COLUMNS` is how wide lines for people may be.
    ///   - write: takes what is said, as it is to be shown; false where it did not get out. A test reads it.
    package init(
        json: Bool, language: Language, environment: [String: String],
        write: @escaping @Sendable (String, Stream) -> Bool = { text, stream in
            stream == .answers ? StandardOutput.write(text) : writeAll(text, to: 2) == 0
        }
    ) {
        output = write
        self.json = json
        self.language = language
        wrappings = [
            .answers: Screen.wrapping(1, environment: environment),
            .notes: Screen.wrapping(2, environment: environment),
        ].compactMapValues(\.self)
        colour = environment["NO_COLOR"] == nil && environment["TERM"] != "dumb" && isatty(1) == 1
    }

    /// One answer: an object where JSON was asked for, else lines for people.
    ///
    /// - Parameters:
    ///   - object: for scripts.
    ///   - text: for people.
    /// - Returns: whether it got out; where it did not, the program ends with 74 whatever else happens.
    @discardableResult
    package func answer(_ object: @autoclosure () -> JSON, _ text: @autoclosure () -> String) -> Bool {
        write((json ? plain(object().text) : wrapped(text(), .answers)) + "\n", .answers)
    }

    /// One answer that is the same whatever was asked for: a version, a line that another program reads.
    package func say(_ text: String) {
        write(plain(text) + "\n", .answers)
    }

    /// A page of help: as wide as the terminal, and never wider than a page.
    package func teach(_ page: String, _ stream: Stream = .answers) {
        let wrapping = wrappings[stream] ?? Wrapping(columns: Wrapping.usual)
        write(wrapping(plain(page)) + "\n", stream)
    }

    /// Progress and advice; never part of an answer.
    package func note(_ text: String) {
        write(wrapped(text, .notes) + "\n", .notes)
    }

    @discardableResult
    private func write(_ text: String, _ stream: Stream) -> Bool { output(text, stream) }

    private func wrapped(_ text: String, _ stream: Stream) -> String {
        let text = plain(text)
        return wrappings[stream].map { $0(text) } ?? text
    }

    /// Tells an error: as the object `error` of the command-line contract where JSON was asked for, and as a line in
    /// any case.
    package func report(_ failure: Failure) {
        let label = OutcomeWords.error(language)
        let line = wrapped("\(label): \(failure.text(language))", .notes)
        guard json else {
            write(paint("\(label):", .red, on: 2) + line.dropFirst(label.count + 1) + "\n", .notes)
            return
        }
        let error: JSON = ["error": failure.json(language)]
        write(error.text + "\n", .answers)
        write(line + "\n", .notes)
    }

    /// SGR parameters (ECMA-48).
    package enum Paint: String, Sendable {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case bold = "1"
    }

    /// The text in a colour where colours are on and `descriptor` is a terminal; else as it is.
    package func paint(_ text: String, _ paint: Paint, on descriptor: Int32 = 1) -> String {
        guard colour, isatty(descriptor) == 1 else { return text }
        return "\u{1b}[\(paint.rawValue)m\(text)\u{1b}[0m"
    }
}
