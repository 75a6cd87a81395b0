/// What a conversation at the terminal says besides its questions.
package enum DialogueText {
    /// Behind a question that is answered by yes or no.
    ///
    /// - Parameters:
    ///   - usual: what an empty answer means.
    ///   - isSpoken: a screen reader says no capital letters, so it is named.
    /// - Returns: the answers, in brackets.
    package static func yesNo(_ usual: Bool, isSpoken: Bool) -> Phrase {
        switch (usual, isSpoken) {
        case (true, false): Phrase("[Y/t]", "[Y/n]")
        case (false, false): Phrase("[y/T]", "[y/N]")
        case (true, true): Phrase("[ya/tidak; Enter: ya]", "[yes/no; Enter: yes]")
        case (false, true): Phrase("[ya/tidak; Enter: tidak]", "[yes/no; Enter: no]")
        }
    }
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
    package static let stopped = Phrase("dibatalkan. Tidak ada yang dikirim", "cancelled. Nothing was sent")

    /// A question with what its answers may be.
    package static func question(_ question: Phrase, _ choice: Phrase) -> Phrase {
        Phrase("\(question.indonesian) \(choice.indonesian)", "\(question.english) \(choice.english)")
    }

    /// After an answer that no field holds; it is asked for again.
    package static func tooLong(bytes: Int, limit: Int) -> Phrase {
        let text = Amount.tooLong(bytes: bytes, limit: limit)
        return Phrase(
            "\(text.indonesian). Persingkat, lalu ketik lagi.",
            "\(text.english). Shorten it and type it again.")
    }

    /// After an answer that is no choice: there are `count`, of which at most `limit` may be chosen.
    package static func chooseNumbers(count: Int, limit: Int) -> Phrase {
        guard limit > 1 else {
            return Phrase(
                "Ketik satu nomor saja, dari 1 sampai \(count).", "Type one number only, from 1 to \(count).")
        }
        return Phrase(
            "Ketik nomor dari 1 sampai \(count), paling banyak \(limit) nomor, dipisahkan koma.",
            "Type numbers from 1 to \(count), at most \(limit) of them, apart by commas.")
    }
}
