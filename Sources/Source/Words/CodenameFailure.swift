import Sealing
package import Words

extension Failure {
    /// Where a codename is wrong, never what it is.
    package init(_ error: CodenameError, language: Language) {
        let option = SourceOption.codenameFile
        switch error {
        case .missing: self.init(.usage, InboxText.noCodename(language), field: option)
        case .typo(let typo):
            let phrase =
                switch typo {
                case .count(let count): InboxText.words(count, limit: Codename.wordCount)
                case .unknownWord(let position): InboxText.unknownWord(position)
                case .checksum: InboxText.checksum
                }
            self.init(.badInput, phrase(language), field: "codename")
        case .unreadable:
            self.init(.inputOutput, "\(option): standard input cannot be read", field: option)
        case .notText(let limit):
            self.init(.badInput, "\(option): not a codename", field: option, limit: UInt64(limit))
        }
    }
}
