/// Why a visit ended early: messages of errors, lower case, without a full stop.
package enum VisitText {
    /// The site answered the first cell with another kind of answer.
    package static let notASite = Phrase(
        "alamat itu tidak menjawab seperti situs Kentongan",
        "the site answered with something else than itself")
    /// The connection lends nothing to authenticate a key by.
    package static let noExporter = Phrase(
        "koneksi ini tidak memberi bahan kunci untuk membuktikan diri",
        "the connection has no keying material to authenticate with")
    /// A submission was answered with another kind than a promise.
    package static let notAPromise = Phrase(
        "situs menjawab kiriman dengan sesuatu yang bukan janji",
        "the site answered a submission with something else than a promise")
    /// The site asks for work of a kind, a number, that this version does not know.
    package static func unknownWork(_ kind: UInt8) -> Phrase {
        Phrase(
            "situs meminta pekerjaan jenis \(kind), yang tidak dikenal versi ini. Tidak ada yang dikirim; pakai versi yang lebih baru",
            "the site asks for work of kind \(kind), which this version does not know. Nothing was sent; use a newer version"
        )
    }

    /// The site asks for more bits of work than any may; takes both numbers.
    package static func tooMuchWork(_ bits: UInt8, limit: UInt8) -> Phrase {
        Phrase(
            """
            situs meminta bukti kerja sebesar \(bits) bit, padahal paling banyak \(limit). Perangkat ini tidak \
            mengerjakannya, dan tidak ada yang dikirim
            """,
            """
            the site asks for \(bits) bits of work, and \(limit) are the most that any may ask for. This device did not do \
            it, and nothing was sent
            """)
    }

    /// The site asks for work that is bound to something else than its newest epoch.
    package static let otherWork = Phrase(
        """
        situs meminta bukti kerja yang tidak terikat pada catatan terbarunya; dengan itu pengunjung dapat dikenali lagi. \
        Tidak ada yang dikirim
        """,
        """
        the site asks for work that is not bound to its newest entry; visitors could be known again by it. Nothing was \
        sent
        """)

    /// Before the visit, where the site asks for work.
    package static let working = Phrase(
        """
        Situs ini sedang menerima banyak laporan. Perangkat Anda sedang menyiapkan kiriman supaya laporan jujur tetap \
        dapat masuk; tunggu sebentar …
        """,
        """
        This site is receiving many reports. Your device is preparing, so that honest reports still get in; this takes \
        a few seconds …
        """)

    /// A site that has no room now, an error's message; takes the minutes after which there may be some.
    package static func crowded(minutes: UInt64) -> Phrase {
        Phrase(
            """
            banyak laporan sedang masuk ke situs ini, dan yang ini belum dapat diterima. Tidak ada yang tercatat; coba lagi \
            sekitar \(minutes) menit lagi
            """,
            """
            many reports are arriving at this site, and this one could not be taken yet. Nothing was recorded; try again \
            in about \(minutes) minutes
            """)
    }

    /// The same where nobody knows how long.
    package static let crowded = Phrase(
        "banyak laporan sedang masuk ke situs ini. Tidak ada yang tercatat; coba lagi nanti",
        "many reports are arriving at this site. Nothing was recorded; try again later")

    /// Another item of the inbox came than the one asked for.
    package static let otherItem = Phrase(
        "situs menjawab dengan isi lain daripada yang diminta",
        "the site answered with another item than was asked for")
    /// What the inbox shows first is no report.
    package static let notAReport = Phrase(
        "situs memperlihatkan jenis catatan lain, bukan laporan",
        "the site shows another kind of record than a report")
    /// The codename's keys did not sign what the inbox shows.
    package static let notSent = Phrase(
        "situs memperlihatkan laporan yang tidak dikirim dengan kode ini",
        "the site shows a report that this codename did not send")

    /// A check of the site failed; takes its code, which a helper can look up.
    package static func otherSite(_ code: String) -> Phrase {
        Phrase(
            "ini bukan situs pada tautan Anda. Tidak ada yang dikirim (kode kesalahan: \(code))",
            "this is not the site of the link. Nothing was sent (error code: \(code))")
    }

    /// The promise does not hold for the record that the inbox shows.
    package static let brokenPromise = Phrase("janji situs tidak sah", "the site's promise does not hold")

    /// Before the visit: it leaves at a full three minutes, which takes so many seconds.
    package static func departure(seconds: UInt64) -> Phrase {
        let time = Amount.minutes(seconds: seconds)
        return Phrase(
            """
            Menunggu \(time.indonesian), supaya jaringan tidak dapat melihat berapa lama Anda mengetik. Lewat Tor \
            tidak perlu menunggu …
            """,
            """
            Waiting \(time.english), so that the network cannot see how long you typed. Through Tor there is no \
            wait …
            """)
    }

    /// The same where the answer was shown already, and what follows is a decoy.
    package static func closing(seconds: UInt64) -> Phrase {
        let time = Amount.minutes(seconds: seconds)
        return Phrase(
            """
            Tinggal satu kunjungan kosong, \(time.indonesian) lagi: supaya bagi jaringan perintah ini terlihat sama seperti \
            membuat laporan. Biarkan program berjalan …
            """,
            """
            One empty visit is left, in \(time.english): so that to the network this command looks like making a report. \
            Let the program run …
            """)
    }

    /// Ctrl-C, before anything of the person's left.
    package static let stopped = Phrase("Dihentikan. Tidak ada yang dikirim.", "Stopped. Nothing was sent.")
    /// The connection broke: the same visit is made once more.
    package static let retrying = Phrase(
        "Koneksi terputus; kunjungan yang sama diulang sekali lagi …",
        "Connection lost; making the same visit once more …")
    /// The connection broke twice before anything was sent: an error's message.
    package static let broken = Phrase(
        "koneksi terputus dua kali sebelum selesai; tidak ada yang dikirim",
        "the connection broke twice before the end; nothing was sent")

    /// A cell's bytes are no answer.
    package static let undecodable = Phrase(
        "jawaban situs tidak dapat dibaca; tidak ada yang dipercaya darinya",
        "the site's answer cannot be read; nothing of it is believed")
}
