package import Console
import Files
import Foundation
import Primitives
package import Sealing
package import Words

extension Codename {
    /// Reads a codename from a file, from standard input (`-`), or, without either, at the terminal.
    package init(file: String?, dialogue: Dialogue) throws(Failure) {
        let field = "--codename-file"
        guard let file else {
            guard dialogue.isInteractive else {
                throw Failure(.usage, InboxText.noCodename(dialogue.language), field: field)
            }
            try self.init(checking: dialogue.ask(InboxText.codename), language: dialogue.language)
            return
        }
        let text =
            file == "-"
            ? try standardInput(field: field) : try Files.readText(file, limit: longestCodename, field: field)
        try self.init(checking: text, language: dialogue.language)
    }

    /// A slip is caught here, without asking anybody; the message says where, never what.
    package init(checking typed: String, language: Language) throws(Failure) {
        do {
            try self.init(typed: typed)
        } catch {
            let phrase =
                switch error {
                case .count(let count): InboxText.words(count, limit: Self.wordCount)
                case .unknownWord(let position): InboxText.unknownWord(position)
                case .checksum: InboxText.checksum
                }
            throw Failure(.badInput, phrase(language), field: "codename")
        }
    }
}

/// Bytes of the longest codename with all its white space.
private let longestCodename = 4_096

private func standardInput(field: String) throws(Failure) -> String {
    var bytes: [UInt8] = []
    defer { bytes.erase() }
    do {
        while bytes.count <= longestCodename,
            let data = try FileHandle.standardInput.read(upToCount: longestCodename), !data.isEmpty
        {
            bytes += data
        }
    } catch {
        throw Failure(.inputOutput, "\(field): standard input cannot be read", field: field)
    }
    guard bytes.count <= longestCodename, let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure(
            .badInput, "\(field): not a codename", field: field, limit: UInt64(longestCodename))
    }
    return text
}
