package import Console
import Files
package import Sealing
import Words

extension Codename {
    /// Reads a codename from a file, from standard input (`-`), or, without either, at the terminal; so, too, where `-` is one.
    ///
    /// - Parameters:
    ///   - file: a path, or `-`; nil to ask.
    ///   - dialogue: the person who is asked, and asked again where it was mistyped.
    /// - Throws: `CodenameError`; `DialogueStopped` where the person stops.
    package init(file: String?, dialogue: Dialogue) throws {
        guard let file, file != Files.standardInput || !dialogue.isInteractive else {
            guard dialogue.isInteractive else { throw CodenameError.missing }
            self = try Self.asked(dialogue)
            return
        }
        let typed: String
        do throws(FileError) { typed = try Files.readText(file, limit: longestCodename) } catch {
            throw CodenameError.file(path: file, error)
        }
        try self.init(checking: typed)
    }

    /// A slip is caught here, without asking anybody; the error says where, and what may have been meant.
    package init(checking typed: String) throws(CodenameError) {
        do { try self.init(typed: typed) } catch { throw .typo(error, CodenameHint(typed)) }
    }

    /// Asks, and asks again, each time with what was mistyped.
    private static func asked(_ dialogue: Dialogue) throws -> Codename {
        var asked = 1
        while true {
            let typed = try typed(InboxText.codename, dialogue)
            do throws(CodenameError) { return try Codename(checking: typed) } catch {
                guard asked < asks else { throw error }
                dialogue.say(error.failure.text.sentence)
            }
            asked += 1
        }
    }

    /// Once, and three times more.
    private static let asks = 4

    /// Eight words, on however many lines they were typed or pasted; what was pasted behind them is thrown away.
    ///
    /// - Parameters:
    ///   - question: said first.
    ///   - command: an answer that is no code; nil for none.
    ///   - dialogue: the person.
    /// - Returns: what was typed, or the command.
    /// - Throws: `DialogueStopped`.
    static func typed(
        _ question: Phrase, or command: String? = nil, _ dialogue: Dialogue
    ) throws(DialogueStopped) -> String {
        let typed = try dialogue.askAtOnce(question) { typed in
            guard typed.stripped != command else { return nil }
            let count = count(typed: typed)
            return count < wordCount ? InboxText.moreWords(count, of: wordCount) : nil
        }
        dialogue.discard()
        return typed
    }
}

/// Bytes of the longest codename with all its white space.
private let longestCodename = 4_096
