import ArgumentParser
import Cases
import Client
import Console
import Foundation

/// The language is needed before the arguments are read, for the help.
let language = spokenLanguage(
    CommandLine.arguments, environment: ProcessInfo.processInfo.environment, otherwise: .indonesian)

@main
enum Program {
    static func main() async {
        do {
            var command = try Kentongan.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            report(failure)
        } catch {
            let code = Kentongan.exitCode(for: error)
            if code == .validationFailure, CommandLine.arguments.contains("--json") {
                report(Failure(.usage, Kentongan.message(for: error)))
            }
            Kentongan.exit(withError: error)
        }
    }

    private static func report(_ failure: Failure) -> Never {
        let isJSON = CommandLine.arguments.contains("--json")
        let terminal = Terminal(
            json: isJSON, language: language, environment: ProcessInfo.processInfo.environment)
        terminal.note(FailureText.meaning(of: failure.kind)(language))
        terminal.report(failure)
        Foundation.exit(failure.kind.rawValue)
    }
}

struct Kentongan: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "kentongan", abstract: HelpText.abstract(language),
            discussion: HelpText.discussion(language), version: "0.1.0",
            subcommands: [SiteCommand.self, SubmitCommand.self, InboxCommand.self])
    }
}
