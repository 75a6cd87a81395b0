package import Foundation

/// A folder that goes when the test does: whoever needs its files holds it.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = NSTemporaryDirectory() + "kentongan-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it, which need not be there.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

    package func data(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: file(name))) }

    package func bytes(_ name: String) throws -> [UInt8] { [UInt8](try data(name)) }

    package func read(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

    /// Writes a file, for its owner alone where it is new, and makes the folders above it.
    package func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = URL(filePath: file(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: url.path) {
            _ = FileManager.default.createFile(
                atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        try Data(bytes).write(to: url)
    }

    package func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    /// The permissions of a file, `0o600` say; -1 where the system tells none.
    package func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    /// All files below `name`, in order, with their paths in it.
    package func names(_ name: String = ".") throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: file(name)).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: file("\(name)/\($0)"), isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    /// All files below `name`, in order, with their bytes.
    package func contents(of name: String) throws -> [(name: String, bytes: [UInt8])] {
        try names(name).map { ($0, try bytes("\(name)/\($0)")) }
    }

    /// Another folder with the same files, but for those that end so: what a power loss leaves of a running program.
    package func copy(without suffix: String) throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: path) where !name.hasSuffix(suffix) {
            try FileManager.default.copyItem(atPath: file(name), toPath: copy.file(name))
        }
        return copy
    }
}
