import Foundation
import TestSupport
import Testing

/// Key files that a passphrase protects, as people and other programs meet them.
@Suite(.timeLimit(.minutes(4))) struct PassphraseTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func passphrase(_ name: String, _ text: String) throws -> String {
        try folder.write(name, text)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file(name))
        return folder.file(name)
    }

    private func keygen(_ more: [String], input: String = "") async throws -> Output {
        try await Program.review.run(
            ["keygen", "--agency", "bkn", "--name", "BKN", "--out", folder.file("k"), "--json"] + more,
            input: input)
    }

    @Test func a_key_file_is_protected_and_opens_again() async throws {
        let secret = try passphrase("p", "kuda batere tepat jepit\n")
        let made = try await keygen(["--passphrase-file", secret])
        #expect(made.status == 0 && !made.error.contains("warning"), "\(made.error)")
        for name in ["k/agency.key", "k/identity.key"] {
            #expect(try folder.read(name).hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----\n"))
            #expect(try folder.mode(name) == 0o600)
        }
        #expect(try folder.read("k/agency.card").contains("AGENCY CARD"))
        func list(_ more: [String]) async throws -> Output {
            try await Program.review.run(
                [
                    "list", "--site", "kentongan://127.0.0.1:1/#" + String(repeating: "0", count: 64),
                    "--key",
                    folder.file("k/agency.key"), "--json",
                ] + more)
        }
        // The right one gets as far as the network.
        let begin = ContinuousClock.now
        #expect(try await list(["--passphrase-file", secret]).status == 69)
        let once = ContinuousClock.now - begin
        let missing = try await list([])
        #expect(missing.status == 77 && missing.error.contains("--passphrase-file"), "\(missing.error)")
        let wrong = try await list(["--passphrase-file", try passphrase("w", "kuda batere tepat\n")])
        #expect(wrong.status == 77 && wrong.error.contains("wrong passphrase"), "\(wrong.error)")
        #expect(try await list(["--passphrase-file", try passphrase("e", "\n")]).status == 65)
        #expect(try await list(["--passphrase-file", folder.file("none")]).status == 66)
        // A file that would cost a gigabyte to open, and one that was cut.
        let whole = try folder.read("k/agency.key")
        let header =
            "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 23\n"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
        for text in [header, String(whole.prefix(whole.count / 2))] {
            _ = try passphrase("k/agency.key", text)
            let start = ContinuousClock.now
            let hostile = try await list(["--passphrase-file", secret])
            #expect(hostile.status == 65, "\(hostile.error)")
            // Paid for, the first would cost 32 times what the right one did.
            #expect(ContinuousClock.now - start < once * 8)
        }
    }

    @Test func without_one_it_is_said() async throws {
        let made = try await keygen([])
        #expect(made.status == 0 && made.error.contains("no passphrase protects"), "\(made.error)")
        #expect(try folder.read("k/agency.key").hasPrefix("# kentongan agency key"))
    }

    @Test func at_a_terminal_it_is_asked_for_twice_and_not_shown() async throws {
        let terminal = try PseudoTerminal(
            .review,
            ["keygen", "--agency", "bkn", "--name", "BKN", "--out", folder.file("k"), "--lang", "en"])
        try await terminal.waitFor("New passphrase")
        try await terminal.type("kuda batere\n")
        try await terminal.waitFor("Once more:")
        try await terminal.type("kuda baterai\n")
        try await terminal.waitFor("The two differ.")
        try await terminal.waitFor("New passphrase")
        try await terminal.type("kuda batere\n")
        try await terminal.waitFor("Once more:")
        try await terminal.type("kuda batere\n")
        #expect(try await terminal.ended() == 0)
        #expect(!terminal.shown.contains("kuda") && !terminal.shown.contains("batere"))
        #expect(terminal.isUsual)
        #expect(try folder.read("k/identity.key").hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----"))
        let opening = try PseudoTerminal(
            .review, ["keys", "passphrase", "--key", folder.file("k/agency.key"), "--remove", "--lang", "en"])
        try await opening.waitFor("Passphrase of")
        try await opening.type("salah\n")
        try await opening.waitFor("Wrong passphrase")
        try await opening.type("kuda batere\n")
        #expect(try await opening.ended() == 0)
        #expect(try folder.read("k/agency.key").hasPrefix("# kentongan agency key"))
        let empty = try PseudoTerminal(
            .review, ["keygen", "--auditor", "--out", folder.file("a"), "--lang", "en"])
        try await empty.waitFor("New passphrase")
        try await empty.type("\n")
        try await empty.waitFor("warning: no passphrase protects")
        #expect(try await empty.ended() == 0)
    }

    private static let age = "/usr/bin/age"

    /// A person at `age -d`, which takes a passphrase from a terminal alone: `script` gives it one.
    @Test(
        .needs(
            .age,
            [age, "/usr/bin/script"].allSatisfy(FileManager.default.isExecutableFile(atPath:))))
    func age_opens_what_is_protected_here() async throws {
        let secret = try passphrase("p", "kuda batere\n")
        #expect(try await keygen(["--passphrase-file", secret]).status == 0)
        let opened = try await Running(
            path: "/bin/sh",
            [
                "-c",
                "(sleep 2; echo 'kuda batere'; sleep 4) | script -qec '\(Self.age) -d -o \(folder.file("out")) "
                    + "\(folder.file("k/agency.key"))' /dev/null",
            ]
        ).ended()
        #expect(try folder.read("out").contains("# agency: bkn"), "\(opened.out)\(opened.error)")
    }

    @Test func a_renewal_keeps_the_protection_and_a_root_key_can_have_one() async throws {
        let site = try await Site.make()
        let secret = try passphrase("p", "kuda batere\n")
        for key in [site.key("bkn"), site.folder.file("bkn/identity.key"), site.folder.file("data.root.key")]
        {
            let changed = try await Program.review.run(
                "keys", "passphrase", "--key", key, "--new-passphrase-file", secret)
            #expect(changed.status == 0, "\(changed.error)")
        }
        let server = try await site.serve()
        let renewed = try await Program.review.run(
            "keys", "renew", "--site", server.link, "--key", site.key("bkn"), "--identity",
            site.folder.file("bkn/identity.key"), "--passphrase-file", secret)
        #expect(renewed.status == 0, "\(renewed.error)")
        #expect(try site.folder.read("bkn/agency.key").hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----"))
        let verified = try await eventually { () -> Output? in
            let verified = try await Program.review.run(
                "verify", "--site", server.link, "--key", site.key("bkn"), "--passphrase-file", secret,
                "--json")
            return verified.out.contains("key_added") ? verified : nil
        }
        #expect(verified.status == 0, "\(verified.out)")
        let drafted = try await Program.server.run(
            "site", "draft", "--data", site.data, "--out", site.folder.file("draft"))
        #expect(drafted.status == 0, "\(drafted.error)")
        let sign = [
            "root", "sign", site.folder.file("draft"), "--root-key", site.folder.file("data.root.key"),
            "--yes",
        ]
        #expect(try await Program.review.run(sign).status == 77)
        let signed = try await Program.review.run(sign + ["--passphrase-file", secret])
        #expect(signed.status == 0, "\(signed.error)")
        _ = try await server.stop()
    }

    /// Nothing of a root key that is to be protected ever stands in a file unprotected.
    @Test func a_new_root_key_is_protected_from_the_start() async throws {
        #expect(try await keygen([]).status == 0)
        func make(_ name: String) -> [String] {
            [
                "init", "--data", folder.file(name), "--origin", "uji.example/\(name)", "--agency",
                folder.file("k/agency.card"), "--root-key", folder.file("\(name).root.key"), "--lang", "en",
            ]
        }
        let plain = try await Program.server.run(make("plain"))
        #expect(plain.status == 0 && plain.error.contains("no passphrase protects"), "\(plain.error)")
        #expect(try folder.read("plain.root.key").contains("seed: "))
        for (file, status) in [(try passphrase("e", "\n"), 65), (folder.file("none"), 66)]
            as [(String, Int32)]
        {
            #expect(
                try await Program.server.run(make("safe") + ["--passphrase-file", file]).status == status)
            #expect(!folder.exists("safe") && !folder.exists("safe.root.key"))
        }

        let secret = try passphrase("p", "kuda batere\n")
        let made = try await Program.server.run(make("safe") + ["--passphrase-file", secret])
        #expect(made.status == 0 && !made.error.contains("no passphrase"), "\(made.error)")
        let typed = try PseudoTerminal(.server, make("typed"))
        for text in ["New passphrase", "Once more"] {
            try await typed.waitFor(text)
            try await typed.type("kuda batere\n")
        }
        #expect(try await typed.ended() == 0)
        #expect(!typed.shown.contains("batere") && typed.isUsual)
        for name in ["safe", "typed"] {
            #expect(try folder.read("\(name).root.key").hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----"))
            #expect(try folder.mode("\(name).root.key") == 0o600)
            let renew = [
                "renew", "--descriptor", folder.file("\(name)/site.descriptor"), "--root-key",
                folder.file("\(name).root.key"), "--out", folder.file("\(name).next"),
            ]
            #expect(try await Program.server.run(renew).status == 77)
            #expect(try await Program.server.run(renew + ["--passphrase-file", secret]).status == 0)
        }
    }

    /// The operator's two commands that sign with the root key, as `root sign` does: from a file, and asked for at a terminal.
    @Test func a_protected_root_key_renews_and_recovers() async throws {
        let site = try await Site.make()
        let (secret, root) = (try passphrase("p", "kuda batere\n"), site.folder.file("data.root.key"))
        let protected = try await Program.review.run(
            "keys", "passphrase", "--key", root, "--new-passphrase-file", secret)
        try #require(protected.status == 0, "\(protected.error)")
        try #require(try site.folder.read("data.root.key").hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----"))
        #expect(try await site.serve().stop().status == 0)
        let renew = [
            "renew", "--descriptor", site.folder.file("data/site.descriptor"), "--root-key", root, "--out",
            folder.file("next"), "--json", "--lang", "en",
        ]
        let recover = [
            "recover", "--data", site.data, "--out", site.folder.file("second"), "--origin", "uji.example/2",
            "--root-key", root, "--cause", "other", "--json", "--lang", "en",
        ]
        let wrong = try passphrase("w", "kuda\n")
        for (command, made) in [
            (renew, folder.file("next")), (recover + ["--yes"], site.folder.file("second")),
        ] {
            let missing = try await Program.server.run(command)
            #expect(missing.status == 77 && missing.error.contains("--passphrase-file"), "\(missing.error)")
            #expect(try missing.failure.field == "--passphrase-file")
            let refused = try await Program.server.run(command + ["--passphrase-file", wrong])
            #expect(refused.status == 77 && refused.error.contains("wrong passphrase"), "\(refused.error)")
            #expect(
                try await Program.server.run(command + ["--passphrase-file", folder.file("none")]).status
                    == 66)
            #expect(!FileManager.default.fileExists(atPath: made))
        }
        // The old log is not marked as ended by what was refused.
        #expect(!site.folder.exists("data/continued"))

        let renewed = try await Program.server.run(
            renew + ["--passphrase-file", "-"], input: "kuda batere\n")
        try #require(renewed.status == 0, "\(renewed.error)")
        #expect(!renewed.error.contains("batere") && !renewed.out.contains("batere"))
        let adopted = try await Program.server.run(
            "adopt", "--data", site.data, "--descriptor", folder.file("next"))
        #expect(adopted.status == 0, "\(adopted.error)")

        let terminal = try PseudoTerminal(.server, recover)
        try await terminal.waitFor("Passphrase of")
        try await terminal.type("salah\n")
        try await terminal.waitFor("Wrong passphrase")
        try await terminal.type("kuda batere\n")
        try await terminal.waitFor("uji.example/2")
        try await terminal.type("uji.example/2\n")
        #expect(try await terminal.ended() == 0)
        #expect(!terminal.shown.contains("batere") && terminal.isUsual)
        let server = try await site.serve("second")
        let verified = try await Program.review.run(
            "verify", "--site", server.link, "--key", site.key("bkn"), "--json")
        #expect(verified.out.contains("\"result\":\"ok\""), "\(verified.out)")
        _ = try await server.stop()
        // The protection stays.
        #expect(try site.folder.read("data.root.key").hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----"))
    }
}
