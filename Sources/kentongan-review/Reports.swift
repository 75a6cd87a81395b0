import ArgumentParser
import Console
import Foundation
import Review
import Sealing
import Verification
import Words

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Daftar laporan untuk instansi ini.", "List the reports for this agency.")(language))

    @OptionGroup var agency: AgencyOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (session, keys) = try await agency.session(for: "list")
        let list = try await ReviewList.fetch(session, key: keys, now: System.now())
        await session.close()
        for warning in list.warnings(language) { common.terminal.note(warning) }
        common.terminal.answer(list.json, list.text(language))
        if !list.isWhole { throw ExitCode(1) }
    }
}

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

    @Argument(
        help: say(
            "Awal id laporan, paling sedikit 8 digit.", "The beginning of the report's id, at least 8 digits."
        ))
    var id: String

    @Option(help: say("Folder baru atau kosong.", "A folder that is new or empty."))
    var out: String

    @Option(
        help: say(
            "Kalender pemilihan sendiri (TOML), untuk tahap pemilihan.",
            "Your own calendar of elections (TOML), for the stage of the election."))
    var calendar: String?

    @OptionGroup var agency: AgencyOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (session, keys) = try await agency.session(for: "open")
        let opened = try await ReviewOpen.run(
            id, session: session, key: keys, path: out, language: language, calendar: calendar,
            now: System.now())
        await session.close()
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

    @Argument(
        help: say(
            "Awal id laporan, paling sedikit 8 digit.", "The beginning of the report's id, at least 8 digits."
        ))
    var id: String

    @Option(
        help: say(
            "Berkas pertanyaan, atau - untuk masukan standar.",
            "File with the question, or - for standard input."))
    var messageFile: String

    @OptionGroup var agency: AgencyOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let text = try ReviewAsk.checked(ReviewAsk.read(messageFile))
        let (session, keys) = try await agency.session(for: "ask")
        let asked = try await ReviewAsk.run(
            id, text: text, session: session, key: keys, now: System.now(), random: System.random)
        await session.close()
        common.terminal.answer(asked.json, asked.text(language))
    }
}
