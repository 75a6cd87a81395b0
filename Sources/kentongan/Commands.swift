import ArgumentParser
import Console
import Options
import Source
import Visit
import Words

struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: HelpText.siteAbstract(language),
        discussion: HelpText.siteDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.saveDescriptor(language), valueName: "F"))
    var saveDescriptor: String?

    func run() async throws {
        try await explained(isJSON: common.json) {
            if let saveDescriptor { try SavedFile.descriptor.check(saveDescriptor) }
            let terminal = common.terminal
            var isShown = false
            let view = try await SiteView.visit(site.address(), environment: .system(language)) { view in
                terminal.answer(view.json, view.text(language))
                isShown = true
            }
            if let saveDescriptor { try view.saveDescriptor(to: saveDescriptor) }
            if !isShown { terminal.answer(view.json, view.text(language)) }
            if view.exitCode != 0 { throw ExitCode(view.exitCode) }
        }
    }
}

struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: HelpText.submitAbstract(language),
        discussion: HelpText.submitDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.from(language), valueName: "F"))
    var from: String?

    @Option(name: .long, parsing: .singleValue, help: .init(HelpText.attach(language), valueName: "F"))
    var attach: [String] = []

    @OptionGroup var evidence: EvidenceOptions

    @Option(name: .long, parsing: .singleValue, help: .init(HelpText.exclude(language), valueName: "CODE"))
    var exclude: [String] = []

    @Option(name: .long, parsing: .singleValue, help: .init(HelpText.include(language), valueName: "CODE"))
    var include: [String] = []

    @Option(name: .long, help: .init(HelpText.calendar(language), valueName: "F"))
    var calendar: String?

    @Flag(name: .long, help: .init(HelpText.yes(language)))
    var yes = false

    @Option(name: .long, help: .init(HelpText.savePromise(language), valueName: "F"))
    var savePromise: String?

    func run() async throws {
        let terminal = common.terminal
        try await explained(isJSON: common.json) {
            var options = Submission.Options(site: try site.address())
            options.from = from
            options.attach = attach
            options.evidence = evidence.choices(isAsking: false)
            options.exclude = exclude
            options.include = include
            options.calendar = calendar
            options.yes = yes
            options.savePromise = savePromise
            try await Submission(options, environment: .system(language), isJSON: terminal.json) {
                json, text in
                terminal.answer(json, text)
            }.run()
        }
    }
}
