import AuditLog
import Files
import Wire
package import Words

extension SitePlanError.Source {
    fileprivate var option: String {
        switch self {
        case .agency: "--agency"
        case .auditor: "--auditor"
        case .witness: "--witness"
        }
    }
}

extension SitePlanError: Explainable {
    /// By the option that is at fault.
    package var failure: Failure {
        switch self {
        case .unreadable(let source, let error):
            Failure(reading: error.path, field: source.option, error)
        case .notACard(let source, let path, let reason):
            bad(source.option, Phrase("'\(path)': \(reason: reason)", "'\(path)': \(reason)"))
        case .unsignedCard(let path):
            bad(
                "--agency",
                Phrase(
                    "kunci pada '\(path)' tidak ditandatangani kunci identitasnya",
                    "the keys on '\(path)' are not signed by its identity key"))
        case .cardFormat(let path, let format):
            bad(
                "--auditor",
                Phrase("'\(path)' berformat \(format), batas 1", "'\(path)' has format \(format), limit 1"))
        case .notAVKey(let text, let reason):
            bad("--witness", Phrase("'\(plain(text))': \(reason: reason)", "'\(plain(text))': \(reason)"))
        case .notAWitnessKey(let name):
            bad(
                "--witness",
                Phrase(
                    "'\(plain(name))' kunci jenis 1, bukan kunci saksi (jenis 4)",
                    "'\(plain(name))' is a key of type 1, not of a witness (type 4)"))
        case .originLength(let bytes):
            bad(
                "--origin", Phrase("\(bytes) bita, batas 1 sampai 64", "\(bytes) bytes, limit 1 to 64"),
                limit: 64)
        case .origin(let fault): bad("--origin", fault.meaning)
        case .epochSeconds(let seconds):
            bad(
                "--epoch-seconds",
                Phrase("\(seconds), batas 1 sampai 31536000", "\(seconds), limit 1 to 31536000"),
                limit: 31_536_000)
        case .retention(let days):
            bad(
                "--retention",
                Phrase(
                    "\(days) hari, paling sedikit \(SiteDescriptor.shortestRetention)",
                    "\(days) days, at least \(SiteDescriptor.shortestRetention)"),
                limit: UInt64(SiteDescriptor.shortestRetention))
        case .region(let text):
            bad(
                "--region",
                Phrase(
                    "'\(plain(text))' bukan nomor wilayah, misalnya 62.07 atau 6208",
                    "'\(plain(text))' is no region's number, like 62.07 or 6208"))
        case .agencyCount(let count):
            bad(
                "--agency", Phrase("\(count) kartu, batas 1 sampai 12", "\(count) cards, limit 1 to 12"),
                limit: 12)
        case .codeTwice: bad("--agency", Phrase("dua kartu berkode sama", "two cards have one code"))
        case .cardRanOut(let code, let name, let notAfter):
            bad(
                "--agency",
                Phrase(
                    """
                    masa berlaku kunci pada kartu \(code), '\(name)', habis pada \(ExpiryText.date(notAfter, in: .wib).indonesian); instansi itu \
                    harus membuat kartu baru
                    """,
                    """
                    the keys on the card of \(code), '\(name)', ran out on \(ExpiryText.date(notAfter, in: .wib).english); the agency must \
                    make a new card
                    """))
        case .witnessCount(let count):
            bad(
                "--witness",
                Phrase(
                    "\(count) saksi dengan instansi dan auditor, batas 16",
                    "\(count) witnesses with agencies and auditor, limit 16"), limit: 16)
        case .witnessTwice:
            bad(
                "--witness",
                Phrase("dua saksi bernama atau berkunci sama", "two witnesses have one name or one key"))
        case .quorum(let quorum, let witnesses):
            bad(
                "--quorum", Phrase("\(quorum), batas \(witnesses)", "\(quorum), limit \(witnesses)"),
                limit: UInt64(witnesses))
        case .noQuorum: bad("--quorum", Phrase("0, batas 1", "0, limit 1"), limit: 1)
        case .witnessNameLength(let name, let isOutside):
            bad(
                isOutside ? "--witness" : "--origin",
                Phrase(
                    "nama saksi '\(name)' \(name.utf8.count) bita, batas 64",
                    "the witness name '\(name)' has \(name.utf8.count) bytes, limit 64"), limit: 64)
        case .encoding(let error):
            Failure(
                .badInput, Phrase("\(reason: error)", "\(error)"), field: error.field,
                limit: UInt64(error.maximum))
        case .unsignable:
            Failure(
                .inputOutput,
                Phrase(
                    "keterangan situs tidak dapat ditandatangani", "the site descriptor could not be signed"))
        case .directory(let error): error.failure
        case .keys(let error): error.failure
        case .unmade(let reason): Failure(.badInput, EnglishReason.phrase(reason))
        }
    }

    private func bad(_ option: String, _ what: Phrase, limit: UInt64? = nil) -> Failure {
        Failure(.badInput, what.behind(option), field: option, limit: limit)
    }
}

extension OriginFault {
    /// What a log's name must be instead.
    package var meaning: Phrase {
        switch self {
        case .scheme:
            Phrase(
                "nama log tanpa skema: kentongan.contoh.id, bukan https://kentongan.contoh.id",
                "the log's name has no scheme: kentongan.example.org, not https://kentongan.example.org")
        case .host:
            Phrase(
                "bagian pertama bukan nama host dengan huruf kecil: kentongan.contoh.id",
                "its first part is no host name in small letters: kentongan.example.org")
        case .character(let character):
            Phrase(
                "tanda '\(character)' tidak boleh; yang boleh: huruf, angka, - . _ ~ dan /",
                "the character '\(character)' is not allowed; letters, digits, - . _ ~ and / are")
        case .path:
            Phrase(
                "jalurnya tidak boleh memuat bagian kosong, '.' atau '..'",
                "its path has no part that is empty, '.' or '..'")
        }
    }
}

extension SitePlanWarning {
    /// One sentence for whoever makes the site.
    package var meaning: Phrase {
        switch self {
        case .loopback(let host):
            Phrase(
                "tautan situs mengarah ke \(host), mesin pelapor sendiri: berikan --public, alamat yang dilihat pelapor",
                "the site link leads to \(host), the source's own machine: give --public, the address that sources see"
            )
        case .oneAgency:
            Phrase(
                """
                hanya satu instansi dapat membaca laporan: laporan tentang instansi itu tidak punya tujuan lain; tambahkan \
                --agency dari tingkat lain
                """,
                """
                one agency alone can read reports: a report about it has nowhere else to go; add an --agency of another \
                level
                """)
        case .noAuditor:
            Phrase(
                "tidak ada auditor: tidak seorang pun dari luar tahu apakah ada laporan yang disembunyikan; berikan --auditor",
                "there is no auditor: nobody outside knows whether a report is withheld; give --auditor")
        }
    }
}
