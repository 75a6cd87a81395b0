import ArgumentParser
import Console
import Options
import Source
import Verification
import Words

struct PromiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise", abstract: HelpText.promiseAbstract(language),
        discussion: HelpText.promiseDiscussion(language), subcommands: [PromiseVerifyCommand.self])
}

struct PromiseVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: HelpText.promiseAbstract(language),
        discussion: HelpText.promiseDiscussion(language))

    @OptionGroup var promise: PromiseOptions
    @OptionGroup var log: LogOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let terminal = common.terminal
        try await explained(isJSON: common.json) {
            let verification = promise.verification(try log.target, link: log.link)
            verification.site?.warnOfNetwork(Environment.system(language).dialogue)
            let (verdict, written, unwritten) = try await verification.run(now: System.now())
            terminal.answer(verdict.json(evidence: written), verdict.text(language, evidence: written))
            if let unwritten { terminal.note(unwritten.failure.text(language)) }
            if verdict.exitCode != 0 { throw ExitCode(verdict.exitCode) }
        }
    }
}
