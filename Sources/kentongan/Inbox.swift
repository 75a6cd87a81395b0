import ArgumentParser
import Console
import Options
import Sealing
import Source
import Verification
import Visit
import Words

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
        name: .long, parsing: .singleValue, help: .init(HelpText.message(language), valueName: "N"),
        transform: whole(0...UInt32.max)
    )
    var message: [UInt32] = []

    @Option(name: .long, help: .init(HelpText.reason(language), valueName: "CODE"))
    var reason: String?

    func validate() throws {
        if !message.isEmpty, reason != nil { throw ValidationError(HelpText.oneReading(language)) }
    }

    func run() async throws {
        try await explained(isJSON: common.json) {
            if let saveReceipt { try SavedFile.inboxReceipt.check(saveReceipt) }
            let (address, environment) = (try site.address(), Environment.system(language))
            let codename = try Codename(file: codenameFile, dialogue: environment.dialogue)
            let readings = reason.map { [.reason($0)] } ?? message.map { Reading.message($0) }
            let view: InboxView
            do {
                view = try await Inbox(address: address, environment: environment)
                    .view(codename, readings: readings.isEmpty ? [.newest] : readings)
            } catch let partly as PartlyRead { throw show(partly) }
            show(view)
            if let saveReceipt {
                environment.dialogue.say(ReceiptText.warning)
                try view.saveReceipt(to: saveReceipt)
            }
            var status = view.exitCode
            if environment.dialogue.isInteractive, !common.json {
                var conversation = InboxConversation(
                    behind: view, codename, address: address, environment: environment)
                status = try await conversation.run(show: show)
            }
            if status != 0 { throw ExitCode(status) }
        }
    }

    private func show(_ view: InboxView) { common.terminal.answer(view.json, view.text(language)) }

    /// What was read; then what is thrown, which is told already where an object can hold both.
    private func show(_ partly: PartlyRead) -> any Error {
        guard common.json, let cause = partly.cause as? any Explainable else {
            show(partly.view)
            return partly.cause
        }
        common.terminal.answer(partly.json(cause.failure, language), "")
        let notes = Terminal.current(json: false)
        if let meaning = FailureText.meaning(of: cause.kind) { notes.note(meaning(language)) }
        notes.report(cause.failure)
        return ExitCode(cause.kind.rawValue)
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

    @Option(name: .long, parsing: .singleValue, help: .init(HelpText.to(language), valueName: "CODE"))
    var to: [String] = []

    @Option(name: .long, help: .init(HelpText.messageFile(language), valueName: "F|-"))
    var messageFile: String?

    @Option(
        name: .long, help: .init(HelpText.answers(language), valueName: "N"), transform: whole(0...UInt32.max)
    )
    var answers: UInt32?

    func validate() throws {
        if to.isEmpty, answers != nil { throw ValidationError(HelpText.answersWhom(language)) }
    }

    func run() async throws {
        try await explained(isJSON: common.json) {
            let promises = try await send(to: try site.address(), Environment.system(language))
            common.terminal.answer(promises.json, promises.text(language))
        }
    }

    private func send(to address: SiteAddress, _ environment: Environment) async throws -> AnswerPromises {
        guard !to.isEmpty else {
            return try await AnsweringNewest(address: address, environment: environment)
                .run(codenameFile: codenameFile, messageFile: messageFile)
        }
        return try await Answering(address: address, environment: environment)
            .run(codenameFile: codenameFile, messageFile: messageFile, to: to, answers: answers)
    }
}
