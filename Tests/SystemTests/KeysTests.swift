import Foundation
import TestSupport
import Testing

/// New working keys, as an agency, its neighbours and a monitor meet them.
@Suite(.timeLimit(.minutes(2))) struct KeysTests {
    @Test func an_agency_renews_its_keys_and_the_others_are_told() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        func verify(_ code: String, _ more: String...) async throws -> Output {
            try await Program.review.run(
                ["verify", "--site", server.link, "--key", site.key(code), "--json"]
                    + ["--state", site.folder.file("\(code).state")] + more)
        }
        func check(_ more: String...) async throws -> Output {
            try await Program.monitor.run(
                ["check", "--site", server.link, "--state", site.folder.file("monitor.state")]
                    + ["--lang", "en", "--max-age", "1000"] + more)
        }
        for code in Site.codes { #expect(try await verify(code).status == 0) }
        #expect(try await check().status == 0)

        let renewed = try await Program.review.run(
            "keys", "renew", "--site", server.link, "--key", site.key("bkn"), "--identity",
            site.folder.file("bkn/identity.key"), "--json")
        try #require(renewed.status == 0, "\(renewed.error)")
        #expect(try renewed.json["serial"] as? Int == 1 && renewed.json["repeated"] as? Bool == false)
        #expect(try site.folder.mode("bkn/agency.key") == 0o600)
        // An age identity file still, with both keys.
        let lines = try site.folder.read("bkn/agency.key").split(separator: "\n")
        #expect(lines.filter { !$0.hasPrefix("#") }.count == 2)

        let told = try await eventually { () -> Output? in
            let answer = try await verify("bawaslu_prov")
            return answer.status == 3 ? answer : nil
        }
        let incomplete = try #require(try told.json["incomplete"] as? [[String: Any]])
        #expect(incomplete.map { $0["code"] as? String } == ["key_unknown"])
        let changes = try #require(try told.json["changes"] as? [[String: Any]])
        #expect(changes.map { $0["agency"] as? String } == ["bkn", "bkn", "bkn", "bkn"])
        #expect(try await verify("bkn").status == 0)
        let warned = try await check()
        #expect(warned.status == 1 && warned.out.contains("bkn keys 1 at entry"), "\(warned.out)")

        #expect(try await verify("bawaslu_prov", "--acknowledge").status == 0)
        #expect(try await verify("bawaslu_prov").status == 0)
        // Epochs of a second may be skipped meanwhile, which is another warning.
        let known = try await check("--acknowledge")
        #expect(known.status <= 1 && !known.out.contains("bkn keys 1"), "\(known.out)")
        #expect(try await !check().out.contains("bkn keys 1"))

        let usage = try await Program.review.run(
            "verify", "--site", server.link, "--acknowledge")
        #expect(usage.status == 64)
        _ = try await server.stop()
    }
}
