import AuditLog
import Console
import Files
import HTTP
import Storage
package import Words

// What the operator reads on standard error.
extension Notice: CustomStringConvertible {
    /// The line in English, without its end.
    package var description: String { phrase.english }

    /// The line, without its end.
    package var phrase: Phrase {
        switch self {
        case .intake(.open):
            Phrase(
                "penerimaan: laporan diterima tanpa bukti kerja lagi",
                "intake: reports are taken without work again")
        case .intake(.paced):
            Phrase(
                """
                penerimaan: banyak laporan sedang masuk: diterima setahap demi setahap, dengan bukti kerja; instansi dan \
                balasan punya tempat sendiri
                """,
                """
                intake: many reports are arriving: they are taken step by step, and bring work; agencies and answers \
                have room of their own
                """)
        case .intake(.full):
            Phrase(
                """
                penerimaan: sebanyak yang ditampung epoch ini sudah menunggu: laporan baru diminta datang lagi setelah \
                penerbitan berikutnya
                """,
                """
                intake: as many reports wait as this epoch takes: new ones are told to come back behind the next \
                publication
                """)
        case .diskFull:
            Phrase(
                "diska penuh: penutupan epoch menunggu dan tidak ada yang diterima; laporan yang sudah terbit dapat "
                    + "dibaca. Beri ruang pada diska direktori data; server tidak perlu dijalankan ulang",
                "the disk is full: closing epochs waits and nothing is taken in; published reports can be read. "
                    + "Make room on the disk of the data directory; no restart is needed")
        case .databaseBusy:
            Phrase(
                "proses lain memegang basis data: penutupan epoch menunggu. Akhiri proses yang membaca atau menyalin "
                    + "log.sqlite dan payload.sqlite dengan kunci; server tidak perlu dijalankan ulang",
                "another process holds the database: closing epochs waits. End what reads or copies log.sqlite and "
                    + "payload.sqlite with a lock; no restart is needed")
        case .storeIsFine:
            Phrase(
                "diska dan basis data: yang menunggu sudah ditulis",
                "disk and database: what waited was written")
        case .publicLogNotWritten(let fault):
            Phrase(
                "publish.directory: log publik tidak dapat ditulis: \(fault.meaning.indonesian)",
                "publish.directory: the public log could not be written: \(fault.meaning.english)")
        case .filesWrittenAgain(let count):
            Phrase(
                "publish.directory: \(count) berkas hilang atau rusak, ditulis kembali",
                "publish.directory: \(count) files were missing or torn, written again")
        case .immutableNotPossible:
            Phrase(
                "publish.immutable: tidak dapat dipakai pada sistem berkas ini atau tanpa CAP_LINUX_IMMUTABLE",
                "publish.immutable: not possible in this file system or without CAP_LINUX_IMMUTABLE")
        case .witnessBack(let url, let size):
            Phrase(
                "saksi \(url): kembali, dan menandatangani \(size) entri",
                "witness \(url): is back and cosigned \(size) entries")
        case .witness(let url, let outcome):
            Phrase(
                "saksi \(url): \(outcome.meaning.indonesian)", "witness \(url): \(outcome.meaning.english)")
        case .fewerConnections(let connections, let publishing, let descriptors):
            Phrase(
                """
                sistem mengizinkan \(descriptors) berkas terbuka (LimitNOFILE, ulimit -n): server.connections menjadi \
                \(connections)\(publishing.map { ", publish.connections \($0)" } ?? "")
                """,
                """
                the system allows \(descriptors) open files (LimitNOFILE, ulimit -n): server.connections is \
                \(connections)\(publishing.map { ", publish.connections \($0)" } ?? "")
                """)
        case .clockLeaps(let epochs, let hours, let kernel): clockLeaps(epochs, hours, kernel.meaning)
        case .clockIsFine:
            Phrase("jam: jam dan log sesuai lagi", "clock: clock and log agree again")
        case .epochInFuture(let minutes, let kernel): epochInFuture(minutes, kernel.meaning)
        case .waitsForWitness(let count):
            Phrase(
                """
                epoch terbaru sudah lama terlambat: tidak ada yang ditandatangani sebelum seorang saksi menyatakan \
                seberapa banyak log ini yang diketahuinya, dan belum ada; ditanya lagi tiap 5 detik (\(count) di \
                witnesses.urls)
                """,
                """
                the newest epoch is long overdue: nothing is signed before a witness says how much of this log it knows, \
                and none does; asked again every 5 seconds (\(count) in witnesses.urls)
                """)
        case .witnessSaid:
            Phrase(
                "saksi tidak mengetahui lebih banyak daripada yang ada di sini: server diteruskan",
                "a witness knows no more of this log than there is here: the start goes on")
        case .noWitnessToAsk:
            Phrase(
                """
                epoch terbaru sudah lama terlambat dan tidak ada saksi untuk ditanya (witnesses.urls): bila folder ini \
                dikembalikan dari salinan, hentikan server sekarang
                """,
                """
                the newest epoch is long overdue and there is no witness to ask (witnesses.urls): if this directory was \
                put back from a copy, end the server now
                """)
        case .expiry(let expiry, let now): StatusConcern.expiry(expiry, at: now).problem.sentence
        }
    }

    private func clockLeaps(_ epochs: UInt64, _ hours: UInt64, _ kernel: Phrase) -> Phrase {
        Phrase(
            """
            jam: \(epochs) epoch, \(hours) jam, di depan epoch terbaru, dan tidak ada waktu saksi yang cocok \
            (\(kernel.indonesian)): tidak ada yang ditutup dan tidak ada yang dijanjikan. Bila jamnya keliru, \
            perbaiki; bila benar, jalankan satu kali dengan --accept-clock
            """,
            """
            clock: it is \(epochs) epochs, \(hours) hours, ahead of the newest epoch, and no witness's time agrees \
            (\(kernel.english)): nothing is closed and nothing is promised. If the clock is wrong, set it right; \
            if it is right, start once with --accept-clock
            """)
    }

    private func epochInFuture(_ minutes: UInt64, _ kernel: Phrase) -> Phrase {
        Phrase(
            """
            jam: epoch terbaru ada di masa depan, \(minutes) menit lagi (\(kernel.indonesian)): jam ini terlambat, \
            atau terlalu cepat ketika epoch itu ditutup; sampai saat itu tidak ada yang ditutup
            """,
            """
            clock: the newest epoch is in the future, by \(minutes) minutes (\(kernel.english)): this clock is late, \
            or it was ahead when that epoch was closed; none is closed until then
            """)
    }
}

extension PublishFault {
    /// In words, without anything that the store quotes.
    fileprivate var meaning: Phrase {
        switch self {
        case .file(let error): Failure(publishing: error).text
        case .store(let error): EnglishReason.phrase(error.withoutQuotation)
        case .refused(let refusal): refusal.meaning
        case .other: Phrase("sebab yang tidak terduga", "unexpected")
        }
    }
}

extension PublishFault.Refusal {
    fileprivate var meaning: Phrase {
        let what =
            switch self {
            case .notACheckpoint:
                Phrase(
                    "memuat berkas 'checkpoint' yang bukan checkpoint",
                    "holds a file 'checkpoint' that is none")
            case .otherLog(let found, let expected):
                Phrase(
                    "memuat log \(plain(found)), seharusnya \(expected)",
                    "holds the log \(plain(found)), expected \(expected)")
            case .ahead(let size, let log):
                Phrase(
                    """
                    mendahului log: memuat \(size) entri, log \(log). Folder data dikembalikan dari salinan; biarkan \
                    keduanya apa adanya
                    """,
                    """
                    is ahead of the log: it holds \(size) entries, the log \(log). The data directory was put back; \
                    keep both as they are
                    """)
            case .otherRoot(let size):
                Phrase(
                    "memuat akar lain pada ukuran \(size) daripada log; biarkan keduanya apa adanya",
                    "holds another root at size \(size) than the log; keep both as they are")
            }
        return Phrase("publish.directory \(what.indonesian)", "publish.directory \(what.english)")
    }
}

extension StoreError {
    /// As `description`, but of what is quoted only the store's own words for its parts.
    fileprivate var withoutQuotation: String {
        switch self {
        case .corrupt(let what) where !isPart(what): "store is corrupt"
        case .missing(let file) where !["log.sqlite", "payload.sqlite", "guard"].contains(file):
            "a file is missing"
        case .refused: "refused"
        case .foreign: "origin is another"
        case .setting(let name, _, _) where ["synchronous", "secure_delete", "journal_mode"].contains(name):
            "\(name) is not as expected"
        case .setting: "a setting of the database is not as expected"
        default: "\(self)"
        }
    }

    /// `tile`, `bundle 3`: a word of ours and a number.
    private func isPart(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard let first = words.first, ["tile", "bundle", "batch", "entry", "record"].contains(first) else {
            return false
        }
        return words.dropFirst().allSatisfy { UInt64($0) != nil }
    }
}

extension Failure {
    /// What keeps the public log from being written as files, at the start.
    init(_ fault: PublishFault) {
        switch fault {
        case .refused(let refusal):
            self.init(.configuration, refusal.meaning, field: "publish.directory")
        case .file(let error): self.init(publishing: error)
        case .store(let error): self.init(error)
        case .other: self.init(.inputOutput, fault.meaning, field: "publish.directory")
        }
    }
}
