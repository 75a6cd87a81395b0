import Foundation
package import Words

/// What a client program has from outside itself.
///
/// Everything below takes these as parameters.
package struct Environment: Sendable {
    /// Seconds since 1970.
    package var now: @Sendable () -> UInt64
    /// Random bytes fit for keys.
    package var random: @Sendable (_ count: Int) -> [UInt8]
    /// Waits so many seconds, to a full one.
    package var wait: @Sendable (_ seconds: UInt64) async -> Void
    /// The person who is asked and told.
    package var dialogue: Dialogue

    /// Takes clock, randomness and person as they are; a test gives its own.
    package init(
        now: @escaping @Sendable () -> UInt64, random: @escaping @Sendable (Int) -> [UInt8],
        wait: @escaping @Sendable (UInt64) async -> Void = System.wait,
        dialogue: Dialogue
    ) {
        self.now = now
        self.random = random
        self.wait = wait
        self.dialogue = dialogue
    }

    /// The system's clock and randomness, and the person at the terminal.
    package static func system(_ language: Language) -> Environment {
        Environment(
            now: System.now, random: System.random, dialogue: .system(language))
    }
}

extension Dialogue {
    /// Questions go to standard error, so that standard output holds answers only.
    package static func system(_ language: Language) -> Dialogue {
        let isInteractive = isatty(0) == 1 && isatty(2) == 1
        let canErase = isInteractive && Screen.canBeErased
        let wiping: @Sendable () -> Void = { _ = writeAll(Screen.wiping, to: 2) }
        return Dialogue(
            language: language, isInteractive: isInteractive,
            keyboard: isInteractive
                ? TerminalKeyboard.shared : LineKeyboard { readLine(strippingNewline: true) },
            wrapping: Screen.wrapping(2, environment: ProcessInfo.processInfo.environment),
            erase: { if canErase { _ = writeAll(Screen.erasing, to: 2) } },
            wiping: canErase ? wiping : nil,
            rows: { isInteractive ? Screen.rows(2) : nil }, isSpoken: isInteractive && !canErase,
            write: { text in _ = writeAll(text, to: 2) })
    }
}
