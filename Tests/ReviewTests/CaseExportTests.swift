import CaseStore
import Cases
import Console
import Files
import Foundation
import Keys
@testable import Review
import Sealing
import Subprocess
import Synchronization
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// A case on paper: in the order of the form, with its proofs, and inert whatever a source sent.
@Suite struct CaseExportTests {
    private let planted: PlantedCase
    private let folder: TemporaryFolder

    init() throws {
        planted = try PlantedCase()
        folder = try TemporaryFolder()
    }

    private func export(
        _ language: Language = .english, hearing: CaseExport.Hearing? = nil, searching: String? = nil,
        out: String = "out"
    ) async throws -> CaseExport {
        try await planted.export(
            to: folder.file(out), language, hearing: hearing, searching: searching)
    }

    private func page(_ name: String = "out") throws -> String { try folder.read("\(name)/case.html") }

    @Test(arguments: Language.allCases)
    func the_page_has_the_form_and_the_handling_in_its_order(_ language: Language) async throws {
        let export = try await export(language)
        #expect(export.files == ["case.html"] && export.problem == nil && export.isWhole)
        let page = try page()
        let english = language == .english
        let headings =
            english
            ? [
                "Who (the person reported)", "What happened", "When", "Where", "Evidence", "Witnesses",
                "How it was handled", "Answers of the source", "What is missing", "How to check it",
            ]
            : [
                "Siapa (terlapor)", "Apa yang terjadi", "Kapan", "Di mana", "Bukti", "Saksi", "Penanganan",
                "Jawaban pelapor", "Yang belum ada", "Cara memeriksa",
            ]
        let places = try headings.map { try #require(page.range(of: "<h2>\($0)</h2>")).lowerBound }
        #expect(places == places.sorted())
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        // What a third person needs: the number, its entry, the signed checkpoint.
        #expect(page.contains(planted.report.hex) && page.contains(planted.sample.fingerprint.hex))
        let entry = try #require(planted.entry)
        #expect(page.contains(english ? "entry \(entry)" : "entri \(entry)"))
        let note = String(decoding: try #require(planted.sample.notes.last), as: UTF8.self)
        #expect(page.contains(note.split(separator: "\n")[2]))
        // What the source said, the act, and the answer; the file by its harmless name and its hash.
        for marker in planted.told { #expect(page.contains(marker), "\(marker)") }
        #expect(page.contains(sha256(planted.file).hex) && page.contains("01-"))
        #expect(page.contains(english ? "Study and examination" : "Kajian dan pemeriksaan"))
        // Nobody said when the source knew of it.
        #expect(page.contains("<li>\(english ? "Known since" : "Diketahui")</li>"))
        #expect(try folder.mode("out/case.html") == 0o600)
    }

    @Test func nothing_in_it_can_run_or_load() async throws {
        _ = try await export()
        let page = try page()
        #expect(
            page.contains(
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"))
        for active in [
            "<script", "<img", "<svg", "<iframe", "<object", "<a ", "<link", "href", "src=", "@import",
        ] {
            #expect(!page.lowercased().contains(active), "\(active)")
        }
        // What the source wrote as markup stands there as text.
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        for scalar in page.unicodeScalars { #expect(scalar.isShown || scalar == "\n", "\(scalar.value)") }
        // No byte of the evidence is written: a polyglot stays what it was sent as, sealed.
        #expect(try folder.names() == ["out/case.html"])
        #expect(!page.contains("%PDF-1.7"))
    }

    @Test func without_chromium_the_page_is_written_and_the_pdf_is_named() async throws {
        let export = try await export(searching: folder.path)
        #expect(export.files == ["case.html"] && export.problem == .noChromium)
        #expect(export.warnings(.english).first?.contains("no Chromium is installed") == true)
        #expect(export.json.text.contains(#""pdf_missing":"no Chromium is installed"#))
    }

    @Test func a_chromium_that_fails_hangs_or_writes_something_else_leaves_the_page_alone() throws {
        let fakes: [(name: String, script: String, PagePrinter.Problem)] = [
            ("fails", "exit 1", .failed), ("silent", "exit 0", .failed),
            ("hangs", "sleep 30", .outOfTime(seconds: 1)),
            ("other", "printf 'no PDF' >page.pdf", .talkative),
            // A link to a file of somebody else's is not taken.
            ("link", "ln -s /etc/passwd page.pdf", .failed),
        ]
        for (name, script, problem) in fakes {
            try folder.write("\(name)/chromium", "#!/bin/sh\n\(script)\n")
            #expect(chmod(folder.file("\(name)/chromium"), 0o755) == 0)
            let printer = try PagePrinter(searching: folder.file(name), wrapper: nil)
            #expect(throws: problem, "\(name)") {
                try printer.pdf(of: Array("x".utf8), within: 1, random: System.random)
            }
        }
        let printer = try PagePrinter(searching: folder.file("fails"), wrapper: nil)
        #expect(throws: PagePrinter.Problem.noRoom) {
            try printer.pdf(of: [], in: ["/proc"], random: System.random)
        }
    }

    @Test func a_used_folder_and_unknown_ids_are_refused() async throws {
        try folder.write("out/x", [1])
        await #expect(throws: OutputFolderError.self) { try await export() }
        await #expect(throws: VerificationError.self) {
            try await planted.export(to: folder.file("new"), .english, id: "0123456789")
        }
    }

    @Test func what_is_not_proven_is_said_on_the_page() async throws {
        var planted = planted
        try planted.sample.supplement(to: planted.report, planted.source, counter: 5, files: [])
        try planted.sample.close(6)
        planted.site = try SampleReviewSite(planted.sample)
        let export = try await planted.export(to: folder.file("out"), .english)
        #expect(!export.isWhole)
        #expect(try page().contains("NOT PROVEN: message counter 5, expected 1"))
    }

    @Test func the_agency_says_that_it_has_the_report() async throws {
        let export = try await export()
        // It has acted on it before.
        #expect(export.received.promised == [] && export.received.refused == nil)
    }

    private var asked: Int {
        planted.site.content.withLock { $0.fetched.count + $0.openingsAsked.count }
    }

    /// What a store holds was proven when it came: the page is the same, and no site is asked.
    @Test(arguments: Language.allCases) func a_store_gives_the_same_page(_ language: Language) async throws {
        let hearing = try CaseExport.Hearing(number: "1", subject: "", wording: "Kata-kata sendiri")
        _ = try await self.export(language, out: "site")
        _ = try await self.export(language, hearing: hearing, out: "sheet-of-site")
        let fixture = try StoreFixture(planted.sample)
        try await fixture.sync(planted.site)
        let opened = try fixture.open()
        defer { opened.store.close() }
        func export(_ name: String, _ hearing: CaseExport.Hearing? = nil) throws -> CaseExport {
            try CaseExport.run(
                CaseExport.Request(
                    id: String(planted.report.hex.prefix(12)), path: folder.file(name), language: language,
                    calendar: nil, hearing: hearing, searchPath: nil), store: opened, random: System.random)
        }
        func isUnread() throws -> Bool? { try opened.store.summaries().rows.first?.isUnread }
        let before = asked
        // A sheet shows nothing of the case, and so nobody has read it.
        _ = try export("sheet", hearing)
        #expect(try isUnread() == true)
        #expect(try folder.bytes("sheet/case.html") == folder.bytes("sheet-of-site/case.html"))
        let done = try export("store")
        #expect(done.files == ["case.html"] && done.isWhole && done.received == ReceivedActs())
        #expect(try folder.bytes("store/case.html") == folder.bytes("site/case.html"))
        #expect(try isUnread() == false)
        #expect(throws: OutputFolderError.self) { try export("store") }
        try opened.store.forget(planted.report)
        #expect(throws: UnreadReport.forgotten) { try export("forgotten") }
        #expect(asked == before)
    }

    @Test func what_was_not_fetched_is_said_on_the_page() async throws {
        let fixture = try StoreFixture(planted.sample)
        try await fixture.sync(planted.site)
        let opened = try fixture.open()
        defer { opened.store.close() }
        var file = try #require(try opened.store.file(planted.report))
        func page(_ content: CaseContent) throws -> (isWhole: Bool, text: String) {
            let supplement = try #require(file.messages(.supplement).first).record.index
            file.set(content, at: supplement)
            let print = try CasePrint(
                file, provenBy: CaseProof(opened), by: "bawaslu", for: nil, in: .english, .known)
            return (print.isWhole, String(decoding: print.page, as: UTF8.self))
        }
        for content in [CaseContent.waiting, .refused("x")] {
            let page = try page(content)
            #expect(!page.isWhole && page.text.contains("its payload was not fetched"))
        }
        #expect(try page(.gone).text.contains("PAYLOAD GONE"))
        let erased = try page(.erased)
        #expect(erased.isWhole && erased.text.contains("its payload was erased"))
    }

    @Test(.needs(.chromium, Chromium.isThere), arguments: Language.allCases)
    func the_pdf_says_the_same_and_nothing_of_who_made_it(_ language: Language) async throws {
        let export = try await export(language, searching: Chromium.searchPath)
        #expect(export.files == ["case.html", "case.pdf"] && export.problem == nil)
        let bytes = try folder.bytes("out/case.pdf")
        #expect(bytes.starts(with: Array("%PDF-1.".utf8)))
        let read = try PDFText(folder.file("out/case.pdf"))
        for marker in planted.told where !marker.contains("&") { #expect(read.says(marker), "\(marker)") }
        #expect(read.says(planted.report.hex))
        let names = [
            NSUserName(), "Chrome", "Skia", "CreationDate", folder.path, "kentongan-", "file:", "page.html",
        ]
        for name in names { #expect(!read.raw.contains(name) || name == "root", "\(name)") }
    }
}
