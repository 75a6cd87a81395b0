import Foundation
import Server
import Testing

/// What the pages for operators say of the settings is what the server does.
@Suite struct ConfigurationPagesTests {
    @Test func `the example file holds every setting as init writes it`() throws {
        #expect(try projectText("deploy/kentongand.toml") == Configuration().file)
    }

    @Test func `the manual names every setting, and the memory that the defaults take at most`() throws {
        let manual = try projectText("docs/kentongand.md")
        var section = ""
        for line in Configuration().file.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("[") {
                section = String(line.dropFirst().dropLast())
            } else {
                let name = line.split(separator: " ")[0]
                #expect(manual.contains("| `\(section).\(name)` |"), "\(section).\(name)")
            }
        }
        #expect(manual.contains("with the defaults that is 1,300 MiB"))
        #expect(Configuration().memory >> 20 == 1_300)
    }

    @Test func `whatever is set, the memory is a number`() {
        var configuration = Configuration()
        configuration.connections = .max
        configuration.unreadBytes = .max
        configuration.uploads = .max
        #expect(configuration.memory == .max)
        configuration = Configuration()
        let before = configuration.memory
        configuration.requestBytes += 1
        configuration.connections += 1
        #expect(configuration.memory == before + 1 + 233 * 1_024)
    }
}

private func projectText(_ path: String) throws -> String {
    let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try String(contentsOf: project.appending(path: path), encoding: .utf8)
}
