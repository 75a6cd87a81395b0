package import ArgumentParser
import Foundation
package import Words

/// The language of this run, known before anything is parsed so that `--help` speaks it too: `--lang`, else the
/// environment, else Indonesian for the sources' program and English for the others.
package let language = spokenLanguage(
    programArguments, environment: ProcessInfo.processInfo.environment,
    otherwise: programName == "kentongan" ? .indonesian : .english)

/// Of this product; the protocol has its own numbers.
package let version = "0.1.0"

extension Language: ExpressibleByArgument {}

/// What every command takes.
package struct CommonOptions: ParsableArguments {
    /// Whether answers are JSON objects.
    @Flag(help: say("Jawaban sebagai satu objek JSON.", "Answer with one JSON object."))
    package var json = false

    /// Known before arguments are parsed, see `language`; here only so that it is taken and listed.
    @Option(help: say("Bahasa: id atau en.", "Language: id or en.", value: "id|en"))
    package var lang: Language?

    /// As argument parsing needs it: nothing given.
    package init() {}

    /// Answers as these options ask.
    package var terminal: Terminal { Terminal.current(json: json) }
}

extension Terminal {
    /// This process's, in the language of this run.
    package static func current(json: Bool) -> Terminal {
        Terminal(json: json, language: Console.language, environment: ProcessInfo.processInfo.environment)
    }
}

/// Runs a command line, its memory kept private, and gives its exit code; errors are told as the command-line contract says.
///
/// Nothing is begun where standard output cannot be written, and what did not get out is an error at the end.
package func status<Root: ParsableCommand>(of root: Root.Type) async -> Int32 {
    PrivateMemory.begin()
    StandardOutput.prepare()
    let terminal = Terminal.current(json: programArguments.contains(CommonOption.json))
    let status = await status(of: root, terminal)
    if status != 0 { TerminalKeyboard.discardIfUsed() }
    guard let error = StandardOutput.error else { return status }
    terminal.report(error.failure)
    return error.kind.rawValue
}

private func status<Root: ParsableCommand>(of _: Root.Type, _ terminal: Terminal) async -> Int32 {
    do {
        var command = try Root.parseAsRoot(Array(programArguments.dropFirst()))
        // The end says so.
        guard (try? StandardOutput.check()) != nil else { return 0 }
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
        return 0
    } catch let code as ExitCode {
        return code.rawValue
    } catch let error as any Explainable {
        terminal.report(error.failure)
        return error.kind.rawValue
    } catch {
        guard let mistake = ArgumentMistake(Root.self, error) else {
            terminal.teach(ArgumentMistake.page(Root.self, error))
            return 0
        }
        terminal.report(mistake.failure)
        if !terminal.json { terminal.teach(mistake.usage, .notes) }
        return Failure.Kind.usage.rawValue
    }
}

private let programName = programArguments.first.map { ($0 as NSString).lastPathComponent } ?? ""
