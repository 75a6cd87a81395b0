package import ArgumentParser
package import Words

/// Arguments that a program does not take, in the language of this run.
package struct ArgumentMistake: Error {
    /// Of kind `usage`, with the option at fault where one is named.
    package let failure: Failure
    /// How the command is used, and where more is told.
    package let usage: String

    /// Nil where the error is a wish for help or for the version.
    package init?(_ root: (some ParsableCommand).Type, _ error: any Error) {
        guard root.exitCode(for: error) != .success else { return nil }
        let message = root.message(for: error)
        let option = message.split(separator: "'").first { $0.hasPrefix("-") }?.prefix { $0 != " " }
        let first = CommandLine.arguments.dropFirst().first ?? ""
        let isCommand = message == "Unexpected argument '\(first)'"
        failure = Failure(
            .usage, isCommand ? ArgumentWords.unknownCommand(first) : ArgumentWords.mistake(message),
            field: option.map(String.init), limit: ArgumentWords.limit(in: message))
        let rest = root.fullMessage(for: error, columns: Self.unbroken).split(separator: "\n")
            .drop { !$0.hasPrefix("Help: ") && !$0.hasPrefix("Usage: ") }
        usage = ArgumentWords.page(rest.joined(separator: "\n"), language)
    }

    /// The page of help, or the version, that was asked for.
    package static func page(_ root: (some ParsableCommand).Type, _ error: any Error) -> String {
        ArgumentWords.page(root.fullMessage(for: error, columns: unbroken), language)
    }

    /// Lines are broken by `Wrapping`, which knows where they may be.
    private static let unbroken = 100_000
}
