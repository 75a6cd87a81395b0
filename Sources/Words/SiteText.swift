/// What a site shows to anyone: the names of its facts.
package enum SiteText {
    /// The log's origin.
    package static let site = Phrase("Situs", "Site")
    /// Code and name of each agency follow, one a line.
    package static let readers = Phrase(
        "Instansi yang dapat membaca laporan:", "Agencies that can read reports:")
    /// The log's key as a C2SP vkey.
    package static let log = Phrase("Kunci catatan publik", "Key of the public record")
    /// The log's size.
    package static func entries(_ size: UInt64) -> Phrase {
        let count = Amount.number(size)
        return Phrase(
            "Catatan publik memuat \(count.indonesian) entri.",
            "The public record has \(count.english) entries.")
    }

    /// The time of the checkpoint's quorum of cosignatures.
    package static let witnessed = Phrase(
        "Disaksikan para saksi sejak", "Seen by a quorum of witnesses since")
    /// Everybody who watches the log is of the state.
    package static let noOutsider = Phrase(
        "Tidak ada saksi dari luar pemerintah.", "No witness is from outside government.")
    /// The site shows nothing new for too long.
    ///
    /// - Parameters:
    ///   - since: the time of the newest that it shows.
    ///   - now: what this device's clock says.
    /// - Returns: what that means, and what to do.
    package static func stale(since: Phrase, now: Phrase) -> Phrase {
        Phrase(
            """
            situs ini tidak memperlihatkan apa pun yang lebih baru dari \(since.indonesian); sekarang, menurut jam \
            perangkat ini, \(now.indonesian). Layanannya berhenti, atau Anda diperlihatkan keadaan lama. Tidak ada \
            yang disegel untuk situs ini. Periksa jam perangkat Anda; coba lagi nanti, atau lewat jaringan lain
            """,
            """
            this site shows nothing newer than \(since.english); by this device's clock it is now \(now.english). \
            The service has stopped, or you are shown an old view of it. Nothing is sealed to this site. Check this \
            device's clock; try again later, or over another network
            """)
    }

    /// What the site says of itself, or an agency's keys, ran out.
    ///
    /// - Parameters:
    ///   - on: the time up to which it held.
    ///   - now: what this device's clock says.
    /// - Returns: what that means, and what to do.
    package static func expired(on: Phrase, now: Phrase) -> Phrase {
        Phrase(
            """
            keterangan situs atau kunci salah satu instansi berlaku sampai \(on.indonesian); sekarang, menurut jam \
            perangkat ini, \(now.indonesian). Ini bukan tanda penipuan: pengelola situs harus memperbaruinya. Tidak ada \
            yang dikirim. Periksa jam perangkat Anda, dan coba lagi nanti
            """,
            """
            the site's description, or an agency's keys, ran out on \(on.english); by this device's clock it is now \
            \(now.english). This is no sign of fraud: the site's operator must renew it. Nothing was sent. Check this \
            device's clock, and try again later
            """)
    }

    /// The site's keys changed, and its witnesses have not seen that yet; takes the time of what they saw last.
    package static func unwitnessedKeys(since: Phrase) -> Phrase {
        Phrase(
            """
            kunci situs ini baru saja berubah dan belum dilihat para saksinya, yang terakhir melihat keadaan \
            \(since.indonesian). Tidak ada yang disegel untuknya. Coba lagi dalam satu jam; bila tetap begini, \
            beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau
            """,
            """
            the keys of this site have just changed and its witnesses have not seen that, who saw it last as of \
            \(since.english). Nothing is sealed to them. Try again in an hour; if this stays, \
            tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO
            """)
    }

    /// The site is younger than seven days; takes since when it is there.
    package static func young(since: Phrase) -> Phrase {
        Phrase(
            """
            Situs ini baru ada sejak \(since.indonesian). Pastikan tautannya dari sumber yang Anda percaya.
            """,
            """
            This site is there only since \(since.english). Make sure that its link is from somebody you trust.
            """)
    }

    /// The site does not show that an agency was one seven days ago; takes its name and code.
    package static func joined(_ name: String) -> Phrase {
        Phrase(
            """
            Instansi baru: \(name). Situs tidak memperlihatkan bahwa instansi ini sudah ada tujuh hari yang lalu. Bila Anda \
            tidak mengenalnya, jangan ikutkan.
            """,
            """
            A new agency: \(name). The site does not show that it was there seven days ago. If you do not know it, leave it \
            out.
            """)
    }

    /// The site is ahead of this device's clock.
    ///
    /// - Parameters:
    ///   - due: the time of the newest that it shows.
    ///   - now: what this device's clock says.
    /// - Returns: what that means, and what to do.
    package static func ahead(due: Phrase, now: Phrase) -> Phrase {
        Phrase(
            """
            jam perangkat ini menunjukkan \(now.indonesian), situs menunjukkan \(due.indonesian). Tidak ada yang \
            dikirim. Perbaiki jam perangkat Anda, lalu coba lagi; bila jam Anda benar, jam situslah yang keliru
            """,
            """
            this device's clock says \(now.english), the site says \(due.english). Nothing was sent. Set this \
            device's clock right and try again; if it is right, the site's clock is wrong
            """)
    }

    /// The time for which the newest epoch was scheduled; said where no quorum signed it.
    package static let scheduled = Phrase(
        "Pencatatan terakhir dijadwalkan pada", "The last recording was due on")
}
