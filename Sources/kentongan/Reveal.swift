import ArgumentParser
import Console
import Options
import Source
import Words

struct RevealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal", abstract: HelpText.revealAbstract(language),
        discussion: HelpText.revealDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.codenameFile(language), valueName: "F|-"))
    var codenameFile: String?

    @Option(name: .long, help: .init(HelpText.revealTo(language), valueName: "CODE"))
    var to: String

    @Option(name: .long, help: .init(HelpText.identityFile(language), valueName: "F|-"))
    var identityFile: String?

    @Flag(name: .long, help: .init(HelpText.receiptYes(language)))
    var yes = false

    func run() async throws {
        try await explained(isJSON: common.json) {
            let revealing = Revealing(
                address: try site.address(), agency: to, isConfirmed: yes, environment: .system(language))
            let promises = try await revealing.run(codenameFile: codenameFile, identity: identityFile)
            common.terminal.answer(promises.json, promises.text(language))
        }
    }
}
