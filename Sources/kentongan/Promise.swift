import ArgumentParser
import Cases
import Client
import Console

struct PromiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise", abstract: HelpText.promiseAbstract(language),
        discussion: HelpText.promiseDiscussion(language), subcommands: [PromiseVerifyCommand.self])
}

struct PromiseVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: HelpText.promiseAbstract(language),
        discussion: HelpText.promiseDiscussion(language))

    @Argument(help: .init(HelpText.promiseFile(language), valueName: "FILE"))
    var file: String

    @Option(name: .long, help: .init(HelpText.site(language), valueName: "L"))
    var site: String?

    @Option(name: .long, help: .init(HelpText.tiles(language), valueName: "DIR"))
    var tiles: String?

    @Option(name: .long, help: .init(HelpText.vkey(language), valueName: "F"))
    var vkey: String?

    @Option(name: .long, help: .init(HelpText.promiseLink(language), valueName: "L"))
    var link: String?

    @Option(name: .long, help: .init(HelpText.evidence(language), valueName: "OUT"))
    var evidence: String?

    @Option(name: .long, help: .init(HelpText.proxy(language), valueName: "URL"))
    var proxy: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard site == nil || tiles == nil else {
            throw ValidationError(
                Phrase("Berikan --site atau --tiles, bukan keduanya.", "Give --site or --tiles, not both.")(
                    language))
        }
        guard site == nil || vkey == nil else {
            throw ValidationError(
                Phrase("--vkey untuk --tiles.", "--vkey is for --tiles.")(language))
        }
    }

    func run() async throws {
        let terminal = common.terminal
        try await explained {
            let verification = PromiseVerification(
                path: file, source: try source(), link: link, evidence: evidence)
            verification.warn(Environment.system(language).dialogue)
            let (verdict, written, unwritten) = try await verification.run(now: System.now())
            terminal.answer(verdict.json(evidence: written), verdict.text(language, evidence: written))
            if let unwritten { terminal.note(plain(unwritten.message)) }
            if verdict.exitCode != 0 { throw ExitCode(verdict.exitCode) }
        }
    }

    private func source() throws(Failure) -> PromiseSource? {
        if let tiles { return .tiles(tiles, logKey: vkey, link: link) }
        guard let site else { return nil }
        return .site(try SiteAddress(site: site, proxy: proxy))
    }
}
