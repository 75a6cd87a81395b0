import Files
import Foundation
import Keys
import Review
import TestSupport
import Testing
import Verification
import Wire
import Words

/// The sheet for a hearing: nothing that a source said, sent or did is in any byte of it.
@Suite struct HearingSheetTests {
    private let planted: PlantedCase
    private let folder: TemporaryFolder
    private let hearing: CaseExport.Hearing

    init() throws {
        planted = try PlantedCase()
        folder = try TemporaryFolder()
        hearing = try CaseExport.Hearing(
            number: "12/PEM/2024", subject: "Kepala seksi pada sebuah dinas",
            wording: "Yang bersangkutan diduga mengajak bawahannya mendukung salah satu calon.")
    }

    private func export(
        _ hearing: CaseExport.Hearing? = nil, searching: String? = nil, _ language: Language = .indonesian
    ) async throws -> CaseExport {
        try await planted.export(
            to: folder.file("out"), language, hearing: hearing ?? self.hearing, searching: searching)
    }

    /// Every file, as it is; a PDF also as it reads and with its streams unpacked.
    private func outputs() throws -> [(name: String, bytes: [UInt8])] {
        var outputs: [(name: String, bytes: [UInt8])] = []
        for name in try folder.names() {
            outputs.append((name, try folder.bytes(name)))
            guard name.hasSuffix(".pdf") else { continue }
            let read = try PDFText(folder.file(name))
            outputs.append(("\(name) unpacked", Array(read.raw.utf8)))
            outputs.append(("\(name) as it reads", Array(read.text.utf8)))
        }
        return outputs
    }

    @Test(arguments: Language.allCases)
    func nothing_of_the_source_is_in_the_page(_ language: Language) async throws {
        let export = try await export(nil, language)
        #expect(export.isRedacted && export.files == ["case.html"] && export.borrowed == [])
        let leaks = Leaks(of: planted.secrets)
        #expect(leaks.found(in: try outputs()) == [])
        // The day and the second of everything, the sizes and the places in the log are nowhere, either.
        let page = try folder.read("out/case.html")
        for word in planted.measures { #expect(!page.contains(word), "\(word)") }
        #expect(page.contains("12/PEM/2024") && page.contains("BAWASLU"))
        #expect(page.contains("mengajak bawahannya"))
        #expect(!export.json.text.contains(planted.report.hex))
    }

    @Test(.needs(.chromium, Chromium.isThere))
    func nothing_of_the_source_is_in_the_pdf() async throws {
        let export = try await export(searching: Chromium.searchPath)
        #expect(export.files == ["case.html", "case.pdf"])
        let outputs = try outputs()
        #expect(outputs.count == 4)
        #expect(Leaks(of: planted.secrets).found(in: outputs) == [])
        let read = try PDFText(folder.file("out/case.pdf"))
        #expect(read.says("mengajak bawahannya mendukung") && read.says("12/PEM/2024"))
        for word in planted.measures { #expect(!read.text.contains(word), "\(word)") }
    }

    /// Else the tests above would prove nothing.
    @Test(.needs(.chromium, Chromium.isThere))
    func the_search_finds_what_the_case_itself_says() async throws {
        _ = try await planted.export(
            to: folder.file("out"), .english, hearing: nil, searching: Chromium.searchPath)
        let outputs = try outputs()
        let found = Leaks(of: planted.told.filter { !$0.contains("&") }).found(in: outputs)
        #expect(Set(found.map(\.output)).isSuperset(of: ["out/case.html", "out/case.pdf as it reads"]))
        for form in Leaks.forms("Qx7Vb2Nm9Zt4Lp1Kd8Rw") {
            #expect(Leaks(of: ["Qx7Vb2Nm9Zt4Lp1Kd8Rw"]).found(in: [("x", form)]).count > 0)
        }
    }

    @Test func one_case_gives_the_same_sheet_as_any_other() async throws {
        _ = try await export()
        var other = planted
        let report = try other.sample.report(try other.sample.source(9), story: "Sama sekali lain.")
        try other.sample.close(6)
        other.site = try SampleReviewSite(other.sample)
        _ = try await other.export(
            to: folder.file("other"), .indonesian, hearing: hearing, id: String(report.hex.prefix(12)))
        #expect(try folder.bytes("out/case.html") == folder.bytes("other/case.html"))
    }

    @Test func what_is_not_given_is_left_to_be_written() async throws {
        _ = try await export(try CaseExport.Hearing(number: "", subject: "", wording: ""))
        let page = try folder.read("out/case.html")
        // The number, and for each part its lines.
        #expect(page.components(separatedBy: "class=\"line\"").count == 25)
    }

    @Test func the_sources_own_words_in_the_wording_are_named_by_their_places() async throws {
        let borrowed = try CaseExport.Hearing(
            number: "", subject: "", wording: "Diduga: PADA APEL PAGI, ia mengarahkan\nsemua pegawai memilih."
        )
        let export = try await export(borrowed)
        #expect(export.borrowed == [2...8])
        let warning = try #require(export.warnings(.english).first)
        #expect(warning.contains("words 2–8") && !warning.contains("apel"))
        #expect(export.json.text.contains(#""borrowed":[{"first":2,"last":8}]"#))
    }

    @Test func long_texts_two_inputs_and_bytes_that_are_no_text_are_refused() throws {
        #expect(throws: ExportError.length(.hearing, bytes: 65)) {
            try CaseExport.Hearing(number: String(repeating: "9", count: 65), subject: "", wording: "")
        }
        #expect(throws: ExportError.length(.wording, bytes: 20_001)) {
            try CaseExport.Hearing(number: "", subject: "", wording: String(repeating: "a", count: 20_001))
        }
        #expect(throws: ExportError.bothFromInput) {
            try CaseExport.Hearing(number: nil, subject: "-", wording: "-")
        }
        try folder.write("bad", [0xff, 0xfe])
        #expect(throws: ExportError.self) {
            try CaseExport.Hearing(number: nil, subject: folder.file("bad"), wording: nil)
        }
        for text in ExportError.Text.allCases {
            let failure = ExportError.length(text, bytes: 99_999).failure
            #expect(failure.field == text.option && failure.kind == .badInput)
            #expect(ExportError.onlyRedacted(text).failure.kind == .usage)
        }
    }
}
