@testable import Files
import Foundation
import TestSupport
import Testing
import Words

/// Files that people and their editors touched.
@Suite(.timeLimit(.minutes(1))) struct TouchedFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        ("a\nb\n", "a\nb\n"), ("a\r\nb\r\n", "a\nb\n"), ("a\rb\r", "a\nb\n"), ("\u{feff}a\n", "a\n"),
        ("\r\n\r\n", "\n\n"),
        ("\r\r\n", "\n\n"), ("a\u{feff}b", "a\u{feff}b"), ("", ""), ("\u{feff}", ""),
    ])
    func lines_are_the_same_whatever_an_editor_made_of_them(_ written: String, _ read: String) throws {
        let path = folder.file("text")
        try Files.create(path, Array(written.utf8), mode: 0o600)
        #expect(try Files.readText(path, limit: 100) == read)
        // A control: bytes stay as they are.
        #expect(try Files.read(path, limit: 100) == Array(written.utf8))
    }

    @Test func a_name_of_any_bytes_is_found() throws {
        for bytes in [
            Array("foto-b".utf8) + [0xe9], Array("\u{ef80}.jpg".utf8), [0xc3, 0x28], Array("é".utf8),
        ] {
            let name = SystemText.text(bytes)
            #expect(SystemText.bytes(name) == bytes)
            let path = folder.path + "/" + name
            try Files.create(path, [7], mode: 0o600)
            #expect(Files.exists(path))
            #expect(try Files.read(path, limit: 9) == [7])
            #expect(try RegularFile.kind(of: path) == .file)
        }
        #expect(SystemText.text([0x61, 0xe9]) == "a\u{efe9}")
        #expect(Foreign(SystemText.text([0x61, 0xe9])).description == "a\u{fffd}")
    }

    @Test func what_cannot_be_written_shows_beforehand() throws {
        let path = folder.file("new")
        try Files.checkNew(path)
        try Files.create(path, [], mode: 0o600)
        #expect(throws: FileError(.open, path, .exists)) { try Files.checkNew(path) }
        try Files.checkReplaceable(path)
        let away = folder.file("none/new")
        #expect(throws: FileError(.open, away, .missing)) { try Files.checkNew(away) }
        #expect(throws: FileError(.open, away, .missing)) { try Files.checkReplaceable(away) }
        #expect(throws: FileError(.open, path + "/x", .inputOutput(code: ENOTDIR))) {
            try Files.checkNew(path + "/x")
        }
        #expect(throws: FileError(.open, folder.path, .inputOutput(code: EISDIR))) {
            try Files.checkReplaceable(folder.path)
        }
        // A link to nothing is something: a file made through it would be elsewhere.
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: folder.file("elsewhere"))
        #expect(throws: FileError(.open, link, .exists)) { try Files.checkNew(link) }
        let failure = Failure(writing: away, field: "--out", FileError(.open, away, .missing))
        #expect(failure.kind == .inputOutput)
        #expect(failure.message.contains("the folder '\(folder.path)/none' does not exist"))
    }

    @Test func what_is_no_file_is_known_without_opening_it() throws {
        let pipe = folder.file("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(try RegularFile.kind(of: pipe) == .pipe)
        #expect(try RegularFile.kind(of: folder.path) == .folder)
        #expect(try RegularFile.kind(of: "/dev/null") == .device)
        #expect(try RegularFile.kind(of: "-") == .pipe)
        #expect(throws: FileError(.open, folder.file("none"), .missing)) {
            try RegularFile.kind(of: folder.file("none"))
        }
    }

    @Test(arguments: [
        (
            "{\"a\": \"x\", \"b\": [1, true, null, 1.5, {}], \"c\": \"\\u00e9\\ud83d\\ude00\\n\"}",
            ["a", "b", "c"]
        ),
        ("{}", []), (" \n{ \"a\" : -1e3 }\n", ["a"]),
    ])
    func json_is_read(_ text: String, _ keys: [String]) throws {
        #expect(try Document(json: text).settings.map(\.path) == keys)
    }

    @Test func json_gives_values_and_lines() throws {
        let settings = try Document(json: "{\n\"a\": \"\\u00e9\\ud83d\\ude00\",\n\"b\": [1, true]\n}")
            .settings
        #expect(settings.map(\.value) == [.string("é😀"), .array([.integer(1), .boolean(true)])])
        #expect(settings.map(\.line) == [2, 3])
    }

    @Test(arguments: [
        "", "{", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":tru}",
        "{\"a\":\"\n\"}", "{} {}",
        "{\"a\":\"\\ud800\"}", "{\"a\":\"\\x\"}", "{\"a\":1}x", "{\"a\":.5}", "{\"a\":1.}",
        "{\"a\":" + String(repeating: "[", count: 5_000),
    ])
    func what_is_no_json_is_refused(_ text: String) {
        #expect(throws: DocumentError.self) { try Document(json: text) }
        // Foundation takes a comma behind the last value, which RFC 8259 does not.
        guard !text.contains(",}") else { return }
        #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) == nil)
    }

    @Test func a_key_that_is_there_twice_is_named() {
        #expect(throws: DocumentError.repeated(key: "a", line: 3)) {
            try Document(json: "{\"a\":1,\n\"b\":2,\n\"a\":3}")
        }
        #expect(throws: DocumentError.repeated(key: "x", line: 1)) {
            try Document(json: "{\"a\":{\"x\":1,\"x\":2}}")
        }
        #expect(throws: DocumentError.repeated(key: "a", line: 3)) {
            try Document(toml: "a = 1\nb = 2\na = 3\n")
        }
        for day in ["2023-02-29", "2024-13-01", "2024-1-5"] {
            #expect(throws: DocumentError.noDay(line: 2)) { try Document(toml: "a = 1\nb = \(day)\n") }
        }
        #expect(throws: DocumentError.notAnObject) { try Document(json: "[1]") }
    }

    @Test func a_name_without_our_letters_keeps_its_extension() {
        #expect(HarmlessName.safe("фото.jpg", number: 1) == "01-file.jpg")
        #expect(HarmlessName.safe("照片.HEIC", number: 2) == "02-file.HEIC")
        #expect(HarmlessName.safe(".bashrc", number: 3) == "03-bashrc")
        #expect(HarmlessName.safe("фото", number: 4) == "04-file")
        #expect(HarmlessName.safe("foto.jpg", number: 5) == "05-foto.jpg")
    }
}
