import Files
import Sealing
import Verification
import Wire
package import Words

extension CodenameError: Explainable {
    /// Where a codename is wrong, and which word may have been meant; never the whole of it.
    package var failure: Failure {
        let option = SourceOption.codenameFile
        return switch self {
        case .missing: Failure(.usage, InboxText.noCodename, field: option)
        case .typo(let typo, let hint): Failure(.badInput, typo.phrase(hint), field: "codename")
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
    fileprivate func phrase(_ hint: CodenameHint?) -> Phrase {
        switch (self, hint) {
        case (.count(let count), _): InboxText.words(count, limit: Codename.wordCount)
        case (.unknownWord(let position), .word(let typed, let nearest)):
            InboxText.unknownWord(position, typed: typed, nearest: nearest)
        case (.unknownWord(let position), _): InboxText.unknownWord(position)
        case (.checksum, .exchanged(let position)): InboxText.exchanged(position)
        case (.checksum, _): InboxText.checksum
        }
    }
}
