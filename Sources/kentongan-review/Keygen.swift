import ArgumentParser
import Console
import Options
import Passphrases
import Primitives
import Review
import Verification
import Words

struct Keygen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Membuat kunci instansi atau auditor.", "Make an agency's or the auditor's keys.")(
            language),
        discussion: Phrase(
            """
            Instansi: agency.key (rahasia, dipakai sehari-hari; juga berkas identitas age), identity.key (rahasia,
            simpan di luar jaringan), agency.card (umum, untuk pengelola situs). Auditor: auditor.key dan auditor.card.
            Pemeriksa kedua (--reviewer KODE): reviewer.key (rahasia, kunci tindakan saja) dan reviewer.pub, untuk
            keys renew --reviewer. Berkas yang sudah ada tidak pernah ditimpa. Di terminal ditanyakan kata sandi, yang
            melindungi berkas rahasia ('age -d' membukanya juga); di tempat lain dengan --passphrase-file.
            """,
            """
            An agency: agency.key (secret, in daily use; an age identity file too), identity.key (secret, take it
            offline), agency.card (public, for the operator). The auditor: auditor.key and auditor.card.
            A second reviewer (--reviewer CODE): reviewer.key (secret, an act key only) and reviewer.pub, for
            keys renew --reviewer. Files that exist are never overwritten. At a terminal a passphrase is asked for, which
            protects the secret files ('age -d' opens them as well); elsewhere --passphrase-file gives it.
            """)(language))

    @Option(
        help: say(
            "Kode instansi: a-z, 0-9 dan _, paling banyak 32.",
            "The agency's code: a-z, 0-9 and _, at most 32."))
    var agency: String?

    @Option(
        help: say(
            "Kode instansi yang mendapat pemeriksa kedua.", "Code of the agency that gets a second reviewer.",
            value: "CODE"))
    var reviewer: String?

    @Flag(help: say("Buat kunci auditor.", "Make the auditor's keys."))
    var auditor = false

    @Flag(
        help: say(
            "Buat kunci pemulihan: recovery.key (rahasia, luring) dan recovery.card, untuk keys backup.",
            "Make a recovery key: recovery.key (secret, offline) and recovery.card, for keys backup."))
    var recovery = false

    @Option(
        help: say(
            "Nama yang dibaca orang, paling banyak 64 bita.", "The name that people read, at most 64 bytes."))
    var name: String?

    @Option(
        help: say(
            "Jenis, menentukan tugasnya: \(AgencyKeygen.kinds). Bawaan: kode instansi, bila termasuk.",
            "What it is, and so what it does: \(AgencyKeygen.kinds). Default: the agency's code, if it is one of them.",
            value: "KIND"))
    var kind: String?

    @Option(help: say("Folder untuk berkas kunci.", "Folder for the key files."))
    var out: String

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [auditor, recovery, agency != nil, reviewer != nil].count(where: { $0 }) == 1 else {
            throw ValidationError(
                Phrase(
                    "Berikan --agency KODE, --reviewer KODE, --auditor, atau --recovery.",
                    "Give one of --agency CODE, --reviewer CODE, --auditor and --recovery.")(language))
        }
        guard agency == nil || name != nil else {
            throw ValidationError(Phrase("--agency memerlukan --name.", "--agency needs --name.")(language))
        }
    }

    func run() async throws {
        if let reviewer {
            let maker = try ReviewerKeygen(code: reviewer)
            let made = try maker.create(
                in: out, passphrase: try KeyPassphrases.shared.new(common.terminal), random: System.random)
            common.terminal.answer(made.json, made.text(language))
            return
        }
        let keys =
            if recovery {
                try RecoveryKeygen.create(
                    in: out, name: name ?? "Recovery",
                    passphrase: try KeyPassphrases.shared.new(common.terminal),
                    random: System.random)
            } else if let agency {
                try AgencyKeygen(code: agency, name: name ?? agency, kind: kind).create(
                    in: out, now: System.now(), passphrase: try KeyPassphrases.shared.new(common.terminal),
                    random: System.random)
            } else {
                try AuditorKeygen(name: name ?? "Auditor", kind: kind).create(
                    in: out, passphrase: try KeyPassphrases.shared.new(common.terminal), random: System.random
                )
            }
        common.terminal.answer(keys.json, keys.text(language))
    }
}
