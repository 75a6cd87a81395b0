package import Console
import Files
import Foundation
import Primitives
package import Sealing
import Words

extension Codename {
    /// Reads a codename from a file, from standard input (`-`), or, without either, at the terminal.
    ///
    /// - Parameters:
    ///   - file: a path, or `-`; nil to ask.
    ///   - dialogue: the person who is asked.
    /// - Throws: `CodenameError`; `DialogueStopped` where the person stops.
    package init(file: String?, dialogue: Dialogue) throws {
        switch file {
        case nil:
            guard dialogue.isInteractive else { throw CodenameError.missing }
            try self.init(checking: dialogue.ask(InboxText.codename))
        case "-": try self.init(checking: standardInput())
        case let path?: try self.init(checking: read(path))
        }
    }

    /// A slip is caught here, without asking anybody; the error says where, never what.
    package init(checking typed: String) throws(CodenameError) {
        do { try self.init(typed: typed) } catch { throw .typo(error) }
    }
}

/// Bytes of the longest codename with all its white space.
private let longestCodename = 4_096

private func read(_ path: String) throws(CodenameError) -> String {
    do throws(FileError) { return try Files.readText(path, limit: longestCodename) } catch {
        throw .file(path: path, error)
    }
}

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
