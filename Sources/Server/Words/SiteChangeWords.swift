import AuditLog
import Files
import Wire
package import Words

extension SiteChangeError: Explainable {
    /// By the option or the file that is at fault.
    package var failure: Failure {
        ofSite ?? ofCards ?? ofTerms ?? ofFiles
    }

    private var ofSite: Failure? {
        switch self {
        case .noSite:
            bad("--data", Phrase("belum ada keterangan yang terbit", "no description is published there"))
        case .renewal(let error): error.failure
        case .card(let error): error.failure
        case .fault(let fault): fault.failure
        case .store(let error): Failure(error)
        case .serverKeys(let error): error.failure
        case .serverRuns:
            Failure(
                .tryLater,
                Phrase(
                    "--data: server sedang berjalan di sana; hentikan, jalankan site publish, lalu nyalakan lagi",
                    "--data: a server runs there; end it, run site publish, and start it again"),
                field: "--data")
        case .waitsAlready(let serial):
            bad(
                "draft",
                Phrase(
                    "keterangan lain bernomor \(serial) sudah menunggu epoch berikutnya",
                    "another description \(serial) waits for the next epoch already"))
        case .keysWait(let code):
            Failure(
                .tryLater,
                Phrase(
                    "draft: kunci baru \(code) menunggu epoch berikutnya; nyalakan server, tunggu epoch itu, lalu coba lagi",
                    "draft: renewed keys of \(code) wait for the next epoch; start the server, wait for it, and try again"
                ), field: "draft")
        default: nil
        }
    }

    private var ofCards: Failure? {
        switch self {
        case .notAnAgency(let code):
            bad(
                "--retire",
                Phrase("'\(code)' bukan instansi situs ini", "'\(code)' is not an agency of this site"))
        case .bothWays(let code):
            bad(
                "--retire",
                Phrase("'\(code)' juga ada di --add", "'\(code)' is given to --add as well"))
        case .agencyCount(let count):
            bad(
                "--add", Phrase("\(count) instansi, batas 1 sampai 12", "\(count) agencies, limit 1 to 12"),
                12)
        case .cardDoesNotFollow(let code, let serial):
            bad(
                "--add",
                Phrase(
                    """
                    kunci pada kartu \(code) tidak menyambung kunci \(serial) yang ada di log; instansi membuat kartu baru \
                    dengan 'kentongan-review keys replace'
                    """,
                    """
                    the keys on the card of \(code) do not follow its keys \(serial) in the log; the agency makes a new \
                    card with 'kentongan-review keys replace'
                    """))
        case .cardRanOut(let code, let notAfter):
            bad(
                "--add",
                Phrase(
                    "kunci pada kartu \(code) habis masa berlakunya pada \(ExpiryText.day(notAfter))",
                    "the keys on the card of \(code) ran out on \(ExpiryText.day(notAfter))"))
        case .keyTwice(let code):
            bad(
                "--add",
                Phrase(
                    "kunci tindakan \(code) sudah dipakai instansi lain atau ada dua kali",
                    "an act key of \(code) stands twice, or is another agency's"))
        case .unusableKey(let code):
            bad(
                "--add",
                Phrase(
                    "tidak ada yang dapat menyegel ke kunci penerima \(code)",
                    "nobody could seal to the recipient key of \(code)"))
        case .noAuditor:
            bad(
                "--retire-auditor",
                Phrase(
                    "situs ini tidak mempunyai auditor, atau --auditor juga diberikan",
                    "this site has no auditor, or --auditor is given as well"))
        default: nil
        }
    }

    private var ofTerms: Failure? {
        switch self {
        case .retention(let days):
            bad(
                "--retention",
                Phrase("\(days) hari, paling sedikit 180", "\(days) days, at least 180"), 180)
        case .notAPin(let pin):
            bad(
                "--remove-tls-pin",
                Phrase("\(pin.hex) bukan kunci TLS situs ini", "\(pin.hex) is no TLS key of this site"))
        case .pinCount(let count):
            bad(
                "--tls-pin",
                Phrase("\(count) kunci TLS, batas 1 sampai 4", "\(count) TLS keys, limit 1 to 4"), 4)
        case .otherSite(let origin, let own):
            Failure(
                .unauthorised,
                Phrase(
                    "draft: milik situs lain: \(origin), bukan \(own)",
                    "draft: of another site: \(origin), not \(own)"), field: "draft")
        case .unsigned:
            Failure(
                .unauthorised,
                Phrase(
                    "draft: belum ditandatangani kunci akar; jalankan 'kentongan-review root sign'",
                    "draft: the root key has not signed it; run 'kentongan-review root sign'"), field: "draft"
            )
        case .outdated(let serial, let newest):
            bad(
                "draft",
                Phrase(
                    "keterangan \(serial) sudah lewat; yang terbaru di situs ini \(newest)",
                    "description \(serial) is over; the newest of this site is \(newest)"))
        case .otherPast(let serial):
            bad(
                "draft",
                Phrase(
                    "berawal dari keterangan \(serial) yang bukan keterangan terbaru situs ini; buat draf baru",
                    "starts from a description \(serial) that is not the newest of this site; make a new draft"
                ))
        case .ranOut(let notAfter, let now):
            bad(
                "draft",
                Phrase(
                    "berlaku sampai \(ExpiryText.day(notAfter)); jam mesin ini menunjukkan \(ExpiryText.day(now))",
                    "holds until \(ExpiryText.day(notAfter)); the clock here says \(ExpiryText.day(now))"))
        case .tooFar(let notAfter, let now):
            bad(
                "draft",
                Phrase(
                    """
                    berlaku sampai \(ExpiryText.day(notAfter)), lebih dari 90 hari dari \(ExpiryText.day(now)): jam di sini \
                    atau di mesin yang membuat draf salah
                    """,
                    """
                    holds until \(ExpiryText.day(notAfter)), more than 90 days from \(ExpiryText.day(now)): the clock here is \
                    wrong, or that of the machine that made the draft
                    """), 90)
        case .needsWait(let doubts):
            Failure(
                .unauthorised,
                Phrase(
                    """
                    draft: \(doubts.map { $0.warning.indonesian }.joined(separator: "; ")); dengan --wait tetap \
                    diterbitkan, dan pemeriksa log menganggapnya belum pasti sampai tujuh hari setelah terbit
                    """,
                    """
                    draft: \(doubts.map { $0.warning.english }.joined(separator: "; ")); with --wait it is published all \
                    the same, and verifiers call it not settled until seven days after that
                    """), field: "--wait", limit: 7)
        default: nil
        }
    }

    private var ofFiles: Failure {
        switch self {
        case .unreadable(let error): Failure(reading: error.path, field: "draft", error)
        case .unwritable(let path, let error): Failure(writing: path, field: "--out", error)
        case .notReplaced(let path, let error): Failure(writing: path, field: "site.descriptor", error)
        case .pageFile(let path, let error): Failure(reading: path, field: "--page", error)
        case .emptyPage(let path): bad("--page", Phrase("'\(path)' kosong", "'\(path)' is empty"))
        case .endorsementFile(let path, let reason):
            bad("--endorsement", Phrase("'\(path)': \(reason: reason)", "'\(path)': \(reason)"))
        case .notADraft(let path, let reason):
            bad("draft", Phrase("'\(path)': \(reason: reason)", "'\(path)': \(reason)"))
        default: bad("draft", Phrase("tidak dapat dipakai", "cannot be used"))
        }
    }

    private func bad(_ field: String, _ what: Phrase, _ limit: UInt64? = nil) -> Failure {
        Failure(.badInput, what.behind(field), field: field, limit: limit)
    }
}
