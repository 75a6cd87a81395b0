package import Words

/// What a desk says to the page and to those that it turns away.
enum DeskText {
    /// Everything that the page says, in both languages, and the codes' labels.
    static func all(_ language: Language) -> JSON {
        let texts =
            DeskPageText.views + DeskPageText.inbox + DeskPageText.caseView + DeskPageText.handling
            + DeskPageText.leaving
        return [
            "language": .string(language.rawValue),
            "texts": .object(
                Language.allCases.map { language in
                    (language.rawValue, .object(texts.map { ($0.0, .string($0.1(language))) }))
                }),
            "codes": DeskCodes.labels, "meanings": DeskCodes.meanings,
            "questions": .array(
                DeskQuestions.all.map { ["name": both($0.name), "text": both($0.text)] }),
        ]
    }

    /// Both languages of a text.
    static func both(_ phrase: Phrase) -> JSON {
        ["id": .string(phrase.indonesian), "en": .string(phrase.english)]
    }

    /// The body of an answer that refuses.
    static func error(_ code: String, _ phrase: Phrase, field: String? = nil, limit: UInt64? = nil) -> JSON {
        let sentence = phrase.sentence
        return [
            "error": [
                "code": .string(code), "field": JSON(field), "limit": JSON(limit),
                "message": .string(sentence.english), "id": .string(sentence.indonesian),
                "en": .string(sentence.english),
            ]
        ]
    }

    /// What a role could not do.
    static func explained(_ error: any Explainable) -> JSON {
        let failure = error.failure
        return Self.error(failure.kind.code, failure.text, field: failure.field, limit: failure.limit)
    }

    /// A body that is no deed.
    static func mistake(_ mistake: DeskDeed.Mistake) -> JSON {
        switch mistake {
        case .malformed:
            error(
                "bad_input",
                Phrase("permintaan itu bukan dari halaman ini", "that request is not one of this page's"))
        case .empty(let field):
            error(
                "bad_input", Phrase("\(field): bagian ini perlu diisi", "\(field): this part is required"),
                field: field)
        case .tooLong(let field, let limit):
            error(
                "bad_input",
                Phrase(
                    "\(field): terlalu panjang, paling banyak \(limit)",
                    "\(field): too long, at most \(limit)"),
                field: field, limit: UInt64(clamping: limit))
        }
    }

    /// Evidence that a browser is not given.
    static func tooLong(_ bytes: UInt64, limit: Int) -> JSON {
        error(
            "too_long",
            Phrase(
                "bukti itu \(bytes) bita, batas halaman ini \(limit). Ambil dengan kentongan-review open.",
                "that evidence has \(bytes) bytes, the limit of this page is \(limit). Take it by kentongan-review open."
            ), field: "evidence", limit: UInt64(clamping: limit))
    }

    /// Evidence that is not there.
    static let evidenceMissing = Phrase(
        "bukti itu tidak ada di komputer ini", "that evidence is not on this computer")

    /// What should not happen.
    static let fault = Phrase(
        "program gagal melakukannya; coba sekali lagi, lalu jalankan meja kembali",
        "the program failed to do it; try once more, then start the desk again")

    /// For whoever comes with the token again.
    static let tokenUsed = Phrase(
        "Alamat ini sudah dipakai, dan hanya berlaku sekali. Bila bukan Anda yang memakainya, hentikan program meja sekarang (Ctrl-C) dan beri tahu pengelola komputer ini. Bila Anda sendiri, kembalilah ke jendela yang terbuka, atau jalankan lagi kentongan-review desk.",
        "This address was used already, and holds once only. If it was not you who used it, end the desk's program now (Ctrl-C) and tell whoever keeps this computer. If it was you, go back to the window that is open, or start kentongan-review desk again."
    )

    /// For whoever comes without any right.
    static let notAdmitted = Phrase(
        "Meja ini dibuka dengan alamat yang dicetak kentongan-review desk, satu kali, di satu peramban.",
        "This desk is opened by the address that kentongan-review desk prints, once, in one browser.")
}

extension DeskError: Explainable {
    /// What the program says and how it exits.
    package var failure: Failure {
        switch self {
        case .notAnAddress(let text):
            Failure(
                .usage,
                Phrase(
                    "--listen: '\(text)' bukan 127.0.0.1:port dengan port 0 sampai 65535",
                    "--listen: '\(text)' is not 127.0.0.1:port with a port of 0 to 65535"), field: "--listen",
                limit: 65_535)
        case .notLoopback(let host):
            Failure(
                .usage,
                Phrase(
                    "--listen: '\(host)' dapat dijangkau komputer lain; meja hanya mendengarkan pada 127.0.0.1",
                    "--listen: other computers may reach '\(host)'; a desk listens on 127.0.0.1 alone"),
                field: "--listen")
        case .listen(let port, let reason):
            Failure(
                .unreachable,
                Phrase(
                    "--listen: tidak dapat mendengarkan pada 127.0.0.1:\(port): \(reason: reason)",
                    "--listen: cannot listen on 127.0.0.1:\(port): \(reason)"), field: "--listen")
        case .idle(let minutes):
            Failure(
                .usage,
                Phrase(
                    "--idle: \(minutes), batas 1 sampai 1440 menit",
                    "--idle: \(minutes), limit 1 to 1440 minutes"),
                field: "--idle", limit: 1_440)
        }
    }
}
