import CaseStore
import Cases
import Console
import Desk
@testable import Review
import Sealing
import TestSupport
import Testing
import Visit
import Wire
import Words

/// What a desk is told of a store's cases beside what `list` and `show` print.
@Suite struct StoreDeskTests {
    private let planted: PlantedCase
    private let fixture: StoreFixture
    private let opened: OpenedStore

    init() async throws {
        planted = try PlantedCase()
        fixture = try StoreFixture(planted.sample)
        try await fixture.sync(planted.site)
        opened = try fixture.open()
    }

    private func cases(_ opened: OpenedStore? = nil, now: UInt64 = SampleReview.now) -> DeskCases {
        StoreDesk(
            opened ?? self.opened, searchPath: fixture.folder.path, now: { now }, random: System.random
        ).cases
    }

    @Test func a_case_on_paper_is_the_page_that_export_writes() async throws {
        let paper = try await cases().paper(
            planted.report.hex, DeskPaper(.file, wantsPDF: false, in: .english))
        _ = try await planted.export(to: fixture.folder.file("out"), .english)
        let written = try fixture.folder.read("out/case.html")
        #expect(paper.text("page") == written)
        #expect(paper.member("pdf") == .null && paper.member("pdf_missing") == .null)
        #expect(paper.member("whole") == .bool(true))
        // Where no Chromium is on the path the page comes all the same.
        let printed = try await cases().paper(
            planted.report.hex, DeskPaper(.file, wantsPDF: true, in: .english))
        #expect(printed.text("page") == paper.text("page") && printed.member("pdf") == .null)
        #expect(printed.member("pdf_missing")?.text.contains("Chromium is installed") == true)
    }

    @Test func a_sheet_on_paper_says_whose_words_it_borrows() async throws {
        let copied = planted.told.last ?? ""
        let sheet = try await cases().paper(
            planted.report.hex,
            DeskPaper(
                .sheet(number: "7", subject: "", wording: "Kami mendengar: \(copied)"), wantsPDF: false,
                in: .indonesian))
        #expect(sheet.member("borrowed") == .array([.string("3–9")]))
        let own = try await cases().paper(
            planted.report.hex,
            DeskPaper(
                .sheet(number: "7", subject: "", wording: "Dengan kata sendiri"), wantsPDF: false,
                in: .indonesian))
        #expect(own.member("borrowed") == .array([]))
        let page = try #require(own.text("page"))
        for secret in planted.secrets { #expect(!page.contains(secret)) }
        await #expect(throws: ExportError.self) {
            try await cases().paper(
                planted.report.hex,
                DeskPaper(
                    .sheet(number: String(repeating: "1", count: 65), subject: "", wording: ""),
                    wantsPDF: false,
                    in: .indonesian))
        }
    }

    @Test func words_are_found_in_any_case_and_part() async throws {
        let told = try #require(planted.told.last)
        let found = [planted.report.hex]
        for text in [told, told.uppercased(), String(told.dropFirst(3).prefix(9)), ""] {
            #expect(try await cases().search(text) == found, "\(text)")
        }
        for text in [told + "x", "zzzz", "\u{ea}"] {
            #expect(try await cases().search(text) == [], "\(text)")
        }
        // Labels are among the words; of letters with marks there are two ways.
        _ = try opened.label(planted.report.hex, add: ["Caf\u{e9} A"], remove: [])
        #expect(try await cases().search("cafe\u{301} a") == found)
        #expect(try await cases().search("CAF\u{c9}") == found)
        #expect(try await cases().search("cafe a") == [])
    }

    @Test func when_consents_are_taken_is_told() async throws {
        let date = try #require(try opened.store.file(planted.report)?.received?.date)
        let from = date + ReviewConsent.earliest
        for (now, isOpen) in [(from - 1, false), (from, true)] {
            let shown = try await cases(now: now).show(planted.report.hex)
            #expect(shown.member("consent")?.member("open") == .bool(isOpen))
            #expect(
                shown.member("consent")?.text("from") == CivilTime(from, zone: .wib).date.iso)
        }
    }

    /// The page shows how an identity is opened, and never whose it is.
    @Test func an_identity_waits_with_its_command() async throws {
        #expect(try await cases().show(planted.report.hex).member("identity") == .null)
        var sample = planted.sample
        let random = sample.random
        let reply = try SealedReply(
            "Sri Rahasia", kind: .identity, to: "bawaslu", report: planted.report, counter: 1,
            lastSeen: Message.nothingSeen, site: planted.site.trusted, keys: planted.source,
            random: { random($0) })
        _ = sample.keep(reply.envelope)
        try sample.stage(.messagePosted(reply.record), length: UInt64(reply.envelope.count))
        try sample.close(4)
        opened.store.close()
        try await fixture.sync(try SampleReviewSite(sample))
        let opened = try fixture.open()
        let shown = try await cases(opened).show(planted.report.hex)
        let identity = try #require(shown.member("identity"))
        #expect(identity.member("opened") == .bool(false))
        #expect(
            identity.text("command")
                == "kentongan-review open-identity \(planted.report.hex.prefix(16)) --store \(fixture.path) --second reviewer.key --out identity.txt"
        )
        #expect(!shown.text.contains("Sri Rahasia"))
        opened.store.close()
    }

    @Test(arguments: [
        ("/a b/c", "'/a b/c'"), ("/it's", "'/it'\\''s'"), ("/$(x);`y`", "'/$(x);`y`'"),
        ("/p-1_2.x", "/p-1_2.x"),
    ]) func a_path_is_one_word_of_a_shell(_ path: String, _ word: String) {
        let line = IdentityCommand.line(planted.report, store: path, isOpened: true)
        #expect(line.contains("--store \(word) --out identity.txt"))
    }
}

extension JSON {
    fileprivate func member(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == name }?.1
    }

    fileprivate func text(_ name: String) -> String? {
        if case .string(let text)? = member(name) { text } else { nil }
    }
}
