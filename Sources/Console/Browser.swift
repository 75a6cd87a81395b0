import Foundation

/// The browser of whoever sits at this machine.
package enum Browser {
    /// The program that knows which one it is.
    private static let opener = "/usr/bin/xdg-open"

    /// Starts it on a file; says nothing, and waits for nothing.
    ///
    /// Never on an address that is a secret: what a program is started with everybody on the machine can read.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - environment: without a display there is no browser.
    /// - Returns: whether one was started.
    package static func open(file path: String, environment: [String: String]) -> Bool {
        let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
        guard hasDisplay, FileManager.default.isExecutableFile(atPath: opener) else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: opener)
        process.arguments = [path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return (try? process.run()) != nil
    }
}
