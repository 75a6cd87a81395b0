/// Who reads reports at a site, or watches over it, is too new to be relied on.
package enum UnsettledText {
    /// The site does not show what it was seven days ago.
    package static let unproven = Phrase(
        """
        situs ini tidak memperlihatkan siapa yang membaca laporan dan siapa yang mengawasinya tujuh hari yang lalu. Bisa \
        jadi kuncinya baru saja diganti. Tidak ada yang dikirim. Periksa jam perangkat Anda dan coba lagi besok; bila tetap \
        begini, beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau
        """,
        """
        this site does not show who read reports and who watched over it seven days ago. Its keys may have been replaced just \
        now. Nothing was sent. Check this device's clock and try again tomorrow; if this stays, tell somebody outside, such \
        as Bawaslu, the Ombudsman or a monitoring NGO
        """)

    /// Agencies have another identity; takes their codes, since when by the site's word, and when it counts.
    package static func identities(_ codes: String, since: Phrase, until: Phrase) -> Phrase {
        Phrase(
            """
            kunci \(codes) diganti, menurut situs pada \(since.indonesian), dan kunci yang lama tidak membenarkannya. Bisa \
            jadi kunci itu bukan milik instansi tersebut. Tidak ada yang dikirim. Tunggu sampai \(until.indonesian), atau \
            tanyakan kepada instansi itu lewat jalan lain. Bila tidak dapat menunggu, kirim laporan tanpa instansi itu: \
            --exclude \(codes.replacingCommas)
            """,
            """
            the key of \(codes) was replaced, by the site's word on \(since.english), and the old key does not confirm it. The \
            new one may not be that agency's. Nothing was sent. Wait until \(until.english), or ask the agency in another \
            way. If a report cannot wait, send it without that agency: --exclude \(codes.replacingCommas)
            """)
    }

    /// The auditor is gone, or another; takes since when by the site's word, and when it counts.
    package static func auditor(since: Phrase, until: Phrase) -> Phrase {
        Phrase(
            """
            pemeriksa situs ini diganti atau pergi, menurut situs pada \(since.indonesian), dan yang lama tidak membenarkannya. \
            Pemeriksa menjaga agar tidak ada laporan yang hilang. Tidak ada yang dikirim. Tunggu sampai \
            \(until.indonesian), atau laporkan lewat jalan lain
            """,
            """
            the auditor of this site was replaced or left, by the site's word on \(since.english), and the old one does not \
            confirm it. The auditor sees to it that no report disappears. Nothing was sent. Wait until \(until.english), or \
            report in another way
            """)
    }

    /// The witnesses of before have not signed; takes since when by the site's word, and when the others count.
    package static func witnesses(since: Phrase, until: Phrase) -> Phrase {
        Phrase(
            """
            saksi situs ini diganti, menurut situs pada \(since.indonesian), dan saksi yang lama tidak menandatangani catatan \
            yang sekarang. Tidak ada yang dikirim. Tunggu sampai \(until.indonesian), atau laporkan lewat jalan lain
            """,
            """
            the witnesses of this site were replaced, by the site's word on \(since.english), and the old ones have not signed \
            the record as it is now. Nothing was sent. Wait until \(until.english), or report in another way
            """)
    }

    /// Behind "wait until", where seven days are over and no old witness has signed for them.
    package static let witnessesSign = Phrase(
        "saksi-saksi situs ini selama tujuh hari menandatangani catatannya",
        "the witnesses of this site have signed its record for seven days")

    /// Asked at a terminal: whether to go on without agencies; takes their names.
    package static func goOnWithout(_ names: String) -> Phrase {
        Phrase(
            "Kirim laporan tanpa \(names)? Instansi itu tidak akan dapat membacanya.",
            "Send the report without \(names)? That agency will not be able to read it.")
    }
}

extension String {
    /// As an option takes them one by one.
    fileprivate var replacingCommas: String {
        split(separator: ",").map { $0.drop { $0 == " " } }.joined(separator: " --exclude ")
    }
}
