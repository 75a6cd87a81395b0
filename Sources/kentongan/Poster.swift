import ArgumentParser
import Console
import Options
import Source
import Words

struct PosterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poster", abstract: HelpText.posterAbstract(language),
        discussion: HelpText.posterDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.posterOut(language), valueName: "F.html"))
    var out: String

    func run() async throws {
        try await explained(isJSON: common.json) {
            try SavedFile.poster.check(out)
            let poster = try await Poster.make(site.address(), environment: .system(language))
            try poster.save(to: out, in: language)
            common.terminal.answer(poster.json(out), poster.text(out, language))
        }
    }
}
