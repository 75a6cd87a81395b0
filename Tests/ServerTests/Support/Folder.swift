import Foundation

/// A folder that goes when the test does.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "server-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Every file below `name`, with its bytes.
    func contents(of name: String) throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.subpathsOfDirectory(atPath: file(name)).sorted().compactMap { sub in
            let path = file("\(name)/\(sub)")
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
            else { return nil }
            return (sub, [UInt8](try Data(contentsOf: URL(filePath: path))))
        }
    }
}
