import ArgumentParser
import Console
import Options
import Source
import Words

struct ProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: HelpText.proveAbstract(language),
        discussion: HelpText.proveDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.codenameFile(language), valueName: "F|-"))
    var codenameFile: String?

    @Option(name: .long, help: .init(HelpText.statementFile(language), valueName: "F|-"))
    var statementFile: String?

    @Option(name: .long, help: .init(HelpText.proveOut(language), valueName: "F"))
    var out: String

    func run() async throws {
        try await explained(isJSON: common.json) {
            let proving = Proving(
                address: try site.address(), output: out, environment: .system(language))
            let saved = try await proving.run(codenameFile: codenameFile, statement: statementFile)
            common.terminal.answer(saved.json, saved.text(language))
        }
    }
}
