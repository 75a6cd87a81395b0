import Foundation
import SchemaCompiler
import Testing

/// The generated files that are committed are those of the schema that is committed.
@Suite struct CommittedFilesTests {
    @Test func `messages and samples are current`() throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Protocol/kentongan.schema"), encoding: .utf8)
        let schema = try compile(schema: text, file: "kentongan.schema")
        let outputs = [
            ("Sources/Wire/Messages", schema.wireFiles()), ("Tests/WireTests/Generated", schema.testFiles()),
        ]
        for (directory, files) in outputs {
            let directory = root.appending(path: directory)
            for file in files {
                let committed = try String(contentsOf: directory.appending(path: file.name), encoding: .utf8)
                #expect(committed == file.text, "\(file.name) is not current")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            #expect(Set(names.filter { $0.hasSuffix(".swift") }) == Set(files.map(\.name)))
        }
    }
}
