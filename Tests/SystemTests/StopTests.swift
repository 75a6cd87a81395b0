import Foundation
import Sealing
import TestSupport
import Testing

/// Ctrl-C while evidence is on its way: what is safe is said, and it is true.
@Suite(.timeLimit(.minutes(4))) struct StopTests {
    @Test func who_stops_an_upload_hears_what_is_safe() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let folder = site.folder
        // Of no known kind, and long enough to be stopped in.
        let part = SampleBytes(3)(65_536)
        try folder.write("rekaman.bin", (0..<384).flatMap { _ in part })
        let evidence = ["--attach", folder.file("rekaman.bin"), "--keep-metadata"]
        let sending = try PseudoTerminal(
            .source,
            [
                "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"), "--yes",
                "--now", "--lang", "en",
            ] + evidence)
        try await sending.waitFor("Attachments: 1")
        sending.signal(SIGINT)
        try await sending.waitFor("Stopped. Your report has been received and is safe.")
        try await sending.waitFor("Send all of them again with kentongan add")
        _ = try await sending.ended()
        #expect(sending.isUsual)

        let lines = sending.output.split { $0.isNewline }.map { $0.trimmingCharacters(in: .whitespaces) }
        let code = try #require(lines.first { (try? Codename(typed: $0)) != nil }, "\(lines)")
        try folder.write("codename", code)
        let back = ["--site", server.link, "--codename-file", folder.file("codename"), "--lang", "en"]
        let inbox = try await Program.source.run(["inbox", "--json"] + back)
        let promise = try inbox.json["promise"] as? String
        #expect(inbox.status == 0 && (promise == "pending" || promise == "kept"))

        let adding = try PseudoTerminal(.source, ["add", "--now"] + evidence + back)
        try await adding.waitFor("Can you be seen or heard")
        try await adding.type("n\n")
        try await adding.waitFor("Attachments: 1")
        adding.signal(SIGINT)
        try await adding.waitFor("Stopped. Your report stays safe.")
        _ = try await adding.ended()
        // The same command again brings what was stopped.
        let again = try await Program.source.run(["add", "--json"] + evidence + back)
        #expect(again.status == 0, "\(again.error)")
        _ = try await server.stop()
    }
}
