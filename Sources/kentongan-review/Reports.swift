import ArgumentParser
import CaseStore
import Console
import Foundation
import Review
import Sealing
import Verification
import Words

struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Membuka satu laporan ke dalam folder.", "Open one report into a folder.")(language),
        discussion: Phrase(
            """
            Menulis envelope.age, report.txt, report.json, evidence/NN-nama dan manifest.json. Nama berkas dari pelapor dibuat aman;
            nama aslinya ada di manifest.json. Bukti bisa berbahaya: buka hanya di komputer yang terpisah.
            """,
            """
            Writes envelope.age, report.txt, report.json, evidence/NN-name and manifest.json. File names from the source are made
            harmless; manifest.json has the original ones. Evidence can be hostile: look at it on a computer set apart.
            """)(language))

    @OptionGroup var report: CaseArgument

    @Option(help: say("Folder baru atau kosong.", "A folder that is new or empty."))
    var out: String

    @Option(
        help: say(
            "Kalender pemilihan sendiri (TOML), untuk tahap pemilihan.",
            "Your own calendar of elections (TOML), for the stage of the election."))
    var calendar: String?

    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let opened: OpenedCase
        if let store = try origin.opened(for: "open") {
            defer { store.store.close() }
            opened = try await ReviewOpen.run(
                report.id, store: store, path: out, language: language, calendar: calendar)
        } else {
            let (session, keys) = try await origin.session(for: "open")
            opened = try await ReviewOpen.run(
                report.id, session: session, key: keys, path: out, language: language, calendar: calendar,
                now: System.now())
            await session.close()
        }
        if let warning = opened.received.warning { common.terminal.note(warning(language)) }
        common.terminal.answer(opened.json, opened.text(language))
        if !opened.isWhole { throw ExitCode(1) }
    }
}

struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Bertanya kepada pelapor.", "Ask a report's source.")(language),
        discussion: Phrase(
            "Pertanyaan disegel untuk pelapor saja dan dibacanya bila ia kembali. Jangan pernah menanyakan siapa dia.",
            "The question is sealed to the source alone, who reads it on returning. Never ask who they are.")(
                language))

    @OptionGroup var report: CaseArgument

    @Option(
        help: say(
            "Berkas pertanyaan, atau - untuk masukan standar.",
            "File with the question, or - for standard input."))
    var messageFile: String

    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let text = try ReviewAsk.checked(ReviewAsk.read(messageFile))
        if let opened = try origin.opened(for: "ask") {
            defer { opened.store.close() }
            let item = try ReviewAsk.keep(
                report.id, text: text, store: opened, now: System.now(), random: System.random)
            let kept = await opened.handIn(item, now: System.now(), random: System.random)
            if let warning = kept.warning { common.terminal.note(warning(language)) }
            common.terminal.answer(kept.json, kept.text(language))
            return
        }
        let (session, keys) = try await origin.session(for: "ask")
        let asked = try await ReviewAsk.run(
            report.id, text: text, session: session, key: keys, now: System.now(), random: System.random)
        await session.close()
        common.terminal.answer(asked.json, asked.text(language))
    }
}
