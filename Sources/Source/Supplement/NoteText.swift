import Console
import Files
import Words

/// The text that goes with more evidence, as a file or standard input holds it.
package enum NoteText {
    /// Bytes of the longest: the schema's bound of `Supplement.note`.
    package static let limit = 2_000
    /// Bytes read of a file, with the white space behind the text.
    private static let readLimit = 8_192

    /// Reads it; white space at its end does not count.
    ///
    /// - Parameters:
    ///   - file: a path, or `-` for standard input; nil for no note.
    ///   - codenameFile: what the codename is read from.
    /// - Returns: at most `limit` bytes of UTF-8.
    /// - Throws: `oneInput`, `note` or `length`.
    package static func read(_ file: String?, besides codenameFile: String?) throws(AddingError) -> String {
        guard let file else { return "" }
        guard file != Files.standardInput || codenameFile != file else { throw .oneInput }
        var text: String
        do throws(FileError) { text = try Files.readText(file, limit: readLimit) } catch {
            throw .note(path: file, error)
        }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        guard text.utf8.count <= limit else { throw .length(text.utf8.count) }
        return text
    }

    /// Has it typed; "" where nothing is.
    static func asked(_ dialogue: Dialogue) throws(DialogueStopped) -> String {
        while true {
            let text = try dialogue.paragraph(AddingText.writeNote)
            guard text.utf8.count > limit else { return text }
            dialogue.say(DialogueText.tooLong(bytes: text.utf8.count, limit: limit))
        }
    }
}
