import ArgumentParser
import Client
import Console
import Sealing

struct SiteCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "site", abstract: HelpText.siteAbstract(language),
            discussion: HelpText.siteDiscussion(language))
    }

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let view = try await SiteView.visit(
            common.link(), proxy: common.throughProxy(), environment: .system(language))
        common.terminal.answer(view.json, view.text(language))
    }
}

struct SubmitCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "submit", abstract: HelpText.submitAbstract(language),
            discussion: HelpText.submitDiscussion(language))
    }

    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.from(language), valueName: "F"))
    var from: String?

    @Option(name: .long, parsing: .singleValue, help: .init(HelpText.attach(language), valueName: "F"))
    var attach: [String] = []

    @Option(name: .long, parsing: .singleValue, help: .init(HelpText.exclude(language), valueName: "CODE"))
    var exclude: [String] = []

    @Option(name: .long, parsing: .singleValue, help: .init(HelpText.include(language), valueName: "CODE"))
    var include: [String] = []

    @Flag(name: .long, help: .init(HelpText.yes(language)))
    var yes = false

    @Option(name: .long, help: .init(HelpText.savePromise(language), valueName: "F"))
    var savePromise: String?

    func run() async throws {
        var options = Submission.Options(link: try common.link(), proxy: try common.throughProxy())
        options.from = from
        options.attach = attach
        options.exclude = exclude
        options.include = include
        options.yes = yes
        options.savePromise = savePromise
        try await Submission(options, environment: .system(language), terminal: common.terminal).run()
    }
}

struct InboxCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inbox", abstract: HelpText.inboxAbstract(language),
            discussion: HelpText.inboxDiscussion(language))
    }

    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.codenameFile(language), valueName: "F|-"))
    var codenameFile: String?

    func run() async throws {
        let environment = Environment.system(language)
        let link = try common.link()
        let proxy = try common.throughProxy()
        let codename = try Codename(file: codenameFile, dialogue: environment.dialogue)
        let view = try await Inbox(link: link, proxy: proxy, environment: environment).view(codename)
        common.terminal.answer(view.json, view.text(language))
        if view.exitCode != 0 { throw ExitCode(view.exitCode) }
    }
}
