import Foundation
import SchemaCompiler

let usage = """
    usage: kentongan-schema SCHEMA [--wire DIR] [--rpc DIR] [--tests DIR] [--check] [--sizes]
      --wire DIR   write the messages and methods
      --rpc DIR    write the services' stubs
      --tests DIR  write the tests' samples, Generated*.swift
      --check      write nothing; exit 1 and name the files that are not current
      --sizes      print the sizes of every type's shortest and longest encoding

    """

func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data(message.utf8))
    exit(status)
}

var arguments = CommandLine.arguments.dropFirst()
var schemaPath: String?
var directories: [String: String] = [:]
var isChecking = false
var printsSizes = false
while let argument = arguments.popFirst() {
    switch argument {
    case "--wire", "--rpc", "--tests":
        guard let directory = arguments.popFirst() else { fail(usage, status: 2) }
        directories[argument] = directory
    case "--check": isChecking = true
    case "--sizes": printsSizes = true
    default:
        guard schemaPath == nil, !argument.hasPrefix("-") else { fail(usage, status: 2) }
        schemaPath = argument
    }
}
guard let schemaPath else { fail(usage, status: 2) }

do {
    let text = try String(contentsOfFile: schemaPath, encoding: .utf8)
    let schema = try compile(schema: text, file: schemaPath)
    if printsSizes { print(schema.sizeTable(), terminator: "") }
    var stale: [String] = []
    let outputs = [
        ("--wire", schema.wireFiles()), ("--rpc", schema.rpcFiles()), ("--tests", schema.testFiles()),
    ]
    for (flag, files) in outputs {
        guard let directory = directories[flag] else { continue }
        stale += try OutputDirectory(path: directory).update(files, isChecking: isChecking)
    }
    if isChecking, !stale.isEmpty {
        fail(stale.map { "\($0): not current\n" }.joined(), status: 1)
    }
} catch let error as SchemaError {
    fail("\(error)\n", status: 1)
} catch {
    fail("\(schemaPath): \(error.localizedDescription)\n", status: 1)
}
