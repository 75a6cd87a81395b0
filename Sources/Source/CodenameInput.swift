package import Console
import Files
import Foundation
import Primitives
package import Sealing
package import Words

extension Codename {
    /// Reads a codename from a file, from standard input (`-`), or, without either, at the terminal.
    package init(file: String?, dialogue: Dialogue) throws(Failure) {
        let language = dialogue.language
        guard let file else {
            guard dialogue.isInteractive else { throw Failure(CodenameError.missing, language: language) }
            try self.init(checking: dialogue.ask(InboxText.codename), language: language)
            return
        }
        guard file == "-" else {
            let text = try Files.readText(
                file, limit: longestCodename, field: SourceOption.codenameFile)
            try self.init(checking: text, language: language)
            return
        }
        let text: String
        do { text = try standardInput() } catch { throw Failure(error, language: language) }
        try self.init(checking: text, language: language)
    }

    /// A slip is caught here, without asking anybody; the message says where, never what.
    package init(checking typed: String, language: Language) throws(Failure) {
        do {
            try self.init(typed: typed)
        } catch {
            throw Failure(CodenameError.typo(error), language: language)
        }
    }
}

/// Bytes of the longest codename with all its white space.
private let longestCodename = 4_096

private func standardInput() throws(CodenameError) -> String {
    var bytes: [UInt8] = []
    defer { bytes.erase() }
    do {
        while bytes.count <= longestCodename,
            let data = try FileHandle.standardInput.read(upToCount: longestCodename), !data.isEmpty
        {
            bytes += data
        }
    } catch {
        throw .unreadable
    }
    guard bytes.count <= longestCodename, let text = String(validating: bytes, as: UTF8.self) else {
        throw .notText(limit: longestCodename)
    }
    return text
}
