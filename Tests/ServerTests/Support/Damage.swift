import Foundation
import TestSupport

/// Changes a database behind the server's back, with the `sqlite3` tool.
enum Damage {
    private static let path = "/usr/bin/sqlite3"

    static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: path) }

    static func run(_ statement: String, in database: String) throws {
        let tool = Process()
        tool.executableURL = URL(filePath: path)
        tool.arguments = [database, statement]
        try tool.run()
        tool.waitUntilExit()
        guard tool.terminationStatus == 0 else { throw Missing() }
    }
}
