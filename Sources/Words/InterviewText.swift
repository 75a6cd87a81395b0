/// What is said between the questions of a report.
package enum InterviewText {
    /// Above a question; takes its place among those that are asked.
    package static func place(_ number: Int, of count: Int) -> Phrase {
        Phrase("Pertanyaan \(number) dari \(count)", "Question \(number) of \(count)")
    }

    /// Below a question, how to get on.
    ///
    /// - Parameters:
    ///   - isOptional: whether it may stay without an answer.
    ///   - isAnswered: whether it has one.
    ///   - isFirst: whether there is none before it.
    ///   - isSpoken: a screen reader says no signs, so their names stand beside them.
    /// - Returns: one line.
    package static func keys(isOptional: Bool, isAnswered: Bool, isFirst: Bool, isSpoken: Bool = false)
        -> Phrase
    {
        var (indonesian, english) = ([String](), [String]())
        func key(_ sign: String, _ name: Phrase, _ does: Phrase) {
            indonesian.append(
                isSpoken ? "\(name.indonesian) (\(sign)): \(does.indonesian)" : "\(sign) \(does.indonesian)")
            english.append(
                isSpoken ? "\(name.english) (\(sign)): \(does.english)" : "\(sign) \(does.english)")
        }

        if isAnswered {
            indonesian.append("Enter: tetap begini")
            english.append("Enter: keep it")
            if isOptional {
                key("-", Phrase("tanda hubung", "hyphen"), Phrase("kosongkan", "empty it"))
            }
        } else if isOptional {
            indonesian.append("Enter: lewati")
            english.append("Enter: skip")
        }
        if !isFirst {
            key("<", Phrase("tanda kurang dari", "less-than sign"), Phrase("kembali", "back"))
        }
        key("?", Phrase("tanda tanya", "question mark"), Phrase("bantuan", "help"))
        let between = isSpoken ? "; " : "   "
        return Phrase(indonesian.joined(separator: between), english.joined(separator: between))
    }

    /// Above an answer that was given before.
    package static func answered(_ answer: Phrase) -> Phrase {
        Phrase("Jawaban Anda: \(answer.indonesian)", "Your answer: \(answer.english)")
    }

    /// The region that the words of a place name; takes its title and number.
    package static func region(_ title: String, _ code: String) -> Phrase {
        Phrase("Dicatat sebagai \(title) (\(code)).", "Recorded as \(title) (\(code)).")
    }

    /// The stage of the election on the day of the event.
    package static func phase(_ text: Phrase) -> Phrase {
        Phrase(
            "Menurut kalender pemilihan, hari itu masuk \(text.indonesian).",
            "By the calendar of elections, that day is in \(text.english).")
    }

    /// Where only few people know, before the description is written.
    package static let smallCircle = Phrase(
        """
        Hanya sedikit orang yang tahu kejadian ini, jadi rincian saja dapat menunjukkan Anda. Samarkan: jangan tulis jam, \
        kalimat persis, atau hal yang hanya Anda dan beberapa orang tahu.
        """,
        """
        Few people know this, so details alone can point to you. Blur them: leave out hours, exact words, and what only you \
        and a few others know.
        """)

    /// What is in a description that may lead to its author; the words follow.
    package static func ownWords(_ words: [String]) -> Phrase {
        let list = words.joined(separator: ", ")
        return Phrase(
            "Tulisan Anda memuat kata tentang diri sendiri: \(list). Bila bisa, tulis tanpa kata itu.",
            "What you wrote has words about yourself: \(list). If you can, write it without them."
        )
    }

    /// Behind what was found in a description, at the question after it.
    package static let toChange = Phrase(
        "Ketik tanda kurang dari (<) untuk mengubahnya.", "Type a less-than sign (<) to change it.")

    /// The same of a number with 18 digits.
    package static let staffNumber = Phrase(
        "Tulisan Anda memuat nomor seperti NIP (18 angka). Hapus bila itu nomor Anda; nomor terlapor pun tidak perlu.",
        "What you wrote has a number like a NIP (18 digits). Remove it if it is yours; that of the person reported is not needed."
    )
    /// The same of a number with 16 digits.
    package static let identityNumber = Phrase(
        "Tulisan Anda memuat nomor seperti NIK (16 angka). Hapus bila itu nomor Anda; nomor terlapor pun tidak perlu.",
        "What you wrote has a number like a NIK (16 digits). Remove it if it is yours; that of the person reported is not needed."
    )
    /// The same of a telephone number.
    package static let phoneNumber = Phrase(
        "Tulisan Anda memuat nomor telepon. Hapus bila itu nomor Anda.",
        "What you wrote has a telephone number. Remove it if it is yours.")
    /// The same of a mail address.
    package static let mailAddress = Phrase(
        "Tulisan Anda memuat alamat email. Hapus bila itu alamat Anda.",
        "What you wrote has a mail address. Remove it if it is yours.")
    /// The same of a link with parts that track; their names follow.
    package static func trackedLink(_ names: [String]) -> Phrase {
        let list = names.joined(separator: ", ")
        return Phrase(
            "Tautan dalam tulisan Anda memuat bagian pelacak (\(list)), yang dapat menunjukkan siapa yang membagikannya. Hapus bagian itu.",
            "A link in what you wrote has parts that track (\(list)), which can show who shared it. Remove those parts."
        )
    }
    /// The same of a link that somebody shared.
    package static let shareLink = Phrase(
        "Tautan hasil tombol Bagikan dapat menunjukkan akun yang membagikannya. Lebih baik tautan unggahan aslinya.",
        "A link from a Share button can show the account that shared it. Better the link of the post itself.")

    /// Asks whether parts of links that track are removed; takes their names.
    package static func removeTracking(_ names: [String]) -> Phrase {
        let list = names.joined(separator: ", ")
        return Phrase(
            "Tautan itu memuat bagian pelacak (\(list)), yang dapat menunjukkan siapa yang membagikannya. Hapus bagian itu?",
            "The links have parts that track (\(list)), which can show who shared them. Remove those parts?")
    }

    /// Above the readers.
    package static let exclusion = Phrase(
        """
        Instansi yang tidak Anda izinkan tidak akan pernah dapat membaca isinya. Bahwa ada laporan pun tidak diketahuinya, \
        selama pengelola situs, auditor, dan instansi lain jujur.
        """,
        """
        An agency that you leave out can never read the content. That there is a report it does not learn either, as long as \
        the site's operator, the auditor and the other agencies are honest.
        """)

    /// An agency that reads: its name, its code, and what it can do.
    package static func reader(_ name: String, _ code: String, does: Phrase) -> Phrase {
        Phrase("\(name) (\(code)): \(does.indonesian)", "\(name) (\(code)): \(does.english)")
    }

    /// An agency that was left out, among those that can be chosen.
    package static func leftOut(_ name: String, _ code: String) -> Phrase {
        Phrase(
            "\(name) (\(code)): sudah tidak ikut membaca; ketik nomornya agar boleh membaca",
            "\(name) (\(code)): left out already; type its number to let it read")
    }

    /// Who is left is below the person reported, by their names.
    package static func conflicting(_ names: [String]) -> Phrase {
        let list = names.joined(separator: "; ")
        return Phrase(
            "PERHATIAN: yang ikut membaca mungkin tempat terlapor bekerja atau bawahannya: \(list).",
            "TAKE CARE: among the readers is where the person reported may work, or who may be below them: \(list)."
        )
    }

    /// One alone is left.
    package static let oneReader = Phrase(
        "Hanya satu instansi yang membaca laporan ini. Bila didiamkan, tidak ada instansi lain yang tahu.",
        "Only one agency reads this report. If it lets the report lie, no other knows.")
    /// All that are left are of government.
    package static let governmentOnly = Phrase(
        "Semua yang membaca laporan ini lembaga pemerintah atau negara.",
        "All who read this report are bodies of government or state.")
    /// The same where somebody outside was left out.
    package static let outsidersLeftOut = Phrase(
        "Pihak di luar pemerintah tidak ikut membaca; semua yang tersisa lembaga pemerintah atau negara.",
        "Nobody outside government reads it; all who are left are bodies of government or state.")

    /// Beside a question without an answer.
    package static let empty = Phrase("(kosong)", "(empty)")
    /// Below the review, before it is asked whether to send.
    package static let editAny = Phrase(
        "Itulah semua yang dikirim. Untuk mengubah jawaban, ketik nomornya.",
        "That is all that is sent. To change an answer, type its number.")
    /// Below a screen of the review behind which there is more.
    package static let reviewGoesOn = Phrase(
        "Enter: lihat lanjutannya   nomor: ubah jawaban itu",
        "Enter: see the rest   a number: change that answer")
    /// In the help of a question with choices that have meanings.
    package static let askMeaning = Phrase(
        "Untuk arti sebuah pilihan, ketik ? dan nomornya, misalnya ?3.",
        "For what a choice means, type ? and its number, like ?3.")
    /// Behind the question whether to send.
    package static let yesNoNumber = Phrase("[y/t/nomor]", "[y/n/number]")
    /// After an answer to the review that is none.
    package static func yesOrNumber(_ count: Int) -> Phrase {
        Phrase(
            "Jawab y (ya), t (tidak), atau nomor dari 1 sampai \(count).",
            "Answer y (yes), n (no), or a number from 1 to \(count).")
    }

    /// Below the lines of a description that can be changed.
    package static let editLines = Phrase(
        "Ketik nomor baris untuk menggantinya, + untuk menambah, 0 untuk menulis ulang semuanya; Enter saja bila sudah:",
        "Type a line's number to change it, + to add, 0 to write all of it anew; just Enter when you are done:"
    )
    /// After what is none of these.
    package static let noSuchLine = Phrase(
        "Belum ada yang berubah. Untuk mengganti sebuah baris, ketik nomornya dahulu; untuk menambah, ketik + dahulu.",
        "Nothing was changed. To change a line, type its number first; to add something, type + first.")
    /// Asks for a line in another one's place; takes its number.
    package static func line(_ number: Int) -> Phrase {
        Phrase(
            "Baris \(number) yang baru (Enter saja untuk menghapusnya):",
            "The new line \(number) (just Enter to remove it):")
    }
    /// Asks for lines behind the others.
    package static let addLines = Phrase(
        "Tulis tambahannya. Bila selesai, ketik titik (.) saja pada baris baru.",
        "Write what is to be added. When you are done, type a full stop (.) alone on a new line.")
    /// Where not all lines are shown.
    package static func moreLines(_ count: Int) -> Phrase {
        Phrase("… dan \(count) baris lagi", "… and \(count) more lines")
    }

    /// Below the files that were added.
    package static let removeFile = Phrase(
        "Ketik nomor berkas untuk membatalkannya.", "Type a file's number to leave it out.")
    /// As many files as a report has room for are there.
    package static func filesFull(_ limit: Int) -> Phrase {
        Phrase(
            "Sudah \(limit) berkas; tidak dapat ditambah.", "There are \(limit) files; no more can be added.")
    }

    /// After `-`, or nothing, where an answer is needed.
    package static let needed = DialogueText.required
    /// There is nothing before the first question.
    package static let noneBefore = Phrase("Ini pertanyaan pertama.", "This is the first question.")
}
