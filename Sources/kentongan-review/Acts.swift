import ArgumentParser
import CaseStore
import Cases
import Console
import Review
import Sealing
import Verification
import Wire
import Words

/// What all commands that act on a case take.
struct ActOptions: ParsableArguments {
    @OptionGroup var report: CaseArgument

    @Option(
        help: say(
            "Kunci tindakan orang kedua yang ikut menandatangani: reviewer.key, atau agency.key lain.",
            "A second person's act key that signs, too: reviewer.key, or another agency.key.", value: "F"))
    var second: String?

    @Option(
        help: say(
            "Kalender pemilihan dan hari libur sendiri (TOML), untuk batas waktu.",
            "Your own calendar of elections and holidays (TOML), for time limits."))
    var calendar: String?

    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    /// Acts and tells what was promised.
    func run(
        _ command: String, _ task: ReviewAct.Task, reason: String? = nil, election: DueLimit.Scope? = nil
    ) async throws {
        let calendar = try CaseCalendar.reading(calendar)
        if let opened = try origin.opened(for: command) {
            defer { opened.store.close() }
            let key = try second.map { try SecondKey.read($0, of: opened.key.code) }
            let item = try ReviewAct.keep(
                report.id, task, reason: reason, second: key, store: opened, now: System.now(),
                random: System.random
            )
            var kept = await opened.handIn(item, now: System.now(), random: System.random)
            try opened.place(&kept, in: election, calendar, now: System.now())
            common.tell(kept)
            return
        }
        let (session, keys) = try await origin.session(for: command)
        let key = try second.map { try SecondKey.read($0, of: keys.code) }
        let act = ReviewAct(
            session: session, key: keys, handIn: origin.handIn, now: System.now(),
            random: System.random)
        let done = try await act.run(
            report.id, task, reason: reason, second: key, election: election, calendar: calendar)
        await session.close()
        common.terminal.answer(done.json, done.text(language))
    }
}

/// Why, where a command may say so.
struct ReasonOptions: ParsableArguments {
    @Option(
        help: say(
            "Berkas alasan, atau - untuk masukan standar.", "File with the reason, or - for standard input.",
            value: "F|-"))
    var reasonFile: String?

    /// What was written; nil where none is given.
    func text() throws -> String? {
        try reasonFile.map { try WrittenText.read($0, option: ActOption.reason) }
    }
}

extension CaseOptions {
    /// Brings what was signed to the site, on another connection where one breaks.
    var handIn: ActHandIn {
        let (site, proxy, key) = (site ?? "", proxy, key ?? "")
        return ActHandIn {
            try await ReviewSession.open(
                try SiteAddress(site: site, proxy: proxy), key: try KeyFile.read(key))
        }
    }
}

extension CommonOptions {
    /// Hands in what was kept, where the site answers, and tells what became of it.
    func tell(_ item: OutboxItem, of opened: OpenedStore) async {
        tell(await opened.handIn(item, now: System.now(), random: System.random))
    }

    /// Tells what became of what was kept.
    func tell(_ kept: KeptItem) {
        if let warning = kept.warning { terminal.note(warning(language)) }
        terminal.answer(kept.json, kept.text(language))
    }
}

/// Reads the name of a code; what is none is refused with those that there are.
func named<Code: WireCode>(_ codes: [Code]) -> @Sendable (String) throws -> Code {
    { text in
        guard let code = codes.first(where: { $0.name == text }) else {
            let names = codes.compactMap { $0.name }.joined(separator: ", ")
            throw ValidationError(
                Phrase(
                    "'\(plain(text))' bukan salah satu dari \(names)", "'\(plain(text))' is none of \(names)")(
                        language))
        }
        return code
    }
}

struct ActCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "act",
        abstract: Phrase(
            "Menetapkan keadaan perkara, dengan hasil dan alasannya.",
            "Say where a case stands from now on, with its outcome and the reason.")(language),
        discussion: Phrase(
            """
            Tindakan diperiksa menurut aturan penanganan perkara, ditandatangani kunci tindakan, dan baru disebut terkirim bila janji
            situs sah. Alasan disegel untuk semua instansi laporan itu dan untuk pelapor; nama pemeriksa tidak ikut.
            Keputusan, penutupan, eskalasi, pembukaan kembali, dan perpanjangan kajian memerlukan alasan.
              kentongan-review act 1a2b3c4d --site site.link --key agency.key --state triage
              kentongan-review act 1a2b3c4d --site site.link --key agency.key --state closed --outcome no_violation --reason-file alasan.txt
            """,
            """
            The act is held against the rules of how cases are handled, signed by the act key, and told only once the site's
            promise holds. The reason is sealed to all agencies of the report and to its source; no reviewer's name goes with it.
            A decision, closing, escalation, reopening and the extension of a study need a reason.
              kentongan-review act 1a2b3c4d --site site.link --key agency.key --state triage
              kentongan-review act 1a2b3c4d --site site.link --key agency.key --state closed --outcome no_violation --reason-file reason.txt
            """)(language))

    @Option(
        help: say("Keadaan perkara sejak sekarang.", "Where the case stands from now on.", value: "S"),
        transform: named(CaseState.allCases))
    var state: CaseState

    @Option(
        help: say(
            "Hasilnya; untuk decided dan closed.", "What came of it; of decided and closed.", value: "O"),
        transform: named(Outcome.allCases))
    var outcome: Outcome?

    @Option(
        help: say(
            "Batas waktu; tanpa ini yang sesuai dengan keadaannya.",
            "The time limit; without it the one that goes with the state.", value: "D"),
        transform: named(DueClass.allCases))
    var due: DueClass?

    @OptionGroup var reason: ReasonOptions

    @Option(
        help: say(
            "Pemilihan yang batas waktunya ditampilkan: pilkada atau pemilu.",
            "The election whose limits are shown: pilkada or pemilu.", value: "E"),
        transform: { text in
            guard let scope = DueLimit.Scope(rawValue: text), scope != .all else {
                throw ValidationError(
                    Phrase("pilkada atau pemilu", "pilkada or pemilu")(language))
            }
            return scope
        })
    var election: DueLimit.Scope?

    @OptionGroup var options: ActOptions

    func run() async throws {
        let reason = try reason.text()
        try await options.run(
            "act", .state(state, outcome ?? .none, due ?? .none), reason: reason, election: election)
    }
}

struct AssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: Phrase(
            "Mencatat bahwa perkara sudah dibagikan kepada seseorang di instansi ini.",
            "Record that somebody of this agency has the case.")(language),
        discussion: Phrase(
            "Instansi lain hanya melihat bahwa perkara sudah dibagikan; --to disegel untuk instansi ini saja, pelapor tidak dapat membacanya.",
            "Other agencies see only that somebody has the case; --to is sealed to this agency alone, and the source cannot read it."
        )(language))

    @Option(
        help: say(
            "Kepada siapa; disegel untuk instansi ini saja.", "To whom; sealed to this agency alone.",
            value: "TEXT"))
    var to: String?

    @OptionGroup var options: ActOptions

    func run() async throws {
        let to = try to.map { try WrittenText.checked($0, option: ActOption.to) }
        try await options.run("assign", .assigned, reason: to)
    }
}

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: Phrase(
            "Menggabungkan perkara dengan perkara laporan lain.", "Join a case with that of another report.")(
                language),
        discussion: Phrase(
            """
            Perkara ini ditutup sebagai gabungan (duplicate) dan berlanjut pada laporan --into. Tanpa --reason-file pelapor membaca
            kalimat baku.
            """,
            """
            The case is closed as a duplicate and goes on as that of the report of --into. Without --reason-file the source reads a
            standard sentence.
            """)(language))

    @Option(
        help: say(
            "Awal id laporan tempat perkara berlanjut.",
            "The beginning of the id of the report that it goes on as.",
            value: "ID"))
    var into: String

    @OptionGroup var reason: ReasonOptions

    @OptionGroup var options: ActOptions

    func run() async throws {
        let reason = try reason.text()
        try await options.run("merge", .merged(into: into), reason: reason)
    }
}

struct ForwardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward",
        abstract: Phrase(
            "Meneruskan perkara ke instansi lain di situs ini.",
            "Forward a case to another agency of the site.")(
                language),
        discussion: Phrase(
            """
            Hanya ke instansi dalam daftar bertanda tangan situs ini, dan tidak pernah ke instansi yang dikecualikan pelapor. Instansi
            yang dipilih pelapor sudah dapat membaca laporannya. Instansi yang baru bergabung hanya dengan izin pelapor, dan
            isinya diserahkan di luar program ini: laporan tidak dapat disegel ulang.
            """,
            """
            Only to an agency of the site's signed list, and never to one that the source left out. An agency that the source chose
            reads the report already. One that joined later only by the source's leave, and what it is to know is handed
            over outside this program: a report cannot be sealed again.
            """)(language))

    @Option(help: say("Kode instansi tujuan.", "The code of the agency that takes it.", value: "CODE"))
    var to: String

    @OptionGroup var reason: ReasonOptions

    @OptionGroup var options: ActOptions

    func run() async throws {
        let reason = try reason.text()
        try await options.run("forward", .forwarded(to: to), reason: reason)
    }
}

struct CannotOpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cannot-open",
        abstract: Phrase(
            "Menyatakan bahwa instansi ini tidak dapat membuka laporan.",
            "Say that this agency cannot open a report.")(language),
        discussion: Phrase(
            "Instansi lain dari laporan itu dan auditor melihatnya; pelapor juga.",
            "The report's other agencies and the auditor see it; its source does, too.")(language))

    @Option(
        help: say(
            "Berkas alasan, atau - untuk masukan standar.", "File with the reason, or - for standard input.",
            value: "F|-"))
    var reasonFile: String

    @OptionGroup var options: ActOptions

    func run() async throws {
        let reason = try WrittenText.read(reasonFile, option: ActOption.reason)
        try await options.run("cannot-open", .cannotOpen, reason: reason)
    }
}

struct NoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: Phrase(
            "Menulis catatan untuk instansi lain dari laporan itu.", "Write to the report's other agencies.")(
                language),
        discussion: Phrase(
            "Catatan disegel untuk semua instansi laporan itu, termasuk instansi ini. Pelapor tidak dapat membacanya.",
            "The note is sealed to all agencies of the report, this one among them. The source cannot read it."
        )(
            language))

    @OptionGroup var report: CaseArgument

    @Option(
        help: say(
            "Berkas catatan, atau - untuk masukan standar.", "File with the note, or - for standard input.",
            value: "F|-"))
    var messageFile: String

    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let text = try WrittenText.read(messageFile, option: ActOption.message)
        if let opened = try origin.opened(for: "note") {
            defer { opened.store.close() }
            let item = try ReviewNote.keep(
                report.id, text: text, store: opened, now: System.now(), random: System.random)
            await common.tell(item, of: opened)
            return
        }
        let (session, keys) = try await origin.session(for: "note")
        let posted = try await ReviewNote.run(
            report.id, text: text, session: session, key: keys, handIn: origin.handIn,
            now: System.now(),
            random: System.random)
        await session.close()
        common.terminal.answer(posted.json, posted.text(language))
    }
}
