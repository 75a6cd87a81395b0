package import Files
import Foundation

/// Opens the reviewer's browser at a desk.
///
/// What a program is started with everybody on the machine can read, and the address is a secret: the browser is given a file
/// that only its owner may read, which leads to the address.
package enum DeskBrowser {
    /// The program that knows which browser is the reviewer's.
    private static let opener = "/usr/bin/xdg-open"

    /// Writes the file and starts the browser.
    ///
    /// - Parameters:
    ///   - url: the desk's.
    ///   - path: of the file, which is replaced; whoever calls removes it at the end.
    ///   - environment: without a display there is no browser.
    /// - Returns: whether one was started.
    /// - Throws: where the file cannot be written.
    package static func open(
        _ url: String, through path: String, environment: [String: String]
    ) throws(FileError) -> Bool {
        let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
        guard hasDisplay, FileManager.default.isExecutableFile(atPath: opener) else { return false }
        let page = """
            <!doctype html>
            <meta charset="utf-8">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="refresh" content="0; url=\(url)">
            <title>Kentongan</title>

            """
        try Files.replace(path, Array(page.utf8), secret: true)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: opener)
        process.arguments = [path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return (try? process.run()) != nil
    }

    /// Takes the file away again.
    package static func close(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
