import AuditLog
package import Files
import Foundation
import Storage
package import Wire

// The marker in the directory of a log that ended: no server starts from there any more.
//
//     kentongan continued 1 LF new origin LF site link LF
extension DataDirectory {
    /// The marker's file.
    package var continued: String { file(Self.continuedName) }

    private static let continuedName = "continued"

    /// The origin of the log that follows this one; nil while this one goes on.
    package func continuedAs() throws(DataDirectoryError) -> Origin? {
        guard FileManager.default.fileExists(atPath: continued) else { return nil }
        let text: String
        do { text = try Files.readText(continued, limit: 4_096) } catch {
            throw .unreadable(name: Self.continuedName, error)
        }
        let lines = text.split(separator: "\n")
        return lines.count > 1 ? String(lines[1]) : "?"
    }

    /// Holds the directory, so that no server runs while its log ends.
    package func lockForRecovery() throws(DataDirectoryError) -> DirectoryLock {
        do { return try DirectoryLock(path) } catch { throw .store(StoreError(error)) }
    }

    func markContinued(as origin: Origin, link: SiteLink) throws(DataDirectoryError) {
        let text = "kentongan continued 1\n\(origin)\n\(link)\n"
        try create(Self.continuedName, Array(text.utf8), secret: false)
    }

    /// Throws where the log ended: two servers of one log would be a fork.
    func checkNotContinued() throws(DataDirectoryError) {
        guard let next = try continuedAs() else { return }
        throw .continued(as: next)
    }
}
