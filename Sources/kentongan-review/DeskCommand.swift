import ArgumentParser
import CaseStore
import Console
import Desk
import Files
import Foundation
import Review
import Words

struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: Phrase(
            "Membuka meja pemeriksa: perkara di peramban, di komputer ini saja.",
            "Open the reviewer's desk: the cases in the browser, on this computer alone.")(language),
        discussion: Phrase(
            """
            Melayani satu halaman dari simpanan yang dibuat sync, hanya untuk satu peramban di komputer ini. Alamatnya
            memuat tanda masuk yang berlaku sekali; jangan berikan kepada siapa pun. Berhenti dengan Tutup meja, Ctrl-C,
            atau sesudah --idle menit tidak dipakai.
              kentongan-review desk --store perkara
            """,
            """
            Serves one page from the store that sync made, to one browser on this computer only. Its address carries a
            token that is good once; give it to nobody. It ends by Close the desk, Ctrl-C, or after --idle minutes
            without use.
              kentongan-review desk --store cases
            """)(language))

    @OptionGroup var origin: StoreOptions

    @Option(
        help: say(
            "Tempat mendengarkan: 127.0.0.1 saja; port 0 dipilih sistem.",
            "Where to listen: 127.0.0.1 alone; port 0 lets the system choose.", value: "H:P"))
    var listen = "127.0.0.1:0"

    @Option(
        help: say(
            "Ditulis sekali siap, untuk pemiliknya saja: url dan pid.",
            "Written once it is ready, for its owner alone: url and pid.", value: "F"))
    var readyFile: String?

    @Flag(help: say("Jangan membuka peramban.", "Do not open a browser."))
    var noBrowser = false

    @Option(
        help: say(
            "Menit tanpa pemakaian sampai meja berhenti, 1 sampai 1440.",
            "Minutes without use until the desk ends, 1 to 1440.", value: "N"))
    var idle = 30

    @OptionGroup var calendar: CalendarOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let address = try DeskAddress(listen)
        guard (1...1_440).contains(idle) else { throw DeskError.idle(idle) }
        let calendar = try calendar.read()
        let opened = try origin.opened(for: "desk")
        defer { opened.store.close() }
        let announcement = Announcement(
            readyFile: readyFile, leader: noBrowser ? nil : "\(origin.store)/desk.html",
            terminal: common.terminal)
        // Who tells it to end may do so as soon as it is ready.
        let ended = await untilTold { [idle] in
            await Result<DeskActivity.Ending?, any Error> {
                let desk = try await Desk.open(
                    Desk.Options(address: address, language: language, idle: .seconds(idle * 60)),
                    cases: StoreDesk(
                        opened, searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "",
                        calendar: calendar, now: System.now, random: System.random
                    ).cases,
                    random: System.random)
                let leader = try announcement.tell(desk.url)
                defer { leader?.remove() }
                return await desk.serve()
            }
        }
        common.terminal.note(DeskEnding.ended(try ended.get(), minutes: idle)(language))
    }
}

/// Who is told that a desk answers, and where.
private struct Announcement: Sendable {
    let readyFile: String?
    /// Of the file that leads the browser there; nil opens none.
    let leader: String?
    let terminal: Terminal

    func tell(_ url: String) throws -> DeskLeader? {
        let ready: JSON = [
            "url": .string(url), "pid": .integer(Int(ProcessInfo.processInfo.processIdentifier)),
        ]
        if let readyFile {
            try Files.replace(
                readyFile, Array((ready.text + "\n").utf8), secret: true, field: "--ready-file")
        }
        terminal.answer(ready, url)
        let file = try leader.map { path throws(FileError) in try DeskLeader(to: url, at: path) }
        let isOpened =
            file.map { Browser.open(file: $0.path, environment: ProcessInfo.processInfo.environment) }
            ?? false
        terminal.note(DeskEnding.begun(isOpened: isOpened)(language))
        return file
    }
}

extension Result where Failure == any Error {
    /// What an asynchronous body gives or throws.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
