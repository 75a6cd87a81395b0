import Files

/// The text of an answer, as a file or standard input holds it.
package enum AnswerText {
    /// Bytes of the longest: the schema's bound of `Message.text`.
    package static let limit = 4_000
    /// Bytes read of a file, with the white space behind the text.
    private static let readLimit = 8_192

    /// Reads it; white space at its end does not count.
    ///
    /// - Parameters:
    ///   - file: a path, or `-` for standard input.
    ///   - codenameFile: what the codename is read from.
    /// - Returns: 1 to `limit` bytes of UTF-8.
    /// - Throws: `oneInput`, `file` or `length`.
    package static func read(_ file: String, besides codenameFile: String?) throws(AnswerError) -> String {
        guard file != Files.standardInput || codenameFile != file else { throw .oneInput }
        var text: String
        do throws(FileError) { text = try Files.readText(file, limit: readLimit) } catch {
            throw .file(path: file, error)
        }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        guard (1...limit).contains(text.utf8.count) else { throw .length(text.utf8.count) }
        return text
    }
}
