import ArgumentParser
import Console
import Foundation
import Words

@main
struct Kentongan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kentongan", abstract: HelpText.abstract(language),
        discussion: HelpText.discussion(language),
        version: version,
        subcommands: [
            SiteCommand.self, SubmitCommand.self, InboxCommand.self, ReplyCommand.self, AddCommand.self,
            ReceiptCommand.self, PromiseCommand.self, ProveCommand.self, RevealCommand.self,
            PosterCommand.self, DecoyCommand.self,
        ])

    @OptionGroup var common: CommonOptions

    static func main() async {
        Foundation.exit(await Console.status(of: Kentongan.self))
    }
}

/// Says what a failure means before its details are told, and before all that memory cannot be locked.
func explained(isJSON: Bool = false, _ body: () async throws -> Void) async throws {
    if !PrivateMemory.canBeLocked { Terminal.current(json: true).note(FailureText.unlocked(language)) }
    do {
        try await body()
    } catch let stopped as DialogueStopped {
        guard !isJSON else { throw stopped }
        Terminal.current(json: false).note(FailureText.stopped(language))
        throw ExitCode(stopped.kind.rawValue)
    } catch let error as any Explainable {
        if let meaning = FailureText.meaning(of: error.kind) {
            Terminal.current(json: true).note(meaning(language))
        }
        throw error
    }
}
