package import Cases
package import Files
package import Wire

/// Why an agency did not act, or wrote no note.
package enum ActingError: Error, Equatable, Sendable {
    /// An act of that kind would break a rule of the lifecycle; nothing was sent.
    case lifecycle(LifecycleFault, of: ActKind)
    /// The case may not be forwarded there.
    case forward(ForwardFault)
    /// The agency's acts on the report do not follow each other, so that none can follow them.
    case history(reason: String)
    /// Two keys have to sign, and one was given.
    case secondMissing
    /// The second key is none of the agency's published act keys, or the first one again.
    case notASecondKey
    /// Reason or note could not be sealed.
    case sealing(reason: String)
    /// The act could not be signed.
    case signing(reason: String)
    /// The store does not know the site's keys yet.
    case neverSynced
    /// A colleague acted or wrote at the same moment; nothing of this was taken.
    case concurrent
    /// The same bytes were sent several times, and no answer came: they may have been taken.
    case unconfirmed
    /// The same of a note, of which a second one would be another note.
    case unconfirmedNote
    /// The site's promise does not hold.
    case promise(reason: String)
}

/// Why a file gives no text of a reviewer's.
package enum WrittenTextError: Error, Equatable, Sendable {
    /// It has this many bytes.
    case length(Int, option: String)
    /// It cannot be read.
    case unreadable(path: String, option: String, FileError)
}

/// What a reviewer writes, as it comes from a file or standard input.
package enum WrittenText {
    /// Bytes of the longest one.
    package static let limit = 4_000

    /// Reads it; white space at its end does not count.
    ///
    /// - Parameters:
    ///   - path: of a file, or `-` for standard input.
    ///   - option: that names it, for errors.
    /// - Returns: 1 to `limit` bytes of UTF-8.
    /// - Throws: why there is no such text.
    package static func read(_ path: String, option: String) throws(WrittenTextError) -> String {
        let text: String
        do throws(FileError) { text = try Files.readText(path, limit: 1 << 16) } catch {
            throw .unreadable(path: path, option: option, error)
        }
        return try checked(text, option: option)
    }

    /// The text without the white space at its end.
    ///
    /// - Parameters:
    ///   - text: as it was written.
    ///   - option: that gave it, for errors.
    /// - Returns: 1 to `limit` bytes of UTF-8.
    /// - Throws: `length`.
    package static func checked(_ text: String, option: String) throws(WrittenTextError) -> String {
        var text = text
        while let last = text.last, last.isWhitespace { text.removeLast() }
        guard (1...limit).contains(text.utf8.count) else {
            throw .length(text.utf8.count, option: option)
        }
        return text
    }
}
