import ArgumentParser
import Console
import Foundation
import Options
import Server
import ServiceLifecycle
import Witness
import Words

struct WitnessServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: Phrase("Menjalankan saksi sampai SIGTERM.", "Run the witness until SIGTERM.")(language),
        discussion: Phrase(
            """
            Mulai di sini:
              kentongan-monitor witness keygen --name saksi.contoh.id/w1 --dir saksi
            Serahkan saksi/witness.vkey dan alamat saksi kepada pengelola situs; minta log.vkey darinya. Lalu:
              kentongan-monitor witness --dir saksi --log log.vkey --listen 127.0.0.1:8765
            Saksi mengingat log dalam DIR. Jangan kehilangan DIR dan jangan mengembalikannya dari cadangan: saksi
            yang lupa dapat menandatangani masa lalu sekali lagi. Yang diingat: kentongan-monitor witness show --dir saksi

            Menjawab POST /add-checkpoint (C2SP tlog-witness) dan GET /<SHA-256 asal log>/checkpoint. Alamat pemanggil
            tidak pernah ditulis. SIGTERM menyelesaikan yang berjalan. Kode keluar: 0, atau 3 jika gagal.
            """,
            """
            Start here:
              kentongan-monitor witness keygen --name witness.example.org/w1 --dir witness
            Give witness/witness.vkey and the witness's address to the site's operator; ask for log.vkey. Then:
              kentongan-monitor witness --dir witness --log log.vkey --listen 127.0.0.1:8765
            The witness remembers the log in DIR. Never lose DIR and never restore it from a backup: a witness that
            forgot can cosign the past once more. What it remembers: kentongan-monitor witness show --dir witness

            Answers POST /add-checkpoint (C2SP tlog-witness) and GET /<SHA-256 of the log's origin>/checkpoint. Callers'
            addresses are never written. SIGTERM finishes what runs. Exit codes: 0, or 3 if it failed.
            """)(language))

    @OptionGroup var folder: WitnessDirectory

    @Option(
        help: say(
            "Berkas vkey log yang disaksikan; boleh berkali-kali.",
            "File with the vkey of a log to witness; may be given several times.", value: "VKEY"))
    var log: [String] = []

    @Option(
        help: say(
            "Tempat mendengarkan; port 0 dipilih sistem.",
            "Where to listen; port 0 lets the system choose.",
            value: "H:P"))
    var listen = "127.0.0.1:0"

    @Option(
        help: say(
            "Berkas PEM: kunci privat dan sertifikatnya; tanpa itu HTTP biasa.",
            "PEM file: private key and its certificate; plain HTTP without it.",
            value: "PEM"))
    var tlsCert: String?

    @Option(
        help: say(
            "agency.key atau auditor.key, sebagai ganti kunci di DIR; satu kunci hanya boleh punya satu ingatan.",
            "agency.key or auditor.key, instead of the key in DIR; one key must have one memory only.",
            value: "FILE"))
    var key: String?

    @OptionGroup var passphrase: PassphraseOptions

    @Option(
        help: say(
            "Dengan --key: nama saksi dalam deskripsi situs, ASAL/KODE.",
            "With --key: the witness's name in the site's description, ORIGIN/CODE.", value: "NAME"))
    var name: String?

    @Option(
        help: say(
            "Ditulis sekali saksi siap: address, url, name, vkey, pid.",
            "Written once it is ready: address, url, name, vkey, pid.",
            value: "FILE"))
    var readyFile: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !log.isEmpty else {
            throw ValidationError(Phrase("Berikan --log VKEY.", "Give --log VKEY.")(language))
        }
        guard (key == nil) == (name == nil) else {
            throw ValidationError(
                Phrase("Berikan --key dan --name bersama.", "Give --key and --name together.")(language))
        }
    }

    func run() async throws {
        var options = WitnessOptions(directory: folder.dir, logs: log)
        try options.listen(on: listen)
        options.tls = tlsCert
        if let key, let name { options.key = (key, name) }
        let terminal = common.terminal
        let service = WitnessService(options: options) { [readyFile] witness in
            let ready = witness.ready(processID: Int(ProcessInfo.processInfo.processIdentifier))
            try write(ready, to: readyFile)
            terminal.answer(ready, "\(witness.vkey)\n\(witness.url)")
        }
        try await runUntilTold(service)
    }
}

/// A witness as a service: starts, says that it is ready, and answers until it is shut down.
private struct WitnessService: Service {
    let options: WitnessOptions
    let ready: @Sendable (WitnessServer) throws -> Void

    func run() async throws {
        let witness = try await WitnessServer.start(options, now: System.now)
        do {
            try ready(witness)
            try await gracefulShutdown()
        } catch {
            await witness.stop()
            throw error
        }
        await witness.stop()
    }
}
