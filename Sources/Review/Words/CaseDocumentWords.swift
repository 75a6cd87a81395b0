import Cases
import Wire
import Words

/// What stands on the page of a case.
enum CaseDocumentText {
    /// A heading of the supervisory form, with the fields of a report that answer it.
    struct FormPart {
        let heading: Phrase
        let fields: [StoryField]
    }

    static let title = Phrase("Berkas laporan", "Case file")
    static let warning = Phrase(
        """
        RAHASIA. Halaman ini memuat kata-kata pelapor, dan isinya dapat menunjukkan siapa dia. Jangan perlihatkan kepada \
        terlapor; untuk pemeriksaan buat lembar tersendiri (export --redacted). Isinya dugaan, belum terbukti.
        """,
        """
        CONFIDENTIAL. This page holds the source's words, and they can show who that is. Never show it to the person \
        reported; make a sheet of its own for the hearing (export --redacted). What it says is suspected, not proven.
        """)
    static let parts = [
        FormPart(
            heading: Phrase("Siapa (terlapor)", "Who (the person reported)"),
            fields: [.status, .level, .count, .name, .position, .unit]),
        FormPart(
            heading: Phrase("Apa yang terjadi", "What happened"),
            fields: [.purpose, .category, .more, .pledges, .event, .story]),
        FormPart(heading: Phrase("Kapan", "When"), fields: [.eventDate, .phase, .knownDate, .election]),
        FormPart(heading: Phrase("Di mana", "Where"), fields: [.place]),
    ]
    static let nothing = Phrase("Tidak disebutkan.", "Not said.")

    static let report = Phrase("Nomor laporan", "Number of the report")
    static let site = Phrase("Situs", "Site")
    static let fingerprint = Phrase("Sidik kunci situs", "Fingerprint of the site's key")
    static let readers = Phrase("Instansi yang dapat membacanya", "Agencies that can read it")
    static let entry = Phrase("Dalam catatan publik", "In the public log")
    static func standing(_ index: UInt64, epoch: UInt64) -> Phrase {
        Phrase("entri \(index), epoch \(epoch)", "entry \(index), epoch \(epoch)")
    }
    static let recorded = Phrase("Dicatat pada", "Recorded on")
    static let state = Phrase("Status di instansi ini", "State with this agency")
    static let unprovenState = Phrase("tidak terbukti", "not proven")

    static let witnesses = Phrase("Saksi", "Witnesses")
    static let someWitness = Phrase(
        "Menurut pelapor ada orang yang bersedia memberi keterangan. Tanyakan lewat kotak pesan, bukan siapa pelapornya.",
        "The source says that somebody is willing to speak. Ask through the message box, never who the source is."
    )
    static let noWitness = Phrase(
        "Pelapor tidak menyebut orang yang bersedia memberi keterangan.",
        "The source names nobody who is willing to speak.")
    static let evidence = Phrase("Bukti", "Evidence")
    static let noFiles = Phrase("Tidak ada berkas.", "There are no files.")
    static let filesBeside = Phrase(
        """
        Berkas tidak dimuat di sini: gambar atau dokumen dari orang tak dikenal dapat berbahaya. Perintah kentongan-review open \
        menulisnya dengan nama berikut; SHA-256 menunjukkan bahwa berkasnya sama.
        """,
        """
        Files are not shown here: a picture or document from a stranger can be hostile. The command kentongan-review open writes them \
        under these names; SHA-256 shows that a file is the same.
        """)
    static let fileHeads = [
        Phrase("Nama", "Name"), Phrase("Jenis", "Kind"), Phrase("Ukuran", "Size"),
        Phrase("Sidik (SHA-256)", "Fingerprint (SHA-256)"),
        Phrase("Keterangan", "Remarks"),
    ]

    static let handling = Phrase("Penanganan", "How it was handled")
    static let eventHeads = [
        Phrase("Tanggal", "Date"), Phrase("Instansi", "Agency"), Phrase("Yang dicatat", "What was recorded"),
        Phrase("Bukti pencatatan", "Proof"),
    ]
    static let answers = Phrase("Jawaban pelapor", "Answers of the source")
    static func question(_ counter: UInt32) -> Phrase {
        Phrase("Pertanyaan \(counter.plus(1)) instansi", "Question \(counter.plus(1)) of the agency")
    }
    static let noAnswers = Phrase("Belum ada jawaban.", "There is no answer yet.")
    static func answer(_ counter: UInt32) -> Phrase {
        Phrase("Jawaban \(counter.plus(1))", "Answer \(counter.plus(1))")
    }
    static let identity = Phrase(
        "(Pelapor memberikan identitasnya. Identitas tidak dimuat dalam berkas; open-identity membukanya.)",
        "(The source gave its identity. It is no part of the file; open-identity opens it.)")
    static let unknownKind = Phrase(
        "(Isi jenis lain; program ini tidak menampilkannya.)",
        "(Content of another kind; this program does not show it.)")

    static let lacking = Phrase("Yang belum ada", "What is missing")
    static let nothingLacks = Phrase("Tidak ada yang kurang.", "Nothing is missing.")

    static let witnessed = Phrase(
        "Para saksi sudah menandatangani catatan itu.", "Witnesses have signed that log.")
    static let notWitnessed = Phrase(
        "Catatan itu baru ditandatangani pengelola situs, belum oleh saksi dari luar.",
        "So far only the site's operator has signed that log, and no witness from outside.")
    static let check = Phrase("Cara memeriksa", "How to check it")
    static func howToCheck(_ index: UInt64) -> Phrase {
        Phrase(
            """
            Siapa pun dapat memeriksa bahwa laporan ini tercatat: entri \(index) dalam catatan publik situs memuat nomor laporan \
            di atas, dan catatan sampai ukuran di bawah ini ditandatangani. Perintah kentongan-review verify --tiles memeriksa seluruh \
            catatan; pilihan --checkpoint membandingkannya dengan baris-baris ini.
            """,
            """
            Anybody can check that this report is recorded: entry \(index) of the site's public log holds the number of the \
            report above, and the log up to the size below is signed. The command kentongan-review verify --tiles verifies the whole log; \
            its option --checkpoint compares it with these lines.
            """)
    }
}

extension CaseDocument.File {
    func size(_ language: Language) -> String { Amount.size(evidence.length)(language) }

    /// What was said of it, and whether it is there.
    func remarks(_ language: Language) -> String {
        var remarks: [Phrase] = []
        if !isReceived { remarks.append(Phrase("belum pernah datang", "never came")) }
        if evidence.showsReporter { remarks.append(SummaryText.showsTheReporter) }
        if !evidence.metadataRemoved { remarks.append(SummaryText.hiddenData) }
        return remarks.map { $0(language) }.joined(separator: "; ")
    }
}

extension CaseDocument.Event {
    /// The day alone: the log knows no other time.
    func day(in zone: Zone, _ language: Language) -> String {
        recorded.map { CivilTime($0, zone: zone).date.phrase(language) } ?? ""
    }

    /// What was recorded, and where it leaves the case.
    func words(_ language: Language) -> String {
        switch kind {
        case .report: Phrase("Laporan dicatat", "The report was recorded")(language)
        case .act(let act): act.words(language)
        case .message(let direction, let counter): direction.words(counter.plus(1))(language)
        }
    }

    /// Where it stands in the log; that it is not proven, where it is not.
    func proof(_ language: Language) -> String {
        var words = [Phrase("entri \(index)", "entry \(index)")]
        if let fault {
            words.append(
                Phrase(
                    "TIDAK TERBUKTI: \(fault.phrase.indonesian)", "NOT PROVEN: \(fault.phrase.english)"))
        }
        switch unread {
        case nil: break
        case .erased: words.append(Phrase("isinya sudah dihapus", "its payload was erased"))
        case .gone:
            words.append(
                Phrase("ISI HILANG tanpa penghapusan yang sah", "PAYLOAD GONE without a lawful erasure"))
        case .garbage: words.append(Phrase("isinya tidak dapat dibaca", "its payload cannot be read"))
        case .notFetched: words.append(Phrase("isinya belum diambil", "its payload was not fetched"))
        case .forgotten:
            words.append(Phrase("isinya dihapus dari simpanan", "its payload was removed from the store"))
        }
        return words.map { $0(language) }.joined(separator: "; ")
    }
}

extension Act {
    fileprivate func words(_ language: Language) -> String {
        var words = [kind.label]
        if kind == .state { words.append(state.label) }
        if outcome != .none { words.append(outcome.label) }
        if due != .none {
            words.append(Phrase("batas waktu: \(due.label.indonesian)", "due: \(due.label.english)"))
        }
        if !other.isEmpty { words.append(Phrase("kepada \(other)", "to \(other)")) }
        if reason != Hash() {
            words.append(Phrase("beralasan; alasannya tersegel", "with a reason, which is sealed"))
        }
        return words.map { $0(language) }.joined(separator: "; ")
    }
}

extension Direction {
    fileprivate func words(_ number: UInt32) -> Phrase {
        switch self {
        case .question: Phrase("Pertanyaan \(number) kepada pelapor", "Question \(number) to the source")
        case .reply: Phrase("Jawaban \(number) dari pelapor", "Answer \(number) of the source")
        case .supplement: Phrase("Tambahan \(number) dari pelapor", "Supplement \(number) of the source")
        case .note: Phrase("Catatan \(number) antarinstansi", "Note \(number) among the agencies")
        }
    }
}

extension CaseDocument.Lack {
    func words(_ language: Language) -> String {
        switch self {
        case .file(let name):
            Phrase(
                "berkas yang diumumkan belum pernah datang: \(name)", "an announced file never came: \(name)")(
                    language)
        case .field(let field): field.title(language)
        }
    }
}
