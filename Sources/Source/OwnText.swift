package import Console
package import Files
import Sealing
import Words

/// A short text of the source's own: from a file, from standard input, or typed at the terminal.
package enum OwnText: Equatable, Sendable, CaseIterable {
    /// An answer to an agency.
    case answer
    /// What a proof of authorship says, and to whom.
    case statement
    /// Who the source is.
    case identity

    /// Bytes of the longest: the schema's bound of `Message.text` and `AuthorshipProof.statement`, or `SealedIdentity`'s.
    package var limit: Int { self == .identity ? SealedIdentity.limit : 4_000 }
    /// Bytes read of a file, with the white space behind the text.
    private static let readLimit = 8_192

    /// Reads it; white space at its end does not count.
    ///
    /// - Parameters:
    ///   - file: a path, or `-` for standard input; nil, and `-` at a terminal, to ask.
    ///   - codenameFile: what the codename is read from.
    ///   - dialogue: the person who is asked.
    /// - Returns: 1 to `limit` bytes of UTF-8.
    /// - Throws: `OwnTextError`; `DialogueStopped` where the person stops.
    package func read(_ file: String?, besides codenameFile: String?, dialogue: Dialogue) throws -> String {
        guard let file, file != Files.standardInput || !dialogue.isInteractive else {
            guard dialogue.isInteractive else { throw OwnTextError(self, .missing) }
            return try asked(dialogue)
        }
        guard file != Files.standardInput || codenameFile != file else { throw OwnTextError(self, .oneInput) }
        var text: String
        do throws(FileError) { text = try Files.readText(file, limit: Self.readLimit) } catch {
            throw OwnTextError(self, .file(path: file, error))
        }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        guard (1...limit).contains(text.utf8.count) else {
            throw OwnTextError(self, .length(text.utf8.count))
        }
        return text
    }

    /// Asks until it is neither empty nor too long.
    private func asked(_ dialogue: Dialogue) throws(DialogueStopped) -> String {
        while true {
            let text = try dialogue.paragraph(question)
            if text.isEmpty {
                dialogue.say(DialogueText.required)
            } else if text.utf8.count > limit {
                dialogue.say(DialogueText.tooLong(bytes: text.utf8.count, limit: limit))
            } else {
                return text
            }
        }
    }
}

/// Why there is no such text.
package struct OwnTextError: Error, Equatable, Sendable {
    /// Which text it would be.
    package let text: OwnText
    /// What is wrong.
    package let reason: Reason

    /// What can be wrong with it.
    package enum Reason: Equatable, Sendable {
        /// None was given, and nobody is there to be asked.
        case missing
        /// Standard input cannot hold both the codename and the text.
        case oneInput
        /// The file, or standard input, that should hold it cannot be read.
        case file(path: String, FileError)
        /// Its bytes: none, or more than are taken.
        case length(Int)
    }

    init(_ text: OwnText, _ reason: Reason) {
        self.text = text
        self.reason = reason
    }
}
