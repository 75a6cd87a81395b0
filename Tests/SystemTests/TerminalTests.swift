import Foundation
import Sealing
import TestSupport
import Testing

/// The source's program with a person at the terminal.
@Suite(.serialized, .timeLimit(.minutes(4))) struct TerminalTests {
    /// A site that nobody serves: its link is well-formed.
    private static let away = "kentongan://127.0.0.1:1/#" + String(repeating: "0", count: 64)

    private func inbox(_ typed: [String], _ body: (PseudoTerminal) async throws -> Void) async throws {
        let terminal = try PseudoTerminal(.source, ["inbox", "--site", Self.away, "--lang", "en"])
        try await terminal.waitFor("Report code:")
        for line in typed { try await terminal.type(line) }
        try await body(terminal)
        #expect(terminal.isUsual)
        #expect(terminal.unread == 0)
    }

    @Test func a_code_is_taken_as_people_paste_it() async throws {
        let words = try words()
        for paste in [
            words.joined(separator: " ") + "\n", words.joined(separator: "\n") + "\n",
            words.enumerated().map { "\($0 + 1). \($1.uppercased())" }.joined(separator: "\r\n") + "\r",
            "Kode laporan:\n\n    " + words.map { $0.prefix(4) }.joined(separator: ", ") + "\n",
            // Behind the arrow keys of somebody who looked for an earlier line.
            "\u{1b}[A\u{1b}[B" + words.joined(separator: " ") + "\u{7f}\u{7f}\(words[7].suffix(2))\n",
        ] {
            try await inbox([paste]) { terminal in
                // The code is whole, and the site away.
                let status = try await terminal.ended()
                #expect(status == 69, "\(paste)\n\(terminal.shown)")
            }
        }
    }

    @Test func a_code_that_is_typed_in_parts_is_asked_for_to_its_end() async throws {
        let words = try words()
        try await inbox([words.prefix(3).joined(separator: " ") + "\n"]) { terminal in
            try await terminal.waitFor("Only 3 of 8 words so far.")
            try await terminal.type(words.dropFirst(3).joined(separator: " ") + "\n")
            let status = try await terminal.ended()
            #expect(status == 69)
        }
    }

    @Test func a_wrong_word_is_named_and_the_rest_reaches_no_shell() async throws {
        var words = try words()
        words[4] = String(words[4].dropFirst())
        let rest = "\nrm -r x\nls\n"
        try await inbox([words.joined(separator: " ") + rest]) { terminal in
            try await terminal.waitFor("word 5, '\(words[4])', is not on the list")
            for _ in 0..<2 {
                try await terminal.waitFor("Report code:")
                try await terminal.type(words.joined(separator: " ") + "\n")
                try await terminal.waitFor("is not on the list")
            }
            try await terminal.waitFor("Report code:")
            try await terminal.type(words.joined(separator: " ") + rest)
            let status = try await terminal.ended()
            #expect(status == 65)
        }
    }

    @Test func who_stops_leaves_the_terminal_as_it_was() async throws {
        for keys in ["\u{3}", "\u{4}"] {
            try await inbox(["abc\u{15}", keys]) { terminal in
                let status = try await terminal.ended()
                #expect(status == 64)
                #expect(terminal.shown.contains("othing was sent"), "\(terminal.shown)")
            }
        }
        try await inbox(["abc"]) { terminal in
            // Shown when it was read: else a shell would get it, as it should.
            try await terminal.waitFor("abc")
            terminal.signal(SIGTERM)
            _ = try await terminal.ended()
        }
    }

    private func words() throws -> [String] {
        try #require(Codename(random: Array(1...10))).words.split(separator: " ").map(String.init)
    }

    /// Answers everything up to the story.
    private func untilStory(_ terminal: PseudoTerminal) async throws {
        for (question, answer) in [
            ("Go on?", "y"), ("Where did it happen?", "Kota Contoh"), ("What happened?", "?"),
            ("type ? and its number", "?7"), ("Money, goods, aid or promises", "15"),
            ("Did something else happen too?", ""), ("When did it happen?", "30-02-2024"),
            ("no calendar has this day", "16-11-2024"), ("When did you learn of it?", ""),
            ("status of the person", ""), ("post does", ""), ("How many people", ""),
            ("Who is reported?", ""),
            ("post called?", ""), ("In which unit?", ""), ("About how many people", "4"),
        ] {
            try await terminal.waitFor(question.hasPrefix("no") ? "calendar" : question)
            try await terminal.type(answer + "\n")
        }
        // Before it is written.
        try await terminal.waitFor("Few people know this")
        try await terminal.waitFor("Describe what happened")
    }

    /// More than a report holds, pasted at once: it is said, offered to be saved, and can be cut line by line.
    @Test func a_story_that_is_too_long_is_kept_and_cut() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let terminal = try PseudoTerminal(
            .source, ["submit", "--site", server.link, "--lang", "en", "--now"])
        try await untilStory(terminal)
        let line = (0..<1_580).map { "k\($0 % 1_000 + 1_000)"[...].prefix(4) }.joined(separator: " ")
        try await terminal.type(
            "Baris pertama yang akan dibuang.\n" + line + "\n" + line.prefix(900) + "\n.\n")
        try await terminal.waitFor("too long (about 8,900 letters; at most 8,000)")
        try await terminal.waitFor("Save what you wrote")
        try await terminal.type("y\n")
        try await terminal.waitFor("Name of a new file")
        try await terminal.type(site.folder.file("uraian.txt") + "\n")
        try await terminal.waitFor("1. Baris pertama")
        for (number, prompt) in [("3", "2. k100"), ("1", "1. k100")] {
            try await terminal.type(number + "\n")
            try await terminal.type("\n")
            try await terminal.waitFor(prompt)
        }
        try await terminal.type("\n")
        try await terminal.waitFor("Supporting evidence")
        #expect(try site.folder.read("uraian.txt").contains("yang akan dibuang.\n" + line))
        terminal.signal(SIGTERM)
        _ = try await terminal.ended()
        _ = try await server.stop()
    }

    /// One line of 7,900 bytes arrives whole; who does not send keeps it; who sends and stops hears that the code is void.
    @Test(arguments: ["xterm", "dumb"]) func what_was_typed_is_never_lost(term: String) async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let line = (0..<1_580).map { "k\($0 % 1_000 + 1_000)"[...].prefix(4) }.joined(separator: " ")
        let terminal = try PseudoTerminal(
            .source, ["submit", "--site", server.link, "--lang", "en", "--now"], term: term)
        try await untilStory(terminal)
        try await terminal.type(line + "\r\n.\r\n")
        try await terminal.waitFor("Supporting evidence")
        try await terminal.type("\n")
        try await terminal.waitFor("Add a file as evidence?")
        try await terminal.type("\n")
        // What leaving out hides and what not is said before somebody chooses.
        try await terminal.waitFor("can never read the content. That there is a report it does not learn")
        try await terminal.waitFor("must not read")
        try await terminal.type("\n")
        try await readReview(terminal, term)
        try await terminal.type("y\n")
        try await terminal.waitFor("Type the code back")
        let words = try code(in: terminal).split(separator: " ").map(String.init)
        try await terminal.type((words.dropLast() + ["abadi"]).joined(separator: " ") + "\n")
        try await terminal.waitFor("Not the same yet: word 8.")
        try await terminal.waitFor("Type the code back")
        // Nobody answers any more: what was typed is refused.
        #expect(try await server.stop().status == 0)
        try await terminal.type(words.joined(separator: " ") + "\n")
        try await terminal.waitFor("That report code is void")
        try await terminal.waitFor("Save what you wrote")
        try await terminal.type("y\n")
        try await terminal.waitFor("Name of a new file")
        try await terminal.type(site.folder.file("none/laporan.toml") + "\n")
        try await terminal.waitFor("does not exist")
        try await terminal.waitFor("Name of a new file")
        try await terminal.type(site.folder.file("laporan.toml") + "\n")
        try await terminal.waitFor("Saved in")
        let status = try await terminal.ended()
        #expect(status == 69)
        #expect(terminal.isUsual)
        #expect(try site.folder.mode("laporan.toml") == 0o600)
        let saved = try site.folder.read("laporan.toml")
        #expect(saved.contains(line), "\(saved.count)")
        #expect(saved.contains("event_date = 2024-11-16"))
        #expect(
            try await Program.server.run("status", "--data", site.data, "--json").json["pending"] as? Int == 0
        )

        // The file is sent as it is.
        let again = try await site.serve()
        let sent = try await Program.source.run(
            "submit", "--site", again.link, "--from", site.folder.file("laporan.toml"), "--yes", "--json")
        #expect(sent.status == 0, "\(sent.error)")
        _ = try await again.stop()
    }

    /// A report with slips on its way: each is answered in words, the code is shown again, and in the end the screen can be empty.
    @Test(arguments: ["xterm", "dumb"]) func slips_are_answered_and_nothing_stays_on_the_screen(
        term: String
    ) async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        // Of no known kind: whether the tools are there or not, it is asked about.
        try site.folder.write(
            "rekaman.bin", (0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 19) } as [UInt8])
        let terminal = try PseudoTerminal(
            .source, ["submit", "--site", server.link, "--lang", "en", "--now"], term: term)
        try await untilStory(terminal)
        try await terminal.type("Beras dibagikan di balai desa, https://contoh.example/?fbclid=abc\n.\n")
        try await terminal.waitFor("has parts that track (fbclid)")
        try await terminal.waitFor("Supporting evidence")
        try await terminal.type("3\n")
        try await terminal.waitFor("Add a file as evidence?")
        try await terminal.type(site.folder.file("rekaman.bin") + "\n")
        try await terminal.waitFor("Send it as it is?")
        try await terminal.type("n\n")
        try await terminal.waitFor("rekaman.bin will not be sent.")
        try await terminal.waitFor("Add a file as evidence?")
        try await terminal.type("\n")
        try await terminal.waitFor("must not read")
        try await terminal.type("\n")
        try await readReview(terminal, term)
        // A number changes that answer on any of them.
        try await terminal.type("13\n")
        try await terminal.waitFor("just Enter when you are done")
        try await terminal.type("Beras dibagikan.\n")
        try await terminal.waitFor("Nothing was changed.")
        try await terminal.type("1\n")
        try await terminal.waitFor("The new line 1")
        try await terminal.type("Beras berstiker dibagikan di balai desa.\n")
        try await terminal.waitFor("just Enter when you are done")
        try await terminal.type(".\n")
        try await readReview(terminal, term)
        try await terminal.type("y\n")
        try await terminal.waitFor("Type the code back")
        let code = try code(in: terminal)
        try await terminal.type("?\n")
        try await terminal.waitFor(code)
        try await terminal.waitFor("Type the code back")
        try await terminal.type(code + "\n")
        if term == "dumb" {
            let status = try await terminal.ended()
            #expect(status == 0 && !terminal.shown.contains("from this screen"))
            #expect(terminal.shown.contains("what you wrote are still on this screen"))
        } else {
            try await terminal.waitFor("Remove the code and what you wrote from this screen?")
            try await terminal.type("\n")
            try await terminal.waitFor("This screen was emptied.")
            let status = try await terminal.ended()
            #expect(status == 0)
            let left = try #require(terminal.shown.range(of: "\u{1b}[3J", options: .backwards))
            #expect(!terminal.shown[left.upperBound...].contains(code.split(separator: " ")[0]))
        }
        #expect(terminal.output.contains("Your report has been received"))
        // A screen reader says no signs, and no capital letters.
        #expect(terminal.shown.contains("[yes/no; Enter: no]") == (term == "dumb"))
        #expect(terminal.shown.contains("less-than sign (<): back") == (term == "dumb"))
        _ = try await server.stop()
    }

    /// All that will be sent, so much at once as the screen has rows for: a screen reader, too, says only what is on it.
    private func readReview(_ terminal: PseudoTerminal, _ term: String) async throws {
        let before = terminal.shown.endIndex
        let screens = try await terminal.leaf(to: "Send report?", past: "Enter: see the rest")
        #expect(screens > 1)
        guard term == "xterm" else { return }
        for screen in terminal.shown[before...].split(separator: "\u{1b}[2J").dropFirst() {
            #expect(screen.count { $0.isNewline } < 24, "\(screen)")
        }
    }

    private func code(in terminal: PseudoTerminal) throws -> String {
        let shown = terminal.shown.split { $0.isNewline }.map { $0.split(separator: " ").map(String.init) }
        return try #require(
            shown.last { $0.count == 8 && (try? Codename(typed: $0.joined(separator: " "))) != nil }
        ).joined(separator: " ")
    }
}
