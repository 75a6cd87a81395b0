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

struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: HelpText.inboxAbstract(language),
        discussion: HelpText.inboxDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.codenameFile(language), valueName: "F|-"))
    var codenameFile: String?

    @Option(name: .long, help: .init(HelpText.saveReceipt(language), valueName: "F"))
    var saveReceipt: String?

    @Option(
        name: .long, help: .init(HelpText.message(language), valueName: "N"), transform: whole(0...UInt32.max)
    )
    var message: UInt32?

    @Option(name: .long, help: .init(HelpText.reason(language), valueName: "CODE"))
    var reason: String?

    func validate() throws {
        if message != nil, reason != nil { throw ValidationError(HelpText.oneReading(language)) }
    }

    func run() async throws {
        try await explained(isJSON: common.json) {
            if let saveReceipt { try SavedFile.inboxReceipt.check(saveReceipt) }
            let inbox = Inbox(address: try site.address(), environment: .system(language))
            let reading = message.map { Reading.message($0) } ?? reason.map { .reason($0) } ?? .newest
            let view = try await inbox.view(codenameFile: codenameFile, reading: reading)
            common.terminal.answer(view.json, view.text(language))
            if let saveReceipt {
                Environment.system(language).dialogue.say(ReceiptText.warning)
                try view.saveReceipt(to: saveReceipt)
            }
            if view.exitCode != 0 { throw ExitCode(view.exitCode) }
        }
    }
}

struct ReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: HelpText.replyAbstract(language),
        discussion: HelpText.replyDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.codenameFile(language), valueName: "F|-"))
    var codenameFile: String?

    @Option(name: .long, help: .init(HelpText.to(language), valueName: "CODE"))
    var to: String

    @Option(name: .long, help: .init(HelpText.messageFile(language), valueName: "F|-"))
    var messageFile: String?

    @Option(
        name: .long, help: .init(HelpText.answers(language), valueName: "N"), transform: whole(0...UInt32.max)
    )
    var answers: UInt32?

    func run() async throws {
        try await explained(isJSON: common.json) {
            let environment = Environment.system(language)
            let text = try OwnText.answer.read(
                messageFile, besides: codenameFile, dialogue: environment.dialogue)
            var draft = ReplyDraft(text: text, agency: to)
            if let answers { draft.lastSeen = answers }
            let promise = try await Answering(address: try site.address(), environment: environment)
                .send(codenameFile: codenameFile, draft)
            common.terminal.answer(promise.json, promise.text(language))
        }
    }
}
