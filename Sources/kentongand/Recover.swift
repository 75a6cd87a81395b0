import ArgumentParser
import Console
import Foundation
import Server
import Words

struct Recover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Mengakhiri log yang tidak boleh diteruskan, dan melanjutkannya sebagai log baru.",
            "End a log that may not go on, and continue it as a new one.")(language),
        discussion: Phrase(
            """
            Hanya bila basis data terbaru hilang, penjaga menolak, atau kunci log diketahui orang lain. Perintah ini
            memperlihatkan apa yang diketahui basis data, penjaga, saksi dan berkas terbitan, apa yang akan terjadi dan
            apa artinya, lalu bertanya sebelum melakukan apa pun. Matikan server dahulu. Kunci akar diperlukan.
              kentongand recover --data LAMA --out BARU --origin kentongan.contoh.id/2 --root-key /media/usb/root.key
            Folder lama menjadi arsip: hanya ditandai, tidak diubah. Tautan situs tetap berlaku.
            """,
            """
            Only where the newest database is lost, the guard refuses, or others know the log's key. It shows what
            database, guard, witnesses and published files know, what will happen and what it means, and asks before it
            does anything. Stop the server first. The root key is needed.
              kentongand recover --data OLD --out NEW --origin kentongan.example.org/2 --root-key /media/usb/root.key
            The old directory becomes an archive: it is marked, not changed. The site link stays good.
            """)(language))

    @OptionGroup var site: DataOptions

    @Option(help: say("Folder baru untuk log baru.", "New directory for the new log.", value: "DIR"))
    var out: String

    @Option(
        help: say(
            "Nama log baru, belum pernah dipakai.", "The new log's name, never used before.", value: "NAME"))
    var origin: String

    @OptionGroup var key: RootKeyOptions

    @Option(
        help: say(
            "guard_lost, log_key_compromised, witness_ahead atau other.",
            "guard_lost, log_key_compromised, witness_ahead or other.", value: "CAUSE"))
    var cause: String?

    @Option(
        help: say(
            "Entri log lama yang diketahui seseorang, bersama --root.",
            "Entries of the old log that somebody is known to have seen, with --root.", value: "N"),
        transform: whole(0...UInt64.max))
    var size: UInt64?

    @Option(help: say("Akar pohon pada ukuran itu.", "The tree's root at that size.", value: "HEX"))
    var root: String?

    @Option(
        help: say("Nomor epoch terbaru di dalamnya.", "Number of the newest epoch in it.", value: "N"),
        transform: whole(0...UInt64.max))
    var epoch: UInt64?

    @Option(
        help: say(
            "Kartu baru instansi yang kuncinya sudah diganti, habis atau hilang.",
            "A new card of an agency whose keys were rotated, ran out or are lost.", value: "CARD"))
    var agency: [String] = []

    @Flag(help: say("Tanpa bertanya.", "Without asking."))
    var yes = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (directory, terminal) = (DataDirectory(site.data), common.terminal)
        let request = try request()
        let lock = try directory.lockForRecovery()
        let knowledge = try await RecoveryKnowledge(directory)
        let recovery = try Recovery(
            knowledge, request, origin: origin, rootKey: key.rootKey,
            cards: try agency.map { try SitePlan.agencyCard($0) }, now: System.now())
        terminal.note(knowledge.walk(recovery, to: origin, request, language))
        try confirm(terminal)
        let made = try await recovery.create(
            in: DataDirectory(out), rootKey: key.rootKey, now: System.now(), random: System.random)
        withExtendedLifetime(lock) {}
        terminal.answer(
            made.json,
            Phrase(
                """
                Log baru dibuat: \(made.origin)
                Tautan situs:    \(made.link)
                Kunci log:       \(made.logKey)
                Jalankan: kentongand serve --data \(out)
                """,
                """
                New log made: \(made.origin)
                Site link:    \(made.link)
                Log key:      \(made.logKey)
                Start it:     kentongand serve --data \(out)
                """)(language))
    }

    private func request() throws(Failure) -> RecoveryRequest {
        var request = RecoveryRequest(size: size, epoch: epoch)
        if let cause {
            guard let known = RecoveryRequest.cause(cause) else {
                throw Failure(
                    .usage,
                    Phrase(
                        "--cause: '\(plain(cause))' bukan salah satu dari guard_lost, log_key_compromised, witness_ahead, other",
                        "--cause: '\(plain(cause))' is none of guard_lost, log_key_compromised, witness_ahead, other"
                    ),
                    field: "--cause")
            }
            request.cause = known
        }
        if let root {
            guard let hash = RecoveryRequest.root(root) else {
                throw Failure(
                    .usage, Phrase("--root: bukan 64 huruf 0-9 dan a-f", "--root: not 64 hexadecimal digits"),
                    field: "--root", limit: 64)
            }
            request.root = hash
        }
        return request
    }

    /// The new name, typed once more.
    private func confirm(_ terminal: Terminal) throws(Failure) {
        guard !yes else { return }
        guard isatty(0) == 1 else {
            throw Failure(
                .usage,
                Phrase(
                    "--yes: tanpa terminal tidak ada yang dapat ditanya; berikan --yes",
                    "--yes: without a terminal nobody can be asked; give --yes"), field: "--yes")
        }
        terminal.note(
            Phrase(
                "Ketik nama log baru untuk melanjutkan; yang lain membatalkan:",
                "Type the new log's name to go on; anything else stops:")(language))
        guard readLine() == origin else {
            throw Failure(
                .usage, Phrase("dihentikan; tidak ada yang diubah", "stopped; nothing was changed"),
                field: "--yes")
        }
    }
}
