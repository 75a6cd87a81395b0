import ArgumentParser
import Options
import Storage
import Console
import Foundation
import Verification
import Words

struct CheckPromise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Menilai janji yang tersimpan: menunggu, ditepati, atau dilanggar.",
            "Judge a saved promise: pending, kept, or broken.")(language),
        discussion: Phrase(
            """
              kentongan-monitor check-promise janji --site site.link
              kentongan-monitor check-promise janji --tiles DIR --vkey log.vkey --link site.link
              kentongan-monitor check-promise janji.evidence --link site.link
            Kode keluar: 0 menunggu atau ditepati; 2 dilanggar, atau berkas pelanggaran janji yang berlaku; 3 tidak dapat dinilai.
            """,
            """
              kentongan-monitor check-promise promise --site site.link
              kentongan-monitor check-promise promise --tiles DIR --vkey log.vkey --link site.link
              kentongan-monitor check-promise promise.evidence --link site.link
            Exit codes: 0 pending or kept; 2 broken, or evidence that holds; 3 cannot be judged.
            """)(language))

    @OptionGroup var promise: PromiseOptions
    @OptionGroup var log: StoredLogOptions
    @OptionGroup var common: CommonOptions

    /// Judges, says so, and gives the exit code.
    func status() async -> Int32 {
        let outcome: (output: MonitorOutput, json: JSON)
        do { outcome = try await check() } catch {
            // Whoever is at fault: nothing is known of the promise.
            let output = MonitorOutput(.unknown, error.failure.text(language))
            outcome = (output, output.json)
        }
        common.terminal.answer(outcome.json, outcome.output.line)
        return outcome.output.status.rawValue
    }

    private func check() async throws(VerificationError) -> (MonitorOutput, JSON) {
        let target = try log.target(open: StoredLogSource.init)
        let verification = promise.verification(target, link: log.shown.link)
        let (verdict, written, unwritten) = try await verification.run(now: System.now())
        if let unwritten { common.terminal.note(unwritten.failure.text(language)) }
        let output = MonitorOutput(verdict, evidence: written, language: language)
        return (output, output.json(verdict.json(evidence: written)))
    }
}
