import ArgumentParser
import CaseStore
import Console
import Foundation
import Options
import Review
import Sealing
import Verification
import Words

struct Sync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Mengambil yang baru ke simpanan setempat yang tersegel.",
            "Fetch what is new into a sealed store on this machine.")(language),
        discussion: Phrase(
            """
            Yang pertama membuat simpanan; sesudah itu cukup --store. Setiap catatan diperiksa sebelum disimpan, tidak ada yang
            diambil dua kali, dan sync yang terputus dilanjutkan. Simpanan tersegel untuk kunci instansi dan mengingat tautan
            situs serta tempat berkas kunci. Sesudah itu list, show, open dan due bekerja tanpa jaringan.
              kentongan-review sync --site site.link --key kunci/agency.key --store perkara
              kentongan-review sync --store perkara
            """,
            """
            The first run makes the store; after that --store is enough. Each record is verified before it is kept, nothing is
            fetched twice, and a sync that breaks off goes on where it was. The store is sealed to the agency's key and
            remembers the site's link and where the key file is. Then list, show, open and due work without a network.
              kentongan-review sync --site site.link --key keys/agency.key --store cases
              kentongan-review sync --store cases
            """)(language))

    @Option(
        help: say(
            "Tautan situs, atau berkas yang memuatnya; hanya yang pertama kali.",
            "Site link, or a file that holds one; the first time only.", value: "L"))
    var site: String?

    @Option(
        help: say(
            "Lewat proksi SOCKS5, misalnya Tor: socks5://127.0.0.1:9050",
            "Through a SOCKS5 proxy, as Tor: socks5://127.0.0.1:9050", value: "URL"))
    var proxy: String?

    @Option(
        help: say(
            "Berkas kunci: agency.key; yang pertama kali, dan bila berpindah tempat.",
            "Key file: agency.key; the first time, and where it has moved.", value: "F"))
    var key: String?

    @Option(
        help: say(
            "Folder simpanan: baru, kosong, atau dari sync.", "The store's folder: new, empty, or sync's.",
            value: "DIR"))
    var store: String

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var changes: ChangeOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard site == nil || key != nil else {
            throw ValidationError(Phrase("--site memerlukan --key.", "--site needs --key.")(language))
        }
    }

    func run() async throws {
        let (opened, session) = try await begin()
        defer { opened.store.close() }
        let progress = (VerifyProgress.onTerminal(), VerifyProgress.onTerminal())
        let sync = StoreSync(
            opened, session: session, acknowledges: changes.acknowledge, now: System.now(),
            random: System.random
        ) { step in
            switch step {
            case .log(let done, let size): progress.0?.show(done: done, size: size)
            case .envelopes(let done, let size): progress.1?.show(done: done, size: size)
            }
        }
        let synced: SyncedStore
        do { synced = try await sync.run() } catch {
            await session.close()
            throw error
        }
        await session.close()
        progress.0?.finish()
        progress.1?.finish()
        for warning in synced.warnings(language) { common.terminal.note(warning) }
        common.terminal.answer(synced.json, synced.text(language))
        if !synced.isWhole { throw ExitCode(1) }
    }

    /// The store, and a session at its site as the agency authenticated there.
    private func begin() async throws -> (OpenedStore, ReviewSession) {
        guard let site, let key else {
            let opened = try OpenedStore.open(
                store, keyFile: key, proxy: proxy, for: "sync", random: System.random)
            let session = try await ReviewSession.open(opened.address, key: .agency(opened.key))
            try opened.remember(keyFile: key, proxy: proxy)
            return (opened.using(try session.key.agency(for: "sync")), session)
        }
        let file = try KeyFile.read(key)
        _ = try file.agency(for: "sync")
        let address = try SiteAddress(site: site, proxy: proxy)
        let session = try await ReviewSession.open(address, key: file)
        do {
            let opened = try OpenedStore.make(
                store, at: session.site, address: address, key: try session.key.agency(for: "sync"),
                keyFile: key, proxy: proxy, random: System.random)
            return (opened, session)
        } catch {
            await session.close()
            throw error
        }
    }
}
