import Foundation
package import Testing

/// A disk in memory, mounted on a folder of its own: it really gets full.
package struct SmallDisk: Sendable {
    package let folder: TemporaryFolder

    /// Mounts it, or ends the test as one that was skipped where nothing may be mounted.
    package init(mebibytes: Int, sourceLocation: SourceLocation = #_sourceLocation) throws {
        folder = try TemporaryFolder()
        guard Self.run("/bin/mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m", "none", folder.path) else {
            try skip(needing: .mount, sourceLocation: sourceLocation)
        }
    }

    /// Makes it larger or smaller; false where that cannot be.
    package func resize(mebibytes: Int) -> Bool {
        Self.run("/bin/mount", "-o", "remount,size=\(mebibytes)m", "none", folder.path)
    }

    /// Takes it away, with whatever is open there.
    package func unmount() { _ = Self.run("/bin/umount", "-l", folder.path) }

    private static func run(_ command: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
