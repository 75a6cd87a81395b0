import ArgumentParser
import AuditLog
import Console
import Server
import Wire
import Words

/// The next descriptor of a site: drafted here, signed where the root key is, published here.
struct SiteChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: Phrase(
            "Mengubah situs: instansi, auditor, saksi.", "Change a site: agencies, auditor, witnesses.")(
                language),
        discussion: Phrase(
            """
            Tiga langkah: draf dibuat di server, dibaca dan ditandatangani di mesin luring pemegang kunci akar, lalu
            diterbitkan di server.
              kentongand site draft --data /var/lib/kentongand --add bkpsdm.card --out situs.draft
              kentongan-review root sign situs.draft --root-key /media/usb/root.key --out situs.signed
              kentongand site publish --data /var/lib/kentongand situs.signed
            """,
            """
            Three steps: a draft is made on the server, read and signed on the offline machine of the root key's holder,
            and published on the server.
              kentongand site draft --data /var/lib/kentongand --add bkpsdm.card --out site.draft
              kentongan-review root sign site.draft --root-key /media/usb/root.key --out site.signed
              kentongand site publish --data /var/lib/kentongand site.signed
            """)(language), subcommands: [Draft.self, Publish.self])
}

extension SiteChange {
    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Phrase(
                "Menulis keterangan situs berikutnya, belum ditandatangani.",
                "Write the site's next description, unsigned.")(language),
            discussion: Phrase(
                """
                Dibaca dari log situs; server boleh tetap berjalan. Tanpa pilihan apa pun hanya tanggal berlakunya yang baru.
                Instansi yang berganti identitas: --add dengan kartu dari 'kentongan-review keys replace' dan --endorsement
                dengan pengesahan kunci lamanya. Memperlihatkan semua yang berubah.
                """,
                """
                Read from the site's log; the server may run. Without any option only the date is new.
                An agency that changes its identity: --add with the card of 'kentongan-review keys replace', and
                --endorsement with what its old key signed. Shows everything that changes.
                """)(language))

        @OptionGroup var site: DataOptions

        @Option(
            parsing: .singleValue,
            help: say(
                "Kartu instansi yang masuk, atau berganti identitas atau nama; boleh diulang.",
                "Card of an agency that joins, or changes its identity or name; may be repeated.",
                value: "CARD"))
        var add: [String] = []

        @Option(
            parsing: .singleValue,
            help: say(
                "Kode instansi yang keluar; boleh diulang.",
                "Code of an agency that leaves; may be repeated.",
                value: "CODE"))
        var retire: [String] = []

        @Option(help: say("Kartu auditor yang baru.", "The next auditor's card.", value: "CARD"))
        var auditor: String?

        @Flag(help: say("Situs tanpa auditor sejak sekarang.", "No auditor from now on."))
        var retireAuditor = false

        @Option(
            parsing: .singleValue,
            help: say(
                "Pengesahan dari kunci lama ('kentongan-review endorse'); boleh diulang.",
                "What an old key signed ('kentongan-review endorse'); may be repeated.", value: "FILE"))
        var endorsement: [String] = []

        @Option(
            parsing: .singleValue,
            help: say(
                "Saksi baru: vkey tipe 4 atau berkasnya.", "A new witness: a vkey of type 4 or its file.",
                value: "VKEY"))
        var witness: [String] = []

        @Option(
            parsing: .singleValue,
            help: say("Saksi yang keluar, namanya.", "A witness that leaves, by name.", value: "NAME"))
        var removeWitness: [String] = []

        @Option(
            help: say(
                "Saksi yang harus setuju (bawaan: tetap; lebih dari separuh bila saksi berubah).",
                "Witnesses that must agree (default: as before; most where witnesses change).", value: "N"),
            transform: whole(0...16))
        var quorum: UInt8?

        @Option(
            help: say(
                "Hari laporan disimpan, paling sedikit 180.", "Days that reports are kept, at least 180.",
                value: "N"), transform: whole(180...65_535))
        var retention: UInt16?

        @Option(
            help: say(
                "Lampiran terbesar, dalam bita, dibulatkan ke atas ke ukuran amplop.",
                "The largest attachment, in bytes, rounded up to a size of envelopes.", value: "N"),
            transform: whole(31_744...1 << 40))
        var maxAttachment: UInt64?

        @Option(
            help: say("Unggahan sekaligus dari satu laporan.", "Uploads at once, of one report.", value: "N"),
            transform: whole(1...255))
        var uploads: UInt8?

        @Option(
            parsing: .singleValue,
            help: say(
                "SHA-256 SubjectPublicKeyInfo kunci TLS cadangan.",
                "SHA-256 of the SubjectPublicKeyInfo of a backup TLS key.", value: "HEX"))
        var tlsPin: [String] = []

        @Option(
            parsing: .singleValue, help: say("Kunci TLS yang dihapus.", "A TLS key that goes.", value: "HEX"))
        var removeTlsPin: [String] = []

        @Option(
            help: say(
                "Wilayah situs, nomor Kemendagri atau BPS. Zona waktunya ikut.",
                "The site's region, by its Kemendagri or BPS number. The time zone follows.", value: "CODE"))
        var region: String?

        @Option(
            help: say(
                "Halaman laporan yang hash-nya ikut ditandatangani akar.",
                "The report page, whose hash the root key signs as well.", value: "FILE"))
        var page: String?

        @Option(help: say("Hari berlakunya, 1 sampai 90.", "Days that it holds, 1 to 90.", value: "N"))
        var days = 90

        @Option(help: say("Berkas draf yang baru.", "New file for the draft.", value: "FILE"))
        var out: String

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let directory = DataDirectory(site.data)
            let now = System.now()
            var changes = SiteChanges()
            changes.renewal = Renewal(days: days)
            changes.renewal.addedWitnesses = try witness.map { try SitePlan.witness($0) }
            changes.renewal.removedWitnesses = removeWitness
            changes.renewal.quorum = quorum
            if !add.isEmpty {
                let origin = try SiteChanges.origin(of: directory)
                changes.added = try add.map { try SitePlan.agencyCard($0, joining: origin) }
            }
            changes.retired = retire
            changes.auditor = try auditor.map { try SitePlan.auditorCard($0) }
            changes.retiresAuditor = retireAuditor
            changes.endorsements = try endorsement.map { try SiteChanges.endorsement($0) }
            changes.retention = retention
            changes.envelope = maxAttachment.map { EnvelopeLength.shortest(from: $0) ?? $0 }
            changes.uploads = uploads
            changes.addedPins = try tlsPin.map { try pin($0, "--tls-pin") }
            changes.removedPins = try removeTlsPin.map { try pin($0, "--remove-tls-pin") }
            changes.region = try region.map { try SitePlan.region($0) }
            changes.page = try page.map { try SiteChanges.page($0, now: now) }
            let (draft, doubts) = try changes.write(out, for: directory, now: now)
            common.terminal.answer(
                draft.json(doubts),
                draft.text(language, doubts) + "\n"
                    + Phrase(
                        "\(out): belum ditandatangani. Bawa ke mesin kunci akar: kentongan-review root sign",
                        "\(out): not signed yet. Take it to the root key's machine: kentongan-review root sign"
                    )(
                        language))
        }
    }

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Phrase(
                "Memberikan draf yang sudah ditandatangani kepada server yang sedang berhenti.",
                "Give a signed draft to a server that does not run.")(language),
            discussion: Phrase(
                """
                Memeriksa semuanya lalu menaruhnya dalam antrean; penutupan epoch berikutnya mencatatnya. Identitas atau
                auditor yang berganti tanpa pengesahan kunci lama, saksi yang keluar dan kuorum yang turun ditolak, kecuali
                dengan --wait: pemeriksa log menganggap perubahan itu belum pasti sampai tujuh hari setelah terbit.
                """,
                """
                Checks everything and queues it; the next epoch's close logs it. An identity or auditor that changes without
                the old key's endorsement, a witness that leaves and a lower quorum are refused, unless with --wait:
                verifiers call that change not settled until seven days after it is published.
                """)(language))

        @OptionGroup var site: DataOptions

        @Argument(help: say("Draf yang sudah ditandatangani.", "The signed draft.", value: "FILE"))
        var file: String

        @Flag(
            help: say(
                "Terbitkan juga yang baru pasti setelah tujuh hari.",
                "Publish also what is settled after seven days only."))
        var wait = false

        @OptionGroup var common: CommonOptions

        func run() async throws {
            var publication = try SitePublication(reading: file)
            publication.waits = wait
            try await publication.queue(in: DataDirectory(site.data), now: System.now())
            guard let draft = publication.draft else { return }
            common.terminal.answer(
                draft.json(publication.doubts),
                draft.text(language, publication.doubts) + "\n"
                    + Phrase(
                        "Dicatat pada penutupan epoch berikutnya, setelah kentongand dijalankan.",
                        "Logged at the next close, once kentongand runs.")(language))
        }
    }
}

/// A SHA-256 in hexadecimal behind a flag.
private func pin(_ text: String, _ flag: String) throws(Failure) -> Hash {
    guard let hash = Hash(hex: text) else {
        throw Failure(
            .usage,
            Phrase("\(flag): bukan 64 huruf 0-9 dan a-f", "\(flag): not 64 hexadecimal digits"), field: flag,
            limit: 64)
    }
    return hash
}
