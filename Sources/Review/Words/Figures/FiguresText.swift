import Cases
import Wire
import Words

/// What the page of figures says.
enum FiguresText {
    /// Its title; the log's name follows.
    static let title = Phrase("Angka penanganan laporan", "How reports are handled")
    /// Under the title.
    static let lead = Phrase(
        """
        Laporan di situs ini adalah dugaan, dan tetap dugaan sampai diputuskan. Halaman ini menunjukkan berapa banyak laporan \
        yang masuk dan apa yang dilakukan setiap instansi, bukan isi laporan, nama, atau tempat.
        """,
        """
        Reports on this site are allegations, and stay allegations until something is decided. This page shows how many came and \
        what each agency did with them; it shows no report, no name and no place.
        """)
    /// The auditor agrees.
    static let countersigned = Phrase(
        "dihitung ulang dan ditandatangani auditor", "recomputed and countersigned by the auditor")
    /// Nobody but the operator says so.
    static let claimed = Phrase("baru diklaim pengelola situs", "claimed by the operator")
    /// What the first one means.
    static let countersignedMeans = Phrase(
        "Auditor membuka semua catatan, menghitung sendiri, dan mendapat angka yang sama persis.",
        "The auditor opened every record, counted by itself, and came to exactly these figures.")
    /// What the second one means.
    static let claimedMeans = Phrase(
        "Auditor belum menyatakan bahwa angka ini benar. Jangan memakainya sebagai fakta.",
        "The auditor has not said that these figures are right. Do not use them as facts.")
    /// Before the first month is over.
    static let noMonth = Phrase(
        "Belum ada bulan yang berakhir: angka pertama terbit setelah akhir bulan.",
        "No month is over yet: the first figures come when one ends.")
    /// The log was not checked by a key from elsewhere.
    static let notPinned = Phrase(
        "Kunci catatan publik diambil dari catatan itu sendiri dan tidak dibandingkan dengan sumber lain.",
        "The log's key was taken from the log itself and compared with nothing.")
    /// A part of the log could not be checked.
    static let notWhole = Phrase(
        "Tidak semuanya dapat diperiksa; lihat kentongan-review verify.",
        "Not everything could be checked; see kentongan-review verify.")
    /// No quorum signed the tree.
    static let notWitnessed = Phrase(
        "Catatan ini baru ditandatangani pengelola situs, belum oleh saksi dari luar.",
        "So far only the site's operator has signed this log, and no witness from outside.")

    /// Heads the explanation.
    static let meaning = Phrase("Cara membaca", "How to read this")
    /// One sentence each.
    static let notes = [
        Phrase(
            """
            Angka diumumkan sebagai rentang. “0–4” berarti kurang dari lima, mungkin tidak ada: angka kecil tidak diumumkan, supaya \
            tidak ada yang dapat mengetahui apakah satu laporan masuk.
            """,
            """
            Numbers are said as ranges. “0–4” means fewer than five, perhaps none: small numbers are not said, so that nobody can \
            learn whether one report came.
            """),
        Phrase(
            "Satu laporan dihitung pada setiap instansi penerimanya. Jangan menjumlahkan angka antarinstansi.",
            "A report counts at each agency that received it. Do not add up agencies."),
        Phrase(
            "Terlambat berarti batas waktu langkah itu sudah lewat pada akhir bulan. Jika undang-undang pemilihan berbeda, batas terlama yang dipakai.",
            "Overdue means that the step's time limit had passed at the month's end. Where election laws differ, the longest limit counts."
        ),
        Phrase(
            "Umur langkah adalah nilai tengah: separuh perkara sudah lebih lama berada di langkah itu.",
            "The age of a step is a median: half of the cases have been in it for longer."),
        Phrase(
            "Tidak dihitung: laporan uji dan latihan yang disebutkan auditor, laporan di luar situs ini, dan tindakan yang tidak dicatat.",
            "Not counted: tests and exercises that the auditor named, reports made elsewhere, and what was done without being recorded."
        ),
        Phrase(
            "“Tidak terbukti” sama pentingnya dengan hasil lain: yang dilaporkan belum tentu bersalah.",
            "“Not proven” matters as much as any other outcome: who was reported need not be guilty."),
    ]
    /// Heads the check; the script's name and call follow.
    static let check = Phrase("Periksa sendiri", "Check it yourself")
    /// How.
    static let checkHow = Phrase(
        "Angka ini berasal dari catatan publik. Dengan salinan catatan itu, siapa pun dapat menghitungnya ulang (Python 3):",
        "These figures are from the public log. With a copy of it anybody can recompute them (Python 3):")
    /// What the script cannot.
    static let checkNot = Phrase(
        "Skrip itu tidak memeriksa tanda tangan; kentongan-review verify memeriksanya.",
        "The script checks no signatures; kentongan-review verify does.")

    /// Heads of columns and captions.
    static let received = Phrase("Masuk bulan ini", "Received this month")
    static let open = Phrase("Belum selesai", "Open")
    static let overdue = Phrase("Terlambat", "Overdue")
    static let decided = Phrase("Diputuskan atau selesai", "Decided or closed")
    static let step = Phrase("Langkah", "Step")
    static let age = Phrase("Umur langkah (nilai tengah)", "Age of the step (median)")
    static let outcome = Phrase("Hasil", "Outcome")
    static let count = Phrase("Perkara", "Cases")
    static let month = Phrase("Bulan", "Month")
    static let agency = Phrase("Instansi", "Agency")
    static let source = Phrase("Keterangan", "Said by")
    static let overview = Phrase("Semua instansi", "All agencies")
    static let steps = Phrase("Perkara yang belum selesai, menurut langkah", "Open cases by step")
    static let outcomes = Phrase("Perkara yang diputuskan, menurut hasil", "Decided cases by outcome")
    static let course = Phrase("Dari bulan ke bulan", "Month by month")
    static let tests = Phrase(
        "Laporan uji bulan ini yang disebutkan auditor", "Tests of this month that the auditor named")
    /// No figure of a table is said.
    static let nothing = Phrase("Semua angka 0–4.", "All figures are 0–4.")

    /// `5–19`, `10,000 or more`; of nil fewer than five.
    static func cases(_ figure: Figure?) -> Phrase {
        guard let figure else { return Phrase("0–4", "0–4") }
        return range(figure.cases.lowest, figure.cases.highest)
    }

    /// `14–29 days`; of nil nothing is said.
    static func days(_ figure: Figure?) -> Phrase {
        guard let least = figure?.age.lowest else { return Phrase("–", "–") }
        let range = range(least, figure?.age.highest)
        return Phrase("\(range.indonesian) hari", "\(range.english) days")
    }

    private static func range(_ least: UInt64, _ most: UInt64?) -> Phrase {
        guard let most else {
            return Phrase(
                "\(grouped(least, ".")) atau lebih", "\(grouped(least, ",")) or more")
        }
        return Phrase(
            "\(grouped(least, "."))–\(grouped(most, "."))", "\(grouped(least, ","))–\(grouped(most, ","))")
    }

    private static func grouped(_ number: UInt64, _ separator: String) -> String {
        guard number >= 1_000 else { return "\(number)" }
        let rest = "\(number % 1_000)"
        return "\(number / 1_000)\(separator)\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// `November 2026`.
    static func name(_ month: CalendarMonth) -> Phrase {
        let day = month.firstDay.phrase
        return Phrase(
            "\(String(day.indonesian.dropFirst(2)))", "\(String(day.english.dropFirst(2)))")
    }
}
