import Testing

/// The `sqlite3` tool, for changing a copy behind a program's back.
enum SQLite {
    static let path = "/usr/bin/sqlite3"

    static func run(_ file: String, _ statement: String) async throws {
        let output = try await Running(path: path, [file, statement]).ended()
        try #require(output.status == 0, "\(output.error)")
    }
}
