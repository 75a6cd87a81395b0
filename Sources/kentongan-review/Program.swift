import ArgumentParser
import Cases
import Client
import Console
import Foundation

/// The language of this run, known before anything is parsed so that `--help` speaks it too.
let language = spokenLanguage(
    CommandLine.arguments, environment: ProcessInfo.processInfo.environment, otherwise: .english)

/// A help text in the language of this run.
func say(_ indonesian: String, _ english: String) -> ArgumentHelp {
    ArgumentHelp(Phrase(indonesian, english)(language))
}

/// Runs a command line and gives its exit code; errors are told as the command-line contract says.
func run<Root: AsyncParsableCommand>(_: Root.Type) async -> Int32 {
    let isJSON = CommandLine.arguments.contains("--json")
    let terminal = Terminal(
        json: isJSON, language: language, environment: ProcessInfo.processInfo.environment)
    do {
        var command = try Root.parseAsRoot()
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
        return 0
    } catch let code as ExitCode {
        return code.rawValue
    } catch let failure as Failure {
        terminal.report(failure)
        return failure.kind.rawValue
    } catch {
        let text = Root.fullMessage(for: error)
        guard Root.exitCode(for: error) != .success else {
            print(text)
            return 0
        }
        if isJSON {
            terminal.report(Failure(.usage, Root.message(for: error)))
        } else {
            terminal.note(text)
        }
        return Failure.Kind.usage.rawValue
    }
}

extension Language: ExpressibleByArgument {}

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Flag(help: say("Jawaban sebagai satu objek JSON.", "Answer with one JSON object."))
    var json = false

    @Option(help: say("Bahasa: id atau en.", "Language: id or en."))
    var lang: Language?

    var terminal: Terminal {
        Terminal(json: json, language: language, environment: ProcessInfo.processInfo.environment)
    }
}
