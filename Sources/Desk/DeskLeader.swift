package import Files
import Foundation

/// A file that leads the reviewer's browser to a desk.
///
/// The desk's address is a secret, and what a program is started with everybody on the machine can read: the browser is given a
/// file that only its owner may read.
package struct DeskLeader: Sendable {
    /// Where it is.
    package let path: String

    /// Writes it.
    ///
    /// - Parameters:
    ///   - url: the desk's.
    ///   - path: of the file, which is replaced.
    /// - Throws: where it cannot be written.
    package init(to url: String, at path: String) throws(FileError) {
        let page = """
            <!doctype html>
            <meta charset="utf-8">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="refresh" content="0; url=\(url)">
            <title>Kentongan</title>

            """
        try Files.replace(path, Array(page.utf8), secret: true)
        self.path = path
    }

    /// Takes it away again.
    package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
