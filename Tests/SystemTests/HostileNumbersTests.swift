import Foundation
import TestSupport
import Testing

/// Numbers that nobody means, in every flag and setting that takes one: said with field and value, and never a trap.
@Suite(.timeLimit(.minutes(4))) struct HostileNumbersTests {
    private static let numbers = [
        "0", "-1", "9223372036854775807", "9223372036854775808", "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775809", "1e400", "1e3", "0x10", "1_0", "", " 1", "٣", "nan",
    ]

    /// A flag in its command.
    private struct Flag: Sendable {
        let program: Program
        let name: String
        let arguments: [String]
    }

    private func flags(_ site: Site) throws -> [Flag] {
        let folder = site.folder
        let link = "kentongan://127.0.0.1:9/#\(site.link.suffix(64))"
        try folder.write("codename", try CodenameWords.valid())
        try folder.write("text", "x")
        let recover = [
            "recover", "--data", site.data, "--out", folder.file("next"), "--origin", "baru.example", "--yes",
            "--root-key", folder.file("data.root.key"), "--root", String(repeating: "0", count: 64),
        ]
        let renew = [
            "renew", "--descriptor", "\(site.data)/site.descriptor", "--root-key",
            folder.file("data.root.key"),
            "--out", folder.file("next.descriptor"),
        ]
        let inbox = ["--site", link, "--codename-file", folder.file("codename")]
        let made = Site.initialisation(folder, data: "other")
        func without(_ flag: String) -> [String] {
            guard let place = made.firstIndex(of: flag) else { return made }
            return Array(made[..<place] + made[(place + 2)...])
        }
        return [
            Flag(program: .server, name: "--epoch-seconds", arguments: without("--epoch-seconds")),
            Flag(program: .server, name: "--answer-delay-ms", arguments: without("--answer-delay-ms")),
            Flag(program: .server, name: "--quorum", arguments: made),
            Flag(program: .server, name: "--days", arguments: renew),
            Flag(program: .server, name: "--quorum", arguments: renew),
            Flag(program: .server, name: "--size", arguments: recover),
            Flag(program: .server, name: "--epoch", arguments: recover + ["--size", "256"]),
            Flag(program: .source, name: "--message", arguments: ["inbox"] + inbox),
            Flag(
                program: .source, name: "--answers",
                arguments: ["reply", "--to", "bkn", "--message-file", folder.file("text")] + inbox),
            Flag(
                program: .review, name: "--days",
                arguments: [
                    "keys", "renew", "--site", link, "--key", site.key("bkn"), "--identity",
                    folder.file("bkn/identity.key"),
                ]),
            Flag(
                program: .review, name: "--quorum",
                arguments: ["verify-receipt", folder.file("text"), "--vkey", "\(site.data)/log.vkey"]),
            Flag(
                program: .monitor, name: "--max-age",
                arguments: ["check", "--data", site.data, "--state", folder.file("state")]),
        ]
    }

    @Test func no_flag_ends_a_program_by_a_trap() async throws {
        let site = try await Site.make()
        for flag in try flags(site) {
            var refused = 0
            for number in Self.numbers {
                for name in ["other", "other.root.key", "next", "next.descriptor", "state"] {
                    try? FileManager.default.removeItem(atPath: site.folder.file(name))
                }
                let running = try Running(
                    path: flag.program.path, flag.arguments + ["\(flag.name)=\(number)"])
                let output = try await running.ended()
                let said = output.out + output.error
                #expect(running.process.terminationReason == .exit, "\(flag.name)=\(number): \(said)")
                #expect(
                    !said.contains("Fatal error") && output.status < 128, "\(flag.name)=\(number): \(said)")
                guard said.contains(flag.name) else { continue }
                // What is refused for this flag's sake says the number.
                #expect(
                    output.status != 0 && (number.isEmpty || said.contains(number)),
                    "\(flag.name)=\(number): \(said)")
                refused += 1
            }
            #expect(refused > 6, "\(flag.program.rawValue) \(flag.name)")
        }
    }

    @Test func no_setting_ends_the_server_by_a_trap() async throws {
        let site = try await Site.make()
        let file = try site.folder.read("data/kentongand.toml")
        let lines = file.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var section = ""
        var settings = 0
        for (place, line) in lines.enumerated() {
            if line.hasPrefix("[") { section = line.trimmingCharacters(in: ["[", "]"]) }
            let parts = line.components(separatedBy: " = ")
            guard parts.count == 2, Int(parts[1]) != nil else { continue }
            settings += 1
            let limits = lines[place - 1].split(separator: " ").compactMap { Int($0) }
            try #require(limits.count == 2, "\(line) has no limits above it")
            for number in Self.numbers + [
                "\(limits[0])", "\(limits[1])", "\(limits[1] + 1)", "\(limits[0] - 1)",
            ] {
                var changed = lines
                changed[place] = "\(parts[0]) = \(number)"
                try site.folder.write("data/kentongand.toml", changed.joined(separator: "\n"))
                let output = try await Program.server.run("config", "check", "--data", site.data, "--json")
                let isRight = Int(number).map { (limits[0]...limits[1]).contains($0) } ?? (number == "1e3")
                guard Int(number) != nil else {
                    // As TOML reads it, if it is TOML.
                    #expect([0, 78].contains(output.status), "\(line) \(number): \(output.error)")
                    continue
                }
                #expect(output.status == (isRight ? 0 : 78), "\(line) \(number): \(output.error)")
                guard !isRight else { continue }
                let failure = try output.failure
                #expect(failure.field == "\(section).\(parts[0])" && failure.message.contains(number))
                #expect(failure.limit.map { limits.contains($0) } == true, "\(line) \(number)")
            }
        }
        #expect(settings > 5)
    }
}
