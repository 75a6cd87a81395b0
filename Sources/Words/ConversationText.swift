// What a source reads about messages: what they ask, what is wrong with them, what to do next.

extension InboxText {
    /// Behind a question that asks who the source is, or to meet.
    package static let identity = Phrase(
        """
        PERINGATAN: pesan ini menanyakan nama, nomor, alamat, atau pertemuan. Pemeriksa tidak membutuhkannya, dan siapa pun \
        dapat menulisnya. Anda tidak wajib menjawab; jangan bertemu siapa pun karena pesan ini.
        """,
        """
        WARNING: this message asks for a name, a number, an address or a meeting. No reviewer needs that, and anybody may \
        have written it. You do not have to answer; meet nobody because of this message.
        """)
    /// The source gave who it is to an agency, whose name it takes.
    package static func identityGiven(_ agency: String) -> Phrase {
        Phrase(
            """
            Anda memberikan identitas Anda kepada \(agency). Isinya tidak ditampilkan di sini: kode laporan tidak dapat \
            membukanya.
            """,
            """
            You gave your identity to \(agency). It is not shown here: the report code cannot open it.
            """)
    }
    /// The newest act of an agency, whose name it takes, says that it opened the source's identity.
    package static func identityOpened(_ agency: String) -> Phrase {
        Phrase(
            "\(agency) sudah membuka identitas yang Anda berikan; dua orang di sana menandatanganinya.",
            "\(agency) has opened the identity that you gave; two people there signed for that.")
    }
    /// A message of a kind that this version does not know.
    package static let unknownKind = Phrase(
        "Isi pesan ini tidak dikenal versi program Anda. Pakai versi yang lebih baru.",
        "This version does not know what this message holds. Use a newer one.")
    /// The number of a message and of all of them.
    package static func number(_ number: UInt32, of count: UInt32) -> Phrase {
        Phrase("Pesan \(number) dari \(count)", "Message \(number) of \(count)")
    }

    /// When to look again; takes the next two scheduled times, the second one nil where they follow within minutes.
    package static func lookAgain(_ next: Phrase, _ later: Phrase?) -> Phrase {
        let (indonesian, english) =
            later.map { (", lalu \($0.indonesian)", ", then \($0.english)") } ?? ("", "")
        return Phrase(
            """
            Kabar dan jawaban baru hanya muncul pada jadwal pencatatan: \(next.indonesian)\(lines: indonesian). Melihat \
            lebih awal tidak ada gunanya.
            """,
            """
            News and answers appear at scheduled recordings only: \(next.english)\(lines: english). Looking earlier shows \
            nothing new.
            """)
    }

    /// Ctrl-C while an answer was on its way.
    package static let mayBeThere = Phrase(
        """
        Jawaban mungkin sudah diterima. Lihat kotak masuk setelah jadwal pencatatan berikutnya, sebelum Anda mengirim lagi.
        """,
        """
        The answer may have been received. Look into the inbox after the next scheduled recording before you send again.
        """)
    /// The site's counts of messages contradict each other.
    package static let badCounts = Phrase(
        """
        PERINGATAN: jumlah pesan yang disebut situs tidak cocok satu sama lain. Mungkin ada pesan yang ditahan. Simpan kode \
        Anda, lihat lagi nanti, dan beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
        """,
        """
        WARNING: the numbers of messages that the site gives contradict each other. One may be withheld. Keep your code, \
        look again later, and tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
        """)
    /// A message with an agency, whose name it takes, is not shown.
    package static func withheld(_ agency: String) -> Phrase {
        Phrase(
            """
            PERINGATAN: ada pesan antara Anda dan \(agency) yang tidak diperlihatkan situs. Simpan kode Anda, lihat lagi \
            nanti, dan beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
            """,
            """
            WARNING: there is a message between you and \(agency) that the site does not show. Keep your code, look again \
            later, and tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
            """)
    }
    /// An older message with an agency, whose name it takes, stands in a newer one's place.
    package static func replayed(_ agency: String) -> Phrase {
        Phrase(
            """
            PERINGATAN: situs memperlihatkan pesan lama antara Anda dan \(agency) seolah-olah baru. Jangan menjawabnya; \
            simpan kode Anda dan beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
            """,
            """
            WARNING: the site shows an old message between you and \(agency) as if it were new. Do not answer it; keep your \
            code and tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
            """)
    }
    /// Messages with an agency, whose name it takes, are out of order.
    package static func reordered(_ agency: String) -> Phrase {
        Phrase(
            """
            PERINGATAN: urutan pesan antara Anda dan \(agency) diubah oleh situs. Bacalah dengan hati-hati, dan beri tahu \
            pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
            """,
            """
            WARNING: the site has changed the order of the messages between you and \(agency). Read them with care, and \
            tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
            """)
    }

    /// Asks what to read next, of so many messages.
    package static func more(_ count: UInt32, canAnswer: Bool) -> Phrase {
        guard canAnswer else {
            return Phrase(
                "Baca pesan lain? Ketik nomornya (1 sampai \(count)), atau Enter untuk selesai:",
                "Read another message? Type its number (1 to \(count)), or Enter to end:")
        }
        return Phrase(
            "Baca pesan lain? Ketik nomornya (1 sampai \(count)), j untuk menjawab, atau Enter untuk selesai:",
            "Read another message? Type its number (1 to \(count)), a to answer, or Enter to end:")
    }
    /// The only message can be answered.
    package static let answerIt = Phrase("Jawab pesan ini?", "Answer this message?")
    /// Asks for consent, behind the answer; takes the agency that alone will read it.
    package static func sendTo(_ agency: String) -> Phrase {
        Phrase(
            "Kirim jawaban ini? Yang membacanya hanya \(agency).",
            "Send this answer? \(agency) alone will read it.")
    }
    /// Behind an answer that is neither.
    package static func otherNumber(_ count: UInt32, canAnswer: Bool) -> Phrase {
        guard canAnswer else {
            return Phrase(
                "Ketik nomor dari 1 sampai \(count), atau Enter. Yang dapat dijawab hanya pertanyaan yang sedang ditampilkan.",
                "Type a number from 1 to \(count), or Enter. Only a question that is shown can be answered.")
        }
        return Phrase(
            "Ketik nomor dari 1 sampai \(count), j, atau Enter.",
            "Type a number from 1 to \(count), a, or Enter.")
    }
    /// Of several answers, those that were received, by their agencies; of the others an error tells.
    package static func answeredSome(_ agencies: String) -> Phrase {
        Phrase(
            "Yang sudah diterima situs: jawaban untuk \(agencies). Jawaban berikutnya belum pasti diterima.",
            "The site has received the answer to \(agencies). Whether it has the next one is not certain.")
    }
    /// An answer is promised; takes its agency.
    package static func answered(_ agency: String) -> Phrase {
        Phrase(
            "Situs sudah menerima jawaban Anda untuk \(agency). Selain Anda, hanya instansi itu yang dapat membacanya.",
            "The site has received your answer to \(agency). Besides you, that agency alone can read it.")
    }
}
