import Console
import Files
import Foundation
import Source
import Subprocess
import TestSupport
import Testing
import Wire
import Words

/// Files that real tools look at, where they are installed.
@Suite struct EvidenceIntakeTests {
    private func intake(
        _ script: SampleScript, _ tools: EvidenceTools, isAsking: Bool = false,
        change: (inout EvidenceIntake.Choices) -> Void = { _ in }
    ) -> EvidenceIntake {
        var choices = EvidenceIntake.Choices(isAsking: isAsking)
        change(&choices)
        let environment = Environment(
            now: { 0 }, random: { (0..<$0).map { _ in UInt8.random(in: 0...255) } },
            dialogue: script.dialogue())
        return EvidenceIntake(choices, environment: environment, tools: tools)
    }

    private let none = EvidenceTools(exiftool: nil, mat2: nil)

    @Test func withoutToolsAFileGoesOnlyWhereSomebodyInsists() async throws {
        try await withSourceFolder { folder in
            let path = try write(Array(document.utf8), folder, "Surat Tugas Budi.PDF")
            for (answers, isAsking) in [([], false), (["n"], true), ([""], true)] {
                let script = SampleScript(answers)
                let error = #expect(throws: EvidenceError.self) {
                    try intake(script, none, isAsking: isAsking).evidence(of: path, number: 1)
                }
                #expect(error == .uncleaned(path: path, .noTool))
                #expect(error?.field == "--keep-metadata" && error?.kind == .badInput)
                #expect(error?.message.contains("Nothing was sent.") == true)
                #expect(script.output.contains("This file was not cleaned of hidden data"))
            }
            let insisting = try intake(SampleScript(["y"]), none, isAsking: true).evidence(
                of: path, number: 3)
            #expect(insisting.evidence.name == "dokumen-3.pdf" && !insisting.evidence.metadataRemoved)
            let kept = try intake(SampleScript(), none) { ($0.keepsMetadata, $0.keepsNames) = (true, true) }
                .evidence(of: path, number: 1)
            #expect(kept.evidence.name == "Surat Tugas Budi.PDF" && kept.evidence.removed.isEmpty)
            #expect(kept.evidence.hash == insisting.evidence.hash)
        }
    }

    @Test(arguments: [
        ("/a/Foto Budi.JPG", "foto-2.jpg"), ("../../etc/passwd", "dokumen-2"), ("x.php;rm", "dokumen-2"),
        (".htaccess", "dokumen-2"), ("Screenshot_Budi.png", "tangkapan-2.png"),
        ("rapat.opus", "suara-2.opus"),
        ("v.mp4", "video-2.mp4"), ("a.b.verylongending", "dokumen-2"), ("catatan.TXT", "dokumen-2.txt"),
    ])
    func aNameIsReplaced(path: String, name: String) {
        #expect(EvidenceFile.plainName(path, number: 2) == name)
    }

    @Test(.needs(.exiftool, EvidenceTools.installed.exiftool != nil))
    func whatIsHiddenIsShownAndGone() async throws {
        try await withSourceFolder { folder in
            let bytes = picture(texts: [
                ("Author", "Budi"), ("Comment", "dari kantor"), ("Creation Time", "2024:11:16 10:00:00"),
            ])
            let path = try write(bytes, folder, "rapat.png")
            let script = SampleScript()
            let tools = EvidenceTools(exiftool: EvidenceTools.installed.exiftool, mat2: nil)
            let file = try intake(script, tools).evidence(of: path, number: 1)
            #expect(file.evidence.metadataRemoved)
            #expect(file.evidence.removed == [.person, .time, .remarks])
            #expect(file.evidence.name == "foto-1.png")
            #expect(file.evidence.length < UInt64(bytes.count))
            for word in ["Budi", "dari kantor", "2024:11:16"] { #expect(script.output.contains(word)) }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
            // The same file is the same evidence, whenever it is cleaned: readers match them by their hashes.
            #expect(
                try intake(SampleScript(), tools).evidence(of: path, number: 5).evidence.hash
                    == file.evidence.hash)
            let clean = try write(picture(texts: []), folder, "bersih.png")
            let nothing = try intake(script, tools).evidence(of: clean, number: 2)
            #expect(nothing.evidence.metadataRemoved && nothing.evidence.removed.isEmpty)
            #expect(script.output.contains("No hidden data was found in bersih.png."))
        }
    }

    @Test(.needs(.exiftool, EvidenceTools.installed.exiftool != nil))
    func whatNoToolKnowsIsAskedAbout() async throws {
        try await withSourceFolder { folder in
            let path = try write(SampleBytes(4)(5_000), folder, "aneh.jpg")
            #expect(throws: EvidenceError.uncleaned(path: path, .unfamiliar)) {
                try intake(SampleScript(["n"]), .installed, isAsking: true).evidence(of: path, number: 1)
            }
            let text = try write(Array("catatan rapat\n".utf8), folder, "catatan.txt")
            let plain = try intake(SampleScript(), .installed).evidence(of: text, number: 1)
            #expect(plain.evidence.metadataRemoved && plain.evidence.length == 14)
        }
    }

    /// Where nobody is asked, a tool that is missing or broken never lets a file pass that may hide something.
    @Test(arguments: [
        (Array("\u{FEFF}<svg xmlns='x'>".utf8), true), (Array("  <HTML>".utf8), true),
        (Array("{\\rtf1".utf8), true),
        ([0xff, 0xd8, 0xff, 0xe0], true), (Array("PK\u{3}\u{4}".utf8), true),
        (Array("RIFF....WAVE".utf8), true),
        ([0, 0, 0, 24] + Array("ftypheic".utf8), true), (Array("lain %PDF-1.7".utf8), true),
        ([0xff, 0xfe, 0x3c, 0, 0x3f, 0, 0x78, 0], true),
        (Array("catatan < 3 orang".utf8), false), (Array("< 3 orang".utf8), false), ([1, 2, 3], false),
        ([], false),
    ])
    func whatMayHideIsKnownByItsFirstBytes(bytes: [UInt8], mayHide: Bool) async throws {
        try await withSourceFolder { folder in
            let path = try write(bytes, folder, "aneh")
            for tools in [none, EvidenceTools(exiftool: Subprocess(path: "/bin/false"), mat2: nil)] {
                let script = SampleScript()
                guard mayHide else {
                    let file = try intake(script, tools).evidence(of: path, number: 1)
                    #expect(file.evidence.removed.isEmpty && file.evidence.metadataRemoved == bytes.isEmpty)
                    #expect(bytes.isEmpty || script.output.contains("is sent without being cleaned"))
                    continue
                }
                #expect(throws: EvidenceError.self) {
                    try intake(script, tools).evidence(of: path, number: 1)
                }
            }
        }
    }

    @Test(arguments: [
        ("foto.jpg", true), ("a/f-65537.bin", true), ("bukti 2.pdf", true), ("Scan_01.PDF", true),
        ("7.png", true),
        ("tangkapan layar 3.png", true), ("dokumen", true),
        ("IMG_20241116_103000.jpg", false), ("IMG_0412.jpg", false), ("foto 20241116.jpg", false),
        ("budi.jpg", false),
        ("b-u-d.jpg", false), ("foto-budi.jpg", false), ("surat 1 2 3.pdf", false), (".bashrc", false),
        ("foto.tar.gz", false),
        ("fotö.jpg", false), ("-1.jpg", false), ("foto.jpg\u{202e}", false), ("WhatsApp Image 1.jpeg", false),
    ])
    func onlyANameThatTellsNothingStays(path: String, isPlain: Bool) {
        #expect(EvidenceFile.isPlain(path) == isPlain)
    }

    @Test(.needs(.mat2, EvidenceTools.installed.mat2 != nil && EvidenceTools.installed.exiftool != nil))
    func aDocumentLosesItsAuthor() async throws {
        try await withSourceFolder { folder in
            let path = try write(Array(document.utf8), folder, "surat-tugas.pdf")
            let script = SampleScript()
            let file = try intake(script, .installed).evidence(of: path, number: 1)
            #expect(file.evidence.removed == [.person])
            #expect(script.output.contains("Budi Santoso") && script.output.contains("made a picture"))
            #expect(file.evidence.name == "dokumen-1.pdf")
        }
    }

    /// A tool that hangs, or prints without end, is a tool that knows nothing.
    @Test func aToolThatMisbehavesIsNoTool() async throws {
        try await withSourceFolder { folder in
            let path = try write([0xff, 0xd8, 0xff, 0xe1], folder, "a.jpg")
            for script in ["yes", "kill -9 $$", "exit 3", ":"] {
                let tool = try write(Array("#!/bin/sh\n\(script)\n".utf8), folder, "tool")
                chmod(tool, 0o700)
                let tools = EvidenceTools(exiftool: Subprocess(path: tool), mat2: nil)
                #expect(throws: EvidenceError.uncleaned(path: path, .unknownType)) {
                    try intake(SampleScript(), tools).evidence(of: path, number: 1)
                }
            }
        }
    }

    /// What no memory is there for is not tried, and the person decides.
    @Test func aFileThatMemoryHasNoRoomForIsAskedAbout() async throws {
        try await withSourceFolder { folder in
            let path = try write([0xff, 0xd8, 0xff, 0xe1], folder, "IMG_2024.jpg")
            let tool = try write(Array("#!/bin/sh\n: > '\(folder)/ran'\n".utf8), folder, "tool")
            chmod(tool, 0o700)
            var tools = EvidenceTools(exiftool: Subprocess(path: tool), mat2: nil)
            tools.memory = 64 << 20
            #expect(throws: EvidenceError.uncleaned(path: path, .noMemory)) {
                try intake(SampleScript(), tools).evidence(of: path, number: 1)
            }
            #expect(throws: EvidenceError.uncleaned(path: path, .noMemory)) {
                try intake(SampleScript(["n"]), tools, isAsking: true).evidence(of: path, number: 1)
            }
            let script = SampleScript(["y"])
            let file = try intake(script, tools, isAsking: true).evidence(of: path, number: 1)
            #expect(!file.evidence.metadataRemoved)
            #expect(script.output.contains("too little memory"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/ran"))
            #expect(try #require(AvailableMemory.bytes) > 1 << 20)
        }
    }

    /// A picture of one pixel, with texts beside it (PNG's chunk tEXt).
    private func picture(texts: [(String, String)]) -> [UInt8] {
        let header: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]
        // zlib, one stored block of four bytes: no filter, then red.
        let pixel: [UInt8] = [0x78, 1, 1, 4, 0, 0xfb, 0xff, 0, 255, 0, 0, 2, 254, 1, 0]
        return [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10] + chunk("IHDR", header)
            + texts.flatMap { chunk("tEXt", Array($0.0.utf8) + [0] + Array($0.1.utf8)) }
            + chunk("IDAT", pixel) + chunk("IEND", [])
    }

    private func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        var sum: UInt32 = .max
        for byte in body {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
        }
        return bigEndian(UInt32(data.count)) + body + bigEndian(~sum)
    }

    private func bigEndian(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// One empty page of one author.
    private var document: String {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>", "<</Author(Budi Santoso)>>",
        ]
        var text = "%PDF-1.4\n"
        var table = "xref\n0 5\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(text.utf8.count)
            table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            text += "\(index + 1) 0 obj\(object)endobj\n"
        }
        return text + table
            + "trailer<</Root 1 0 R/Info 4 0 R/Size 5>>\nstartxref\n\(text.utf8.count)\n%%EOF\n"
    }
}
