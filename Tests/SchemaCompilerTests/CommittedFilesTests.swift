import Foundation
import SchemaCompiler
import Testing

/// The generated files that are committed are those of the schema that is committed.
@Suite struct CommittedFilesTests {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func `messages and samples are current, and nothing else is beside them`() throws {
        let schema = try committedSchema()
        let outputs = [
            ("Sources/Wire/Messages", schema.wireFiles()), ("Tests/WireTests/Generated", schema.testFiles()),
        ]
        for (directory, files) in outputs {
            try expectCurrent(files, in: directory)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: root.appending(path: directory).path)
            #expect(Set(names.filter { $0.hasSuffix(".swift") }) == Set(files.map(\.name)))
        }
    }

    @Test func `services and stubs are current`() throws {
        try expectCurrent(committedSchema().rpcFiles(), in: "Sources/RPC")
    }

    private func committedSchema() throws -> Schema {
        let text = try String(contentsOf: root.appending(path: "Protocol/kentongan.schema"), encoding: .utf8)
        return try compile(schema: text, file: "kentongan.schema")
    }

    private func expectCurrent(_ files: [GeneratedFile], in directory: String) throws {
        for file in files {
            let path = root.appending(path: directory).appending(path: file.name)
            #expect(try String(contentsOf: path, encoding: .utf8) == file.text, "\(file.name) is not current")
        }
    }
}
