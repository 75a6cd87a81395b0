import Files
import Foundation

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
    /// - Throws: `oneInput`, `file`, `input` or `length`.
    package static func read(_ file: String, besides codenameFile: String?) throws(AnswerError) -> String {
        guard file != "-" || codenameFile != "-" else { throw .oneInput }
        var text = try file == "-" ? standardInput() : fromFile(file)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        guard (1...limit).contains(text.utf8.count) else { throw .length(text.utf8.count) }
        return text
    }

    private static func fromFile(_ path: String) throws(AnswerError) -> String {
        do throws(FileError) { return try Files.readText(path, limit: readLimit) } catch {
            throw .file(path: path, error)
        }
    }

    private static func standardInput() throws(AnswerError) -> String {
        var bytes: [UInt8] = []
        while bytes.count <= readLimit,
            let data = try? FileHandle.standardInput.read(upToCount: readLimit), !data.isEmpty
        {
            bytes += data
        }
        guard bytes.count <= readLimit else { throw .length(bytes.count) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .input }
        return text
    }
}
