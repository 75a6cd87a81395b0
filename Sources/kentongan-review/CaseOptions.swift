import ArgumentParser
import Cases
import CaseStore
import Console
import Options
import Review
import Sealing
import Verification
import Words

/// Where cases are: at a site, with the key of the agency that asks it, or in a store.
struct CaseOptions: ParsableArguments {
    @Option(
        help: say(
            "Tautan situs (kentongan://…), atau berkas yang memuatnya; dengan --key.",
            "Site link (kentongan://…), or a file that holds one; with --key.", value: "L"))
    var site: String?

    @Option(
        help: say(
            "Lewat proksi SOCKS5, misalnya Tor: socks5://127.0.0.1:9050",
            "Through a SOCKS5 proxy, as Tor: socks5://127.0.0.1:9050", value: "URL"))
    var proxy: String?

    @Option(
        help: say(
            "Berkas kunci: agency.key. Dengan --store, bila berpindah tempat.",
            "Key file: agency.key. With --store, where it has moved.", value: "F"))
    var key: String?

    @OptionGroup var passphrase: PassphraseOptions

    @Option(
        help: say(
            "Simpanan dari sync, sebagai ganti --site dan --key.",
            "A store that sync made, in place of --site and --key.", value: "DIR"))
    var store: String?

    func validate() throws {
        guard (site == nil) != (store == nil), store != nil || key != nil else {
            throw ValidationError(
                Phrase(
                    "Berikan --store DIR, atau --site L dengan --key F.",
                    "Give --store DIR, or --site L with --key F.")(language))
        }
    }

    /// The store; nil where a site is to be asked.
    func opened(for command: String) throws -> OpenedStore? {
        guard let store else { return nil }
        return try OpenedStore.open(
            store, keyFile: key, proxy: proxy, for: command, random: System.random)
    }

    /// A connection on which the agency has shown who it is: to the site, or to that of the store.
    func session(for command: String) async throws -> (ReviewSession, AgencyKeyFile) {
        let (address, file): (SiteAddress, KeyFile)
        if let opened = try opened(for: command) {
            (address, file) = (opened.address, .agency(opened.key))
            opened.store.close()
        } else {
            file = try KeyFile.read(key ?? "")
            _ = try file.agency(for: command)
            address = try SiteAddress(site: site ?? "", proxy: proxy)
        }
        let session = try await ReviewSession.open(address, key: file)
        return (session, try session.key.agency(for: command))
    }
}

/// A store alone.
struct StoreOptions: ParsableArguments {
    @Option(help: say("Simpanan dari sync.", "A store that sync made.", value: "DIR"))
    var store: String

    @Option(
        help: say(
            "Berkas kunci, bila berpindah tempat.", "Key file, where it has moved.", value: "F"))
    var key: String?

    @OptionGroup var passphrase: PassphraseOptions

    func opened(for command: String) throws -> OpenedStore {
        try OpenedStore.open(store, keyFile: key, for: command, random: System.random)
    }
}

/// What stages of elections and time limits are counted by.
struct CalendarOption: ParsableArguments {
    @Option(
        name: .customLong("calendar"),
        help: say(
            "Kalender pemilihan dan hari libur sendiri (TOML), untuk tahap dan batas waktu.",
            "Your own calendar of elections and holidays (TOML), for stages and time limits.", value: "F"))
    var path: String?

    func read() throws(CalendarFileError) -> CaseCalendar { try CaseCalendar.reading(path) }
}

/// Which report.
struct CaseArgument: ParsableArguments {
    @Argument(
        help: say(
            "Awal id laporan, paling sedikit 8 digit.", "The beginning of the report's id, at least 8 digits."
        ))
    var id: String
}
