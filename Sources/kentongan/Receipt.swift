import ArgumentParser
import Console
import Options
import Source
import Verification
import Words

struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: HelpText.receiptAbstract(language),
        discussion: HelpText.receiptDiscussion(language),
        subcommands: [ReceiptSaveCommand.self, ReceiptVerifyCommand.self],
        defaultSubcommand: ReceiptSaveCommand.self)
}

struct ReceiptSaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save", abstract: HelpText.receiptSaveAbstract(language),
        discussion: HelpText.receiptDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.codenameFile(language), valueName: "F|-"))
    var codenameFile: String?

    @Option(name: .long, help: .init(HelpText.receiptOut(language), valueName: "FILE"))
    var out: String

    @Option(name: .long, help: .init(HelpText.receiptPage(language), valueName: "F.html"))
    var page: String?

    @Flag(name: .long, help: .init(HelpText.receiptYes(language)))
    var yes = false

    func run() async throws {
        try await explained(isJSON: common.json) {
            let saving = ReceiptSaving(
                address: try site.address(), output: out, page: page, isConfirmed: yes,
                environment: .system(language))
            let view = try await saving.run(codenameFile: codenameFile)
            var lines = [view.text(language), "\(ReceiptText.saved(language)): \(Foreign(out))"]
            if let page { lines.append("\(ReceiptPageText.saved(language)): \(Foreign(page))") }
            common.terminal.answer(view.receiptJSON(out, page: page), lines.joined(separator: "\n"))
            if view.exitCode != 0 { throw ExitCode(view.exitCode) }
        }
    }
}

struct ReceiptVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: HelpText.receiptVerifyAbstract(language),
        discussion: HelpText.receiptVerifyDiscussion(language))

    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await explained(isJSON: common.json) {
            let check = try receipt.check()
            common.terminal.answer(check.json, check.text(language))
            if check.result != .ok { throw ExitCode(check.result.exitCode) }
        }
    }
}
