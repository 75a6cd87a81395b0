import Glibc
import Synchronization
import Words

/// The keyboard of the terminal on standard input.
///
/// Between `begin` and `end` the terminal gives every byte at once: in its usual mode it drops what a line holds beyond
/// 4,096 bytes, and takes arrow keys for text. What ends the program meanwhile leaves the terminal as it was.
final class TerminalKeyboard: Keyboard {
    /// This process's: what is typed ahead belongs to all questions.
    static let shared = TerminalKeyboard()

    private struct State {
        /// Read, and not yet part of a line.
        var bytes: [UInt8] = []
        var wasReturn = false
        /// Whether anybody was asked anything.
        var wasUsed = false
    }

    private let state = Mutex(State())
    private let isMovable = ["dumb", ""].allSatisfy { $0 != variable("TERM") }

    func begin() {
        state.withLock { $0.wasUsed = true }
        setRaw()
    }

    func end() { restore() }

    func line(after prompt: String) -> TypedLine { line(after: prompt, isShown: true) }

    func hiddenLine() -> TypedLine { line(after: "", isShown: false) }

    private func line(after prompt: String, isShown: Bool) -> TypedLine {
        let wasReturn = state.withLock { $0.wasReturn }
        var editor = LineEditor(
            after: prompt, columns: Screen.columns(2) ?? Wrapping.usual, isMovable: isMovable,
            wasReturn: wasReturn)
        while true {
            var echo = ""
            var line: TypedLine?
            state.withLock { state in
                while line == nil, !state.bytes.isEmpty {
                    let step = editor.take(state.bytes.removeFirst())
                    echo += step.echo
                    line = step.line
                    state.wasReturn = step.isReturn
                }
                // What was typed does not stay in memory that is kept.
                if state.bytes.isEmpty { state.bytes = [] }
            }
            // Of what is hidden only the end of the line shows.
            _ = writeAll(isShown ? echo : line == nil ? "" : "\n", to: 2)
            if let line { return line }
            let more = bytes()
            guard !more.isEmpty else { return .end }
            state.withLock { $0.bytes += more }
        }
    }

    func hasMore() -> Bool {
        if state.withLock({ !$0.bytes.isEmpty }) { return true }
        guard isReadable(within: Self.pasteGap) else { return false }
        let more = bytes()
        state.withLock { state in
            // The second half of a line end is nothing.
            state.bytes += state.wasReturn && more.first == 0x0a ? Array(more.dropFirst()) : more
        }
        return state.withLock { !$0.bytes.isEmpty }
    }

    func farewell(_ text: String?) { Endings.farewell(text) }

    func discard() {
        state.withLock { $0.bytes = [] }
        begin()
        defer { end() }
        // A paste comes in parts; nobody pastes for longer than this.
        for _ in 0..<Self.longestPaste {
            guard isReadable(within: Self.pasteGap), !bytes().isEmpty else { break }
        }
        tcflush(0, TCIFLUSH)
    }

    /// Throws away what was typed, where somebody was asked something.
    static func discardIfUsed() {
        guard shared.state.withLock({ $0.wasUsed }) else { return }
        shared.discard()
    }

    private static let pasteGap: CInt = 100
    private static let longestPaste = 256

    /// At least one byte; none where input ended.
    private func bytes() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe read(0, &buffer, buffer.count)
            if count > 0 { return Array(buffer.prefix(count)) }
            guard count < 0, errno == EINTR else { return [] }
        }
    }

    private func isReadable(within milliseconds: CInt) -> Bool {
        var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&input, 1, milliseconds) > 0 && CInt(input.revents) & POLLIN != 0
    }
}

private func variable(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

/// The terminal as it was; nil while it is so.
///
/// A signal's handler reads it.
nonisolated(unsafe) private var usual: termios?

/// What ends the program leaves the terminal as it was.
private func restoreAtEnd() {
    guard var mode = unsafe usual else { return }
    _ = unsafe tcsetattr(0, TCSANOW, &mode)
}

private func setRaw() {
    var mode = termios()
    guard unsafe usual == nil, unsafe tcgetattr(0, &mode) == 0 else { return }
    Endings.watch(first: restoreAtEnd)
    unsafe usual = mode
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    mode.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | IXON | ISTRIP)
    mode.c_cc.5 = 0
    mode.c_cc.6 = 1
    _ = unsafe tcsetattr(0, TCSADRAIN, &mode)
}

private func restore() {
    guard var mode = unsafe usual else { return }
    _ = unsafe tcsetattr(0, TCSADRAIN, &mode)
    unsafe usual = nil
}
