import Files
package import Words

extension OwnTextError: Explainable {
    /// Names the option that gives the text.
    package var failure: Failure {
        switch reason {
        case .missing:
            Failure(
                .usage,
                Phrase(
                    "berikan berkasnya, atau - untuk masukan standar",
                    "give its file, or - for standard input"),
                field: text.option)
        case .oneInput:
            Failure(
                .usage,
                Phrase(
                    "masukan standar hanya dapat memuat satu: kode laporan atau \(text.name.indonesian)",
                    "standard input holds one thing only: the report code or the \(text.name.english)"),
                field: text.option)
        case .file(let path, let error): Failure(reading: path, field: text.option, error)
        case .length(0):
            Failure(
                .badInput,
                Phrase("\(text.name.indonesian) masih kosong", "the \(text.name.english) is empty"),
                field: text.option, limit: UInt64(text.limit))
        case .length(let count):
            Failure(
                .badInput, Amount.tooLong(bytes: count, limit: text.limit), field: text.option,
                limit: UInt64(text.limit))
        }
    }
}

extension OwnText {
    /// What names its file on the command line.
    fileprivate var option: String {
        switch self {
        case .answer: SourceOption.messageFile
        case .statement: SourceOption.statementFile
        case .identity: SourceOption.identityFile
        }
    }

    fileprivate var name: Phrase {
        switch self {
        case .answer: Phrase("jawaban", "answer")
        case .statement: Phrase("pernyataan", "statement")
        case .identity: Phrase("identitas", "identity")
        }
    }

    /// Asks for it at the terminal.
    var question: Phrase {
        switch self {
        case .answer: InboxText.writeAnswer
        case .statement: AuthorText.writeStatement
        case .identity: AuthorText.writeIdentity
        }
    }
}

extension RevealingDeclined: Explainable {
    /// Nothing was sent.
    package var failure: Failure { Failure(.usage, AuthorText.notRevealed) }
}
