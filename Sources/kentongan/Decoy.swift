import ArgumentParser
import Console
import Options
import Source
import Words

struct DecoyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decoy", abstract: HelpText.decoyAbstract(language),
        discussion: HelpText.decoyDiscussion(language))

    @OptionGroup var site: SourceOptions
    @OptionGroup var common: CommonOptions

    @Option(name: .long, help: .init(HelpText.schedule(language), valueName: "RATE"))
    var schedule: String?

    func run() async throws {
        try await explained(isJSON: common.json) {
            let (address, environment) = (try site.address(), Environment.system(language))
            guard let schedule else {
                let visits = CommandVisits(address, environment: environment)
                let began = environment.now()
                try await visits.decoy(behind: try await visits.look(), began: began)
                common.terminal.answer(["decoy": true], HelpText.decoyDone(language))
                return
            }
            guard let rate = VisitRate(schedule) else {
                throw Failure(.usage, DecoyText.noRate(schedule), field: SourceOption.schedule)
            }
            let tally = await untilTold {
                await DecoySchedule(rate, address: address, environment: environment).run()
            }
            common.terminal.answer(
                ["decoys": JSON(tally.done), "failed": JSON(tally.failed)],
                DecoyText.ended(done: tally.done, failed: tally.failed)(language))
        }
    }
}
