import ArgumentParser
import Console
import Options
import Source
import Words

struct AddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: HelpText.addAbstract(language),
        discussion: HelpText.addDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.codenameFile(language), valueName: "F|-"))
    var codenameFile: String?

    @Option(name: .long, parsing: .singleValue, help: .init(HelpText.attach(language), valueName: "F"))
    var attach: [String] = []

    @Option(name: .long, help: .init(HelpText.noteFile(language), valueName: "F|-"))
    var noteFile: String?

    @OptionGroup var evidence: EvidenceOptions

    func run() async throws {
        try await explained(isJSON: common.json) {
            let note = try NoteText.read(noteFile, besides: codenameFile)
            let environment = Environment.system(language)
            let choices = evidence.choices(isAsking: environment.dialogue.isInteractive)
            let promise = try await Adding(address: try site.address(), environment: environment).send(
                codenameFile: codenameFile, paths: attach, note: note,
                intake: EvidenceIntake(choices, environment: environment))
            common.terminal.answer(promise.json, promise.text(language))
        }
    }
}
