import Foundation

/// A folder of its own, removed afterwards.
func withSourceFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("source-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.path)
}

@discardableResult
func write(_ bytes: [UInt8], _ folder: String, _ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
}

func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: path)
}

func text(of path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
}

func permissions(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}
