import Files
import Sealing
import Verification
import Wire
package import Words

extension CodenameError: Explainable {
    /// Where a codename is wrong, never what it is.
    package var failure: Failure {
        let option = SourceOption.codenameFile
        return switch self {
        case .missing: Failure(.usage, InboxText.noCodename, field: option)
        case .typo(let typo): Failure(.badInput, typo.phrase, field: "codename")
        case .unreadable:
            Failure(
                .inputOutput,
                Phrase("masukan standar tidak dapat dibaca", "standard input cannot be read").behind(option),
                field: option)
        case .notText(let limit):
            Failure(
                .badInput, Phrase("bukan kode laporan", "not a report code").behind(option), field: option,
                limit: UInt64(limit))
        case .file(let path, let error): Failure(reading: path, field: option, error)
        case .notDerived(let error): Failure(.inputOutput, EnglishReason.phrase(error))
        case .unknown(let earlier?):
            Failure(
                .unauthorised, InboxText.earlierLog(origin: earlier.origin, cause: earlier.cause.label),
                field: "codename")
        case .unknown(nil): Failure(.unauthorised, InboxText.unknownCode, field: "codename")
        }
    }
}

extension Codename.Typo {
    fileprivate var phrase: Phrase {
        switch self {
        case .count(let count): InboxText.words(count, limit: Codename.wordCount)
        case .unknownWord(let position): InboxText.unknownWord(position)
        case .checksum: InboxText.checksum
        }
    }
}
