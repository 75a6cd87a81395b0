/// What a person types answers on.
package protocol Keyboard: Sendable {
    /// Before a question is shown: from here on everything that is typed or pasted is an answer, however long.
    func begin()
    /// The next line.
    ///
    /// - Parameter prompt: what stands before it on its line of the terminal.
    /// - Returns: the line without its end, or why there is none.
    func line(after prompt: String) -> TypedLine
    /// The same, of which nothing is shown.
    func hiddenLine() -> TypedLine
    /// Whether more is there already, as behind a paste; waits a moment for it.
    func hasMore() -> Bool
    /// Throws away what was typed or pasted and not read: else a shell would get it.
    func discard()
    /// After an answer: the terminal is as it was.
    func end()
    /// What is said where Ctrl-C ends the program outside a question; nil for nothing.
    func farewell(_ text: String?)
}

/// What came of waiting for a line.
package enum TypedLine: Equatable, Sendable {
    case text(String)
    /// Input ended: Ctrl-D, or a terminal that went away.
    case end
    /// Ctrl-C.
    case interrupted
}

/// Lines that come from somewhere else than a terminal: a pipe, a test.
struct LineKeyboard: Keyboard {
    /// One line without its end; nil at the end of input.
    let read: @Sendable () -> String?

    func begin() {}
    func line(after prompt: String) -> TypedLine { read().map { .text($0) } ?? .end }
    func hiddenLine() -> TypedLine { line(after: "") }
    func hasMore() -> Bool { false }
    func discard() {}
    func end() {}
    func farewell(_ text: String?) {}
}
