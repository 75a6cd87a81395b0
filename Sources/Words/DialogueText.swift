/// What a conversation at the terminal says besides its questions.
package enum DialogueText {
    /// Behind a question whose usual answer is yes.
    package static let yesNo = Phrase("[Y/t]", "[Y/n]")
    /// Behind a question whose usual answer is no.
    package static let noYes = Phrase("[y/T]", "[y/N]")
    /// After an answer that is neither yes nor no.
    package static let yesOrNo = Phrase("Jawab y (ya) atau t (tidak).", "Answer y (yes) or n (no).")
    /// Asks for one choice, which must be made.
    package static let number = Phrase("Nomor:", "Number:")
    /// Asks for one choice or none.
    package static let optionalNumber = Phrase("Nomor (boleh kosong):", "Number (may be empty):")
    /// Asks for several choices or none.
    package static let numbers = Phrase(
        "Nomor, dipisahkan koma (boleh kosong):", "Numbers, apart by commas (may be empty):")
    /// After an empty answer where one is needed.
    package static let required = Phrase("Bagian ini perlu diisi.", "This part is required.")
    /// The person ended the conversation, or input ended: an error's message.
    package static let stopped = Phrase("dihentikan; tidak ada yang dikirim", "stopped; nothing was sent")

    /// A question with what its answers may be: `choice` is `yesNo` or `noYes`.
    package static func question(_ question: Phrase, _ choice: Phrase) -> Phrase {
        Phrase("\(question.indonesian) \(choice.indonesian)", "\(question.english) \(choice.english)")
    }

    /// After an answer that no field holds; it is asked for again.
    package static func tooLong(bytes: Int, limit: Int) -> Phrase {
        Phrase("Terlalu panjang: \(bytes) bita, batas \(limit).", "Too long: \(bytes) bytes, limit \(limit).")
    }

    /// After an answer that is no choice: there are `count`, of which at most `limit` may be chosen.
    package static func chooseNumbers(count: Int, limit: Int) -> Phrase {
        Phrase(
            "Pilih nomor 1 sampai \(count), paling banyak \(limit).",
            "Choose numbers from 1 to \(count), at most \(limit).")
    }
}
