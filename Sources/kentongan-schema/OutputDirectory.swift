import Foundation
import SchemaCompiler

/// A directory with generated files; files of other origin in it are left alone.
struct OutputDirectory {
    var path: String

    /// Makes the directory's generated files exactly `files`, or only compares.
    ///
    /// - Returns: The paths of those that differ, or differed.
    func update(_ files: [GeneratedFile], isChecking: Bool) throws -> [String] {
        var stale: [String] = []
        for file in files where contents(of: file.name) != file.text {
            stale.append("\(path)/\(file.name)")
            guard !isChecking else { continue }
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try file.text.write(toFile: "\(path)/\(file.name)", atomically: true, encoding: .utf8)
        }
        for name in try leftovers(except: Set(files.map(\.name))) {
            stale.append("\(path)/\(name)")
            if !isChecking { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
        }
        return stale
    }

    private func leftovers(except names: Set<String>) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().filter { name in
            !names.contains(name) && contents(of: name)?.hasPrefix(GeneratedFile.header) == true
        }
    }

    private func contents(of name: String) -> String? {
        try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }
}
