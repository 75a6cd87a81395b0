/// What is said while decoys are made on a schedule.
package enum DecoyText {
    /// At the beginning; takes how many visits there are on average, and whether that is a day or an hour.
    package static func begun(count: Int, isDaily: Bool) -> Phrase {
        Phrase(
            """
            Kunjungan umpan berjalan, rata-rata \(count) kali se\(isDaily ? "hari" : "jam") pada waktu acak. Hentikan dengan \
            Ctrl-C atau SIGTERM.
            """,
            """
            Decoy visits are being made, \(count) times \(isDaily ? "a day" : "an hour") on average, at random times. End it \
            with Ctrl-C or SIGTERM.
            """)
    }

    /// A visit did not succeed; takes why, nil where that has no words.
    package static func failed(_ failure: Failure?) -> Phrase {
        guard let failure else {
            return Phrase(
                "Kunjungan umpan tidak berhasil; kunjungan berikutnya tetap dicoba.",
                "A decoy visit did not succeed; the next ones are tried all the same.")
        }
        let (indonesian, english) = (failure.text(.indonesian), failure.text(.english))
        return Phrase(
            "Kunjungan umpan tidak berhasil: \(indonesian). Kunjungan berikutnya tetap dicoba.",
            "A decoy visit did not succeed: \(english). The next ones are tried all the same.")
    }

    /// After one that did not succeed.
    package static let again = Phrase("Kunjungan umpan berhasil lagi.", "Decoy visits succeed again.")

    /// At the end; takes how many were made, and how many did not succeed.
    package static func ended(done: UInt64, failed: UInt64) -> Phrase {
        Phrase(
            "Kunjungan umpan selesai: \(done) berhasil, \(failed) tidak.",
            "Decoy visits ended: \(done) succeeded, \(failed) did not.")
    }

    /// A rate that is none, an error's message; takes what was typed.
    package static func noRate(_ text: String) -> Phrase {
        Phrase(
            "'\(plain(text))' bukan laju; tulis misalnya 6/h (enam kali sejam) atau 20/d (dua puluh kali sehari), paling banyak 60/h",
            "'\(plain(text))' is no rate; write 6/h (six times an hour) or 20/d (twenty times a day), at most 60/h"
        )
    }
}
