package import Words

extension RecoveryError: Explainable {
    /// By the option that is at fault.
    package var failure: Failure {
        switch self {
        case .endedAlready(let next):
            told(
                .configuration, "--data",
                Phrase(
                    "log ini sudah diakhiri dan dilanjutkan sebagai \(plain(next))",
                    "this log was ended already and goes on as \(plain(next))"))
        case .origin:
            told(
                .badInput, "--origin",
                Phrase(
                    "berikan nama baru 1 sampai 64 bita, belum pernah dipakai",
                    "a new name of 1 to 64 bytes, never used before"), limit: 64)
        case .notAnOrigin(let fault): told(.badInput, "--origin", fault.meaning)
        case .notTheRootKey:
            told(
                .badInput, "--root-key", Phrase("bukan kunci akar situs ini", "not the root key of this site")
            )
        case .insideOld(let path):
            told(
                .usage, "--out",
                Phrase(
                    "'\(path)' ada di dalam --data; pisahkan keduanya",
                    "'\(path)' is inside --data; keep them apart"))
        case .unmarked(let error):
            Failure(
                .inputOutput,
                Phrase(
                    """
                    log baru sudah dibuat, tetapi folder lama tidak dapat ditandai: jangan pernah lagi menjalankan server \
                    dari sana (\(error.failure.text.indonesian))
                    """,
                    """
                    the new log is made, but the old directory could not be marked: never start a server from it again \
                    (\(error.message))
                    """),
                field: "--data")
        case .noSerialLeft: Failure(.badInput, Phrase("nomor urut sudah habis", "no serial number is left"))
        case .unmade(let reason): Failure(.badInput, EnglishReason.phrase(reason))
        case .configuration(let error): error.failure
        case .directory(let error): error.failure
        case .keys(let error): error.failure
        case .store(let error): Failure(error)
        case .notAnAgency(let code):
            told(
                .badInput, "--agency",
                Phrase(
                    "\(plain(code)) bukan instansi di situs ini", "\(plain(code)) is no agency of the site"))
        case .otherIdentity(let code):
            told(
                .badInput, "--agency",
                Phrase(
                    "kunci identitas pada kartu \(code) bukan yang disebut situs",
                    "the card of \(code) has another identity key than the site names"))
        case .cardNeeded(let code):
            told(
                .usage, "--agency",
                Phrase(
                    "basis data hilang, jadi kartu \(code) diperlukan",
                    "the database is lost, so the card of \(code) is needed"))
        case .boundToOldLog(let code):
            told(
                .usage, "--agency",
                Phrase(
                    "kunci terbaru \(code) terikat pada log lama: berikan kartu baru",
                    "the newest keys of \(code) are bound to the old log: give a new card"))
        case .keysRanOut(let code):
            told(
                .badInput, "--agency",
                Phrase(
                    "masa berlaku kunci \(code) habis: berikan kartu baru",
                    "the keys of \(code) have run out: give a new card"))
        case .epochNeeded:
            told(
                .usage, "--epoch",
                Phrase(
                    "nomor epoch terbaru tidak diketahui; berikan",
                    "nobody tells the number of the newest epoch; give it"))
        case .epochBelow(let epoch, let known):
            told(
                .badInput, "--epoch",
                Phrase(
                    "\(epoch), padahal epoch \(known) sudah diketahui",
                    "\(epoch), and epoch \(known) is known"), limit: known)
        case .sizeAndRootApart:
            Failure(
                .usage, Phrase("--size dan --root diberikan bersama", "--size and --root are given together"),
                field: "--size")
        case .sizeBelow(let size, let known):
            told(
                .badInput, "--size",
                Phrase(
                    "\(size), padahal \(known) entri sudah diketahui; kurang dari itu berarti bohong",
                    "\(size), and \(known) entries are known; less would be a lie"),
                limit: known)
        case .sizeBetween(let size):
            told(
                .badInput, "--size",
                Phrase(
                    "\(size), padahal log berakhir pada kelipatan 256",
                    "\(size), and a log ends at a multiple of 256"), limit: 256)
        case .unknownRoot(let size):
            told(
                .badInput, "--root",
                Phrase(
                    "bukan akar yang diketahui untuk \(size) entri",
                    "not one that is known of \(size) entries"))
        case .nothingKnown:
            told(
                .usage, "--size",
                Phrase(
                    "tidak ada yang diketahui tentang log lama; berikan --size dan --root",
                    "nothing is known of the old log; give --size and --root"))
        case .forked(let size):
            Failure(
                .badInput,
                Phrase(
                    "ada dua akar untuk \(size) entri: log ini bercabang; sebutkan yang mana dengan --size dan --root",
                    "two roots are known of \(size) entries: somebody forked the log; say which with --size and --root"
                ),
                field: "--root")
        case .canGoOn:
            told(
                .usage, "--cause",
                Phrase(
                    """
                    log lama dapat diteruskan: basis data dan penjaga sesuai, dan tidak ada yang diketahui melihat lebih \
                    banyak. Berikan --cause bila tetap harus diakhiri
                    """,
                    """
                    the old log can go on: database and guard agree, and nobody is known to have seen more. \
                    Give --cause if it must end all the same
                    """))
        }
    }

    private func told(_ kind: Failure.Kind, _ option: String, _ what: Phrase, limit: UInt64? = nil) -> Failure
    {
        Failure(kind, what.behind(option), field: option, limit: limit)
    }
}
