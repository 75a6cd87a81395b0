import Foundation
import TestSupport
import Testing

/// A site changes: drafted on the server, signed on another machine, published, and seen by everybody.
@Suite(.timeLimit(.minutes(4))) struct CeremonyTests {
    private let site: Site

    init() async throws { site = try await Site.make() }

    private var rootKey: String { site.folder.file("data.root.key") }

    private func draft(_ name: String, _ more: [String] = []) async throws -> Output {
        try await Program.server.run(
            ["site", "draft", "--data", site.data, "--out", site.folder.file(name), "--json"] + more)
    }

    private func sign(_ name: String, _ more: [String] = []) async throws -> Output {
        try await Program.review.run(
            ["root", "sign", site.folder.file(name), "--root-key", rootKey, "--yes", "--json"] + more)
    }

    private func publish(_ name: String, _ more: [String] = []) async throws -> Output {
        try await Program.server.run(
            ["site", "publish", "--data", site.data, site.folder.file(name), "--json"] + more)
    }

    private func keygen(_ code: String) async throws -> String {
        let made = try await Program.review.run(
            "keygen", "--agency", code, "--name", "Kantor \(code)", "--out", site.folder.file(code))
        try #require(made.status == 0, "\(made.error)")
        return site.folder.file("\(code)/agency.card")
    }

    private func submit(_ server: Server) async throws -> [String: Any] {
        let sent = try await Program.source.run(
            "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"), "--yes",
            "--json")
        try #require(sent.status == 0, "\(sent.error)")
        return try sent.json
    }

    private func reports(_ server: Server, _ key: String) async throws -> Output {
        try await Program.review.run("list", "--site", server.link, "--key", key, "--json")
    }

    /// Once an epoch published them.
    private func listed(_ server: Server, _ key: String) async throws -> String {
        try await eventually {
            let listed = try await reports(server, key)
            guard listed.status == 0, let rows = try listed.json["reports"] as? [[String: Any]] else {
                return nil
            }
            return rows.first?["id"] as? String
        }
    }

    @Test func an_agency_joins_and_everybody_is_told() async throws {
        let card = try await keygen("bkpsdm")
        var server = try await site.serve()
        let verified = try await Program.review.run(
            "verify", "--site", server.link, "--state", site.folder.file("state"), "--json")
        #expect(verified.status == 0, "\(verified.error)")
        // The server may run while a draft is made.
        let drafted = try await draft("next.draft", ["--add", card])
        try #require(drafted.status == 0, "\(drafted.error)")
        let changes = try #require(try drafted.json["changes"] as? [String])
        #expect(changes.contains { $0.hasPrefix("new agency: bkpsdm, Kantor bkpsdm") })
        #expect(try drafted.json["signed"] as? Bool == false && drafted.json["serial"] as? Int == 1)
        let early = try await publish("next.draft")
        #expect(early.status == 75, "\(early.error)")
        _ = try await server.stop()
        let unsigned = try await publish("next.draft")
        #expect(unsigned.status == 77 && unsigned.error.contains("root sign"))
        let signed = try await sign("next.draft")
        try #require(signed.status == 0, "\(signed.error)")
        #expect(try signed.json["signed"] as? Bool == true)
        #expect(try signed.json["changes"] as? [String] == changes)
        let published = try await publish("next.draft")
        try #require(published.status == 0, "\(published.error)")
        // Once more changes nothing.
        #expect(try await publish("next.draft").status == 0)
        server = try await site.serve()
        let shown = try await eventually {
            let shown = try await Program.source.run("site", "--site", server.link, "--json")
            let agencies = try shown.json["agencies"] as? [[String: Any]]
            return agencies?.count == 3 ? shown : nil
        }
        #expect(try shown.json["descriptor_serial"] as? Int == 1)
        let told = try await Program.review.run(
            "verify", "--site", server.link, "--state", site.folder.file("state"), "--json")
        // The next witness counts after seven days, and the agency was not there before.
        #expect(told.status == 3, "\(told.out)")
        #expect(told.out.contains("agency_added") && told.out.contains("witness_added"))
        _ = try await submit(server)
        let id = try await listed(server, site.folder.file("bkpsdm/agency.key"))
        let opened = try await Program.review.run(
            "open", id, "--site", server.link, "--key", site.folder.file("bkpsdm/agency.key"), "--out",
            site.folder.file("opened"))
        #expect(opened.status == 0, "\(opened.error)")
        _ = try await server.stop()
        let late = try await publish("next.draft")
        #expect(late.status == 65 && late.error.contains("is over"), "\(late.error)")
    }

    @Test func what_does_not_belong_is_refused() async throws {
        let other = try await Site.make()
        let card = try await keygen("bkpsdm")
        for (name, more) in [("one", ["--add", card]), ("two", ["--quorum", "1"])] {
            #expect(try await draft(name, more).status == 0)
        }
        // Another site's root signs nothing, and its site publishes nothing.
        let foreign = try await Program.review.run(
            "root", "sign", site.folder.file("one"), "--root-key", other.folder.file("data.root.key"), "--yes"
        )
        #expect(foreign.status == 77 && foreign.error.contains("--root-key"))
        for name in ["one", "two"] { #expect(try await sign(name).status == 0) }
        #expect(try await sign("one").status == 65)
        let elsewhere = try await Program.server.run(
            "site", "publish", "--data", other.data, site.folder.file("one"))
        #expect(elsewhere.status == 77 && elsewhere.error.contains("of another site"), "\(elsewhere.error)")
        // A lower quorum wants to be meant.
        let lowered = try await publish("two")
        #expect(lowered.status == 77)
        #expect(try lowered.failure.field == "--wait")
        #expect(try await publish("one").status == 0)
        let second = try await publish("two", ["--wait"])
        #expect(second.status == 65 && second.error.contains("waits"), "\(second.error)")
        // A bit that flipped, or was flipped, on the way.
        let text = try site.folder.read("one")
        var lines = text.split(separator: "\n").map(String.init)
        lines[3] = lines[3].contains("A") ? lines[3].replacing("A", with: "B", maxReplacements: 1) : "AAAA"
        try site.folder.write("edited", lines.joined(separator: "\n") + "\n")
        let edited = try await publish("edited")
        #expect([65, 77].contains(edited.status), "\(edited.error)")
        // What was signed last is kept with the root key.
        let stale = try await sign("two", ["--last", site.folder.file("one")])
        #expect(stale.status == 65)
        #expect(try await draft("three").status == 0)
        let last = try await sign("three", ["--last", site.folder.file("one")])
        #expect(last.status == 77 && last.error.contains("--last"), "\(last.error)")
        #expect(try await sign("three", ["--last", site.folder.file("data/site.descriptor")]).status == 77)
        let unreadable = try await Program.review.run(
            "root", "sign", site.folder.file("one"), "--root-key", site.key("bkn"), "--yes")
        #expect(unreadable.status == 65)
        let nobody = try await Program.review.run(
            "root", "sign", site.folder.file("three"), "--root-key", rootKey)
        #expect(nobody.status == 64 && nobody.error.contains("--yes"))
    }

    @Test func the_holder_reads_and_types_yes() async throws {
        #expect(try await draft("next", ["--retire", "bkn", "--quorum", "1"]).status == 0)
        let before = try site.folder.read("next")
        for answer in ["no", "yes"] {
            let terminal = try PseudoTerminal(
                .review,
                ["root", "sign", site.folder.file("next"), "--root-key", rootKey, "--lang", "en"])
            try await terminal.waitFor("agency leaves: bkn, Kantor bkn")
            try await terminal.waitFor("LOOK TWICE: bkn leaves: sources can no longer choose it")
            try await terminal.waitFor("LOOK TWICE: a witness leaves")
            try await terminal.waitFor("one agency only")
            try await terminal.waitFor("Type 'yes':")
            try await terminal.type(answer + "\n")
            #expect(try await terminal.ended() == (answer == "yes" ? 0 : 64))
            #expect(try (site.folder.read("next") != before) == (answer == "yes"))
        }
        // Gone from the site: the answer says what that means, and the key is refused.
        var server = try await site.serve()
        let sent = try await submit(server)
        let id = try await listed(server, site.key("bkn"))
        #expect(
            try await Program.review.run(
                "open", id, "--site", server.link, "--key", site.key("bkn"), "--out", site.folder.file("kept")
            ).status == 0)
        _ = try await server.stop()
        #expect(try await publish("next").status == 77)
        let published = try await publish("next", ["--wait"])
        try #require(published.status == 0, "\(published.error)")
        server = try await site.serve()
        _ = try await eventually {
            try await Program.source.run("site", "--site", server.link, "--json").json["descriptor_serial"]
                as? Int == 1 ? true : nil
        }
        let retired = try await reports(server, site.key("bkn"))
        #expect(retired.status == 77, "\(retired.error)")
        let staying = try await reports(server, site.key("bawaslu_prov"))
        #expect(staying.status == 0, "\(staying.error)")
        try site.folder.write("codename", try #require(sent["codename"] as? String))
        let inbox = try await Program.source.run(
            "inbox", "--site", server.link, "--codename-file", site.folder.file("codename"), "--json")
        // It opened the report, and the site shows its keys no longer: that act is not checked any more.
        #expect(inbox.status == 3, "\(inbox.error)")
        // Its word is not taken for anything that comes now.
        let renewed = try await Program.review.run(
            "keys", "renew", "--site", server.link, "--key", site.key("bkn"), "--identity",
            site.folder.file("bkn/identity.key"))
        #expect(renewed.status == 77, "\(renewed.error)")
        _ = try await server.stop()
    }

    /// Whoever lost the key file is not told for ever that its renewals were slipped in.
    @Test func without_the_old_file_all_logged_keys_are_known() async throws {
        let server = try await site.serve()
        let renewed = try await Program.review.run(
            "keys", "renew", "--site", server.link, "--key", site.key("bkn"), "--identity",
            site.folder.file("bkn/identity.key"))
        try #require(renewed.status == 0, "\(renewed.error)")
        var tries = 0
        let known = try await eventually {
            tries += 1
            let folder = site.folder.file("baru\(tries)")
            let replaced = try await Program.review.run(
                "keys", "replace", "--site", server.link, "--agency", "bkn", "--out", folder)
            #expect(replaced.status == 0, "\(replaced.error)")
            let text = try site.folder.read("baru\(tries)/agency.key")
            let known = Set(text.split(separator: "\n").filter { $0.hasPrefix("# known: ") })
            // Recipient, act key and witness of the card; recipient and act key of the renewal.
            return known.count == 5 ? known : nil
        }
        #expect(known.count == 5)
        _ = try await server.stop()
    }

    /// The root key alone puts another identity in an agency's place: a source does not seal to it the next day.
    @Test func a_report_is_not_sealed_to_an_identity_that_nobody_confirms() async throws {
        var server = try await site.serve()
        let sent = try await submit(server)
        try site.folder.write("codename", try #require(sent["codename"] as? String))
        let replaced = try await Program.review.run(
            "keys", "replace", "--site", server.link, "--agency", "bkn", "--key", site.key("bkn"),
            "--identity", site.folder.file("bkn/identity.key"), "--out", site.folder.file("baru"))
        try #require(replaced.status == 0, "\(replaced.error)")
        #expect(try await draft("bare", ["--add", site.folder.file("baru/agency.card")]).status == 0)
        _ = try await server.stop()
        #expect(try await sign("bare").status == 0)
        try #require(try await publish("bare", ["--wait"]).status == 0)
        server = try await site.serve()
        let shown = try await eventually {
            let shown = try await Program.source.run("site", "--site", server.link, "--json")
            return try shown.json["descriptor_serial"] as? Int == 1 ? shown : nil
        }
        #expect(shown.status == 3)
        #expect(try shown.json["settled"] as? Bool == false)
        #expect(try shown.json["changed_agencies"] as? [String] == ["bkn"])
        let before = try await reports(server, site.key("bawaslu_prov")).json["reports"] as? [Any]
        func send(_ more: String...) async throws -> Output {
            try await Program.source.run(
                [
                    "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"),
                    "--yes",
                ]
                    + more)
        }
        let refused = try await send("--lang", "en")
        #expect(refused.status == 75, "\(refused.out)\(refused.error)")
        #expect(refused.error.contains("key of bkn was replaced"), "\(refused.error)")
        #expect(refused.error.contains("Nothing was sent") && refused.error.contains("--exclude bkn"))
        #expect(refused.out.isEmpty)
        let indonesian = try await send("--lang", "id")
        #expect(indonesian.error.contains("kunci bkn diganti"), "\(indonesian.error)")
        #expect(try await send("--include", "bkn").status == 75)
        // An answer and more evidence go to it as little.
        try site.folder.write("answer", "Besok.")
        let codename = ["--site", server.link, "--codename-file", site.folder.file("codename")]
        let reply = try await Program.source.run(
            ["reply", "--to", "bkn", "--message-file", site.folder.file("answer")] + codename)
        #expect(reply.status == 75, "\(reply.error)")
        let added = try await Program.source.run(
            ["add", "--note-file", site.folder.file("answer")] + codename)
        #expect(added.status == 75, "\(added.error)")
        // The other agency may have it by the source's own choice.
        let other = try await send("--exclude", "bkn", "--json")
        #expect(other.status == 0, "\(other.error)")
        #expect(try other.json["agencies"] as? [String] == ["bawaslu_prov"])
        // Of all that was tried, that one report is what the site has.
        let listed = try await eventually {
            let listed = try await reports(server, site.key("bawaslu_prov")).json["reports"] as? [Any]
            return listed.map(\.count) == before.map { $0.count + 1 } ? listed : nil
        }
        #expect(listed.count == 2)
        _ = try await server.stop()
    }

    @Test func an_identity_is_replaced_with_the_old_ones_word_or_without() async throws {
        var server = try await site.serve()
        _ = try await submit(server)
        let id = try await listed(server, site.key("bkn"))
        let replaced = try await Program.review.run(
            "keys", "replace", "--site", server.link, "--agency", "bkn", "--key", site.key("bkn"),
            "--identity", site.folder.file("bkn/identity.key"), "--out", site.folder.file("baru"), "--json")
        try #require(replaced.status == 0, "\(replaced.error)")
        #expect(try replaced.json["endorsed"] as? Bool == true)
        #expect(try site.folder.mode("baru/identity.key") == 0o600)
        let card = ["--add", site.folder.file("baru/agency.card")]
        let endorsement = ["--endorsement", site.folder.file("baru/agency.endorsement")]
        #expect(try await draft("bare", card).status == 0)
        let drafted = try await draft("next", card + endorsement)
        try #require(drafted.status == 0, "\(drafted.error)")
        #expect(try drafted.json["needs_wait"] as? Bool == false)
        #expect(drafted.out.contains("endorsed by the old key"))
        // A first card, of serial 0, does not follow.
        let first = try await Program.review.run(
            "keygen", "--agency", "bkn", "--name", "BKN", "--out", site.folder.file("lain"))
        #expect(first.status == 0)
        let refused = try await draft("no", ["--add", site.folder.file("lain/agency.card")])
        #expect(refused.status == 65 && refused.error.contains("keys replace"), "\(refused.error)")
        _ = try await server.stop()
        for name in ["bare", "next"] { #expect(try await sign(name).status == 0) }
        let unendorsed = try await publish("bare")
        #expect(unendorsed.status == 77 && unendorsed.error.contains("seven days"), "\(unendorsed.error)")
        let published = try await publish("next")
        try #require(published.status == 0, "\(published.error)")
        server = try await site.serve()
        // The new file has what the site published before, too: that it is taken says nothing of what is published now.
        _ = try await eventually { try await reports(server, site.key("bkn")).status == 77 ? true : nil }
        #expect(try await reports(server, site.folder.file("baru/agency.key")).status == 0)
        let opened = try await Program.review.run(
            "open", id, "--site", server.link, "--key", site.folder.file("baru/agency.key"), "--out",
            site.folder.file("opened"))
        #expect(opened.status == 0, "\(opened.error)")
        let verified = try await Program.review.run(
            "verify", "--site", server.link, "--key", site.folder.file("baru/agency.key"), "--json")
        #expect(verified.status == 0, "\(verified.out)")
        // Sources seal to it at once.
        _ = try await submit(server)
        // The auditor leaves with a word for the next one.
        let next = try await Program.review.run(
            "keygen", "--auditor", "--name", "Auditor 2", "--out", site.folder.file("auditor2"))
        #expect(next.status == 0)
        let endorsed = try await Program.review.run(
            "endorse", "--key", site.auditorKey, "--card", site.folder.file("auditor2/auditor.card"),
            "--origin", Site.origin, "--out", site.folder.file("auditor.endorsement"))
        #expect(endorsed.status == 0, "\(endorsed.error)")
        let third = try await draft(
            "third",
            [
                "--auditor", site.folder.file("auditor2/auditor.card"), "--endorsement",
                site.folder.file("auditor.endorsement"), "--page", packageFile("README.md"),
            ])
        try #require(third.status == 0, "\(third.error)")
        #expect(third.out.contains("report page") && third.out.contains("endorsed by the old key"))
        _ = try await server.stop()
        #expect(try await sign("third").status == 0)
        // The auditor's witness has another key, which nobody endorses.
        let witness = try await publish("third")
        #expect(witness.status == 77 && witness.error.contains("witness"), "\(witness.error)")
        #expect(try await publish("third", ["--wait"]).status == 0)
        server = try await site.serve()
        let told = try await eventually {
            let told = try await Program.review.run("verify", "--site", server.link, "--json")
            return told.out.contains("auditor_changed") ? told : nil
        }
        #expect(told.status == 3)
        #expect(try (told.json["failures"] as? [Any])?.isEmpty == true)
        #expect(told.out.contains("witness_added"))
        _ = try await server.stop()
    }
}
