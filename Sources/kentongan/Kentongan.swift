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
            SiteCommand.self, SubmitCommand.self, InboxCommand.self, ReplyCommand.self, ReceiptCommand.self,
            PromiseCommand.self, DecoyCommand.self,
        ])

    static func main() async {
        Foundation.exit(await Console.status(of: Kentongan.self))
    }
}

/// Says what a failure means before its details are told.
func explained(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as any Explainable {
        Terminal.current(json: true).note(FailureText.meaning(of: error.kind)(language))
        throw error
    }
}
