import ArgumentParser
import Console
import Foundation
import Options
import Verification
import Words

@main
struct Monitor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kentongan-monitor",
        abstract: Phrase(
            "Untuk petugas jaga, LSM, wartawan: apakah log masih utuh dan tepat waktu?",
            "For the engineer on call, an NGO, a journalist: is the log still whole and on time?")(language),
        discussion: Phrase(
            """
            Dijalankan berkala oleh Nagios, Icinga atau cron; satu baris keluaran, kode keluar 0 OK, 1 WARNING,
            2 CRITICAL, 3 UNKNOWN:
              kentongan-monitor check --site site.link --state log.state
            Berkas --state mengingat log yang terakhir diperiksa: tanpa itu, log yang diputar mundur tidak ketahuan.
            Kunci, instansi, atau saksi yang berubah sejak itu: WARNING, sampai --acknowledge.

            Lebih dari melihat: menjadi saksi, yang ikut menandatangani log selama log itu hanya bertambah:
              kentongan-monitor witness keygen --name saksi.contoh.id/w1 --dir saksi
              kentongan-monitor witness --dir saksi --log log.vkey --listen 127.0.0.1:8765
            """,
            """
            Run it now and then from Nagios, Icinga or cron; one line of output, exit code 0 OK, 1 WARNING,
            2 CRITICAL, 3 UNKNOWN:
              kentongan-monitor check --site site.link --state log.state
            The --state file remembers the log checked last: without it a log that was rolled back does not show.
            Keys, agencies or witnesses that changed since then: WARNING, until --acknowledge.

            More than looking: be a witness, who cosigns the log as long as it only grows:
              kentongan-monitor witness keygen --name witness.example.org/w1 --dir witness
              kentongan-monitor witness --dir witness --log log.vkey --listen 127.0.0.1:8765
            """)(language),
        version: version,
        subcommands: [Check.self, MonitorServe.self, CheckPromise.self, Witness.self])

    @OptionGroup var common: CommonOptions

    /// Exit codes are those of monitoring plugins, whatever happens.
    static func main() async {
        PrivateMemory.begin()
        StandardOutput.prepare()
        let terminal = Terminal.current(json: programArguments.contains("--json"))
        let status = await status(terminal)
        guard let error = StandardOutput.error else { Foundation.exit(status) }
        terminal.note(error.failure.text(language))
        Foundation.exit(MonitorOutput.Status.unknown.rawValue)
    }

    private static func status(_ terminal: Terminal) async -> Int32 {
        do {
            var command = try Monitor.parseAsRoot(Array(programArguments.dropFirst()))
            try StandardOutput.check()
            if let check = command as? Check { return await check.status() }
            if let check = command as? CheckPromise { return await check.status() }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return 0
        } catch let error as any Explainable {
            terminal.report(error.failure)
            return MonitorOutput.Status.unknown.rawValue
        } catch {
            guard let mistake = ArgumentMistake(Monitor.self, error) else {
                terminal.teach(ArgumentMistake.page(Monitor.self, error))
                return 0
            }
            terminal.report(mistake.failure)
            if !terminal.json { terminal.teach(mistake.usage, .notes) }
            terminal.say(MonitorOutput(.unknown, mistake.failure.text(language)).line)
            return MonitorOutput.Status.unknown.rawValue
        }
    }
}

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Memeriksa log satu kali.", "Check the log once.")(language))

    @OptionGroup var log: StoredLogOptions

    @OptionGroup var checking: CheckOptions
    @OptionGroup var changes: ChangeOptions
    @OptionGroup var common: CommonOptions

    /// Checks, says so, and gives the exit code.
    func status() async -> Int32 {
        let output: MonitorOutput
        do {
            output = try await checking.look(log, acknowledges: changes.acknowledge).run()
        } catch {
            output = MonitorOutput(error.failure, language)
        }
        common.terminal.answer(output.json, output.text)
        return output.status.rawValue
    }
}
