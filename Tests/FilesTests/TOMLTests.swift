import TestSupport
import Testing
import Words

@testable import Files

@Suite struct TOMLTests {
    private func read(_ text: String) throws -> [String: Document.Value] {
        let settings = try Document(toml: text).settings
        return Dictionary(settings.map { ($0.path, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    @Test(
        arguments: [
            ("", [:]), ("# only a comment", [:]), ("\n\r\n\t \n", [:]),
            ("a = 1", ["a": .integer(1)]),
            ("\u{feff}a=1\r\nb = -5 # c\r\n", ["a": .integer(1), "b": .integer(-5)]),
            (
                "a-b_1 = +7\n\"q k\" = 0\n'l.k' = 1",
                ["a-b_1": .integer(7), "q k": .integer(0), "l.k": .integer(1)]
            ),
            (
                "x = 0xFF\ny = 0o17\nz = 0b11\nw = 1_000",
                ["x": .integer(255), "y": .integer(15), "z": .integer(3), "w": .integer(1000)]
            ),
            ("a = true\nb = false", ["a": .boolean(true), "b": .boolean(false)]),
            (
                "a = 1.5\nb = 1e3\nc = -inf\nd = 6.02_2E+23",
                Dictionary(
                    uniqueKeysWithValues: ["a", "b", "c", "d"].map { ($0, .other("a decimal number")) })
            ),
            ("a = 2024-02-29", ["a": .date(year: 2024, month: 2, day: 29)]),
            (
                "a = 10:11:12\nb = 2024-02-29T10:11:12Z\nc = 2024-02-29 10:11:12.5+07:00",
                Dictionary(uniqueKeysWithValues: ["a", "b", "c"].map { ($0, .other("a time of day")) })
            ),
            ("a = \"t\\t\\u00e9\\U0001F600\\\"\"", ["a": .string("t\té😀\"")]),
            ("a = 'C:\\n'", ["a": .string("C:\\n")]),
            ("a = \"\"\"\nb\n c\\\n   \n  d\"\"e\"\"\"\"\"", ["a": .string("b\n cd\"\"e\"\"")]),
            ("a = '''x'y''z'''", ["a": .string("x'y''z")]),
            ("a = \"\"\"x\r\ny\"\"\"", ["a": .string("x\ny")]),
            (
                "a = [1, 'x', [true],\n # c\n ]\nb = []",
                ["a": .array([.integer(1), .string("x"), .array([.boolean(true)])]), "b": .array([])]
            ),
            (
                "[s]\na = 1\nb.c = 2\n[s.t]\nd = 3\n[u]",
                ["s.a": .integer(1), "s.b": .other("a table"), "s.t": .other("a table")]
            ),
            (
                "s.a = 1\ns.b = 2\nt = { x = 1, y = 'z' }",
                ["s.a": .integer(1), "s.b": .integer(2), "t.x": .integer(1), "t.y": .string("z")]
            ),
            (
                "[[p]]\nx = 1\n[[p]]\nx = 2\n[p.q]\ny = 1",
                ["p": .array([.other("a table"), .other("a table")])]
            ),
            ("[a.b]\nx = 1\n[a]\ny = 2", ["a.b": .other("a table"), "a.y": .integer(2)]),
        ] as [(String, [String: Document.Value])])
    func isReadAsTheStandardSays(_ text: String, _ expected: [String: Document.Value]) throws {
        #expect(try read(text) == expected)
    }

    @Test(
        arguments: [
            ("story = Halo", .value), ("a =", .value), ("a = \n1", .value), ("a", .equals),
            ("a b = 1", .equals), ("= 1", .key), ("a. = 1", .key),
            ("a = \"x\n\"", .text), ("a = 'x", .text), ("a = \"\"\"x\"\"", .text), ("a = \"\\x\"", .escape),
            ("a = \"\\ud800\"", .escape),
            ("a = \"\u{1}\"", .control), ("# \u{7f}", .control), ("a = 01", .number), ("a = 1__0", .number),
            ("a = 1.", .number), ("a = 0x", .number),
            ("a = 99999999999999999999", .number), ("a = -", .number), ("a = [1 2]", .list),
            ("a = [1,", .value), ("a = {b = 1", .table),
            ("a = {b = 1,}", .key), ("a = {b = 1,\n c = 2}", .key), ("[a", .header), ("[[a]", .header),
            ("[[a] ]", .header), ("[a] b = 1", .rest),
            ("a = 1 2", .rest), ("a = 1\rb = 2", .rest),
        ] as [(String, TOMLFault)])
    func whatIsWrongIsSaid(_ text: String, _ fault: TOMLFault) {
        #expect(throws: DocumentError.syntax(line: 2, fault)) { try Document(toml: "\n" + text) }
        let failure = Failure(DocumentError.syntax(line: 2, fault), name: "f.toml", kind: .badInput)
        #expect(failure.text(.english).contains("line 2") && failure.text(.indonesian).contains("baris 2"))
    }

    /// Found behind the first key, in the third line.
    @Test(
        arguments: [
            "a = 1\n\na = 2", "[a]\nb = 1\n[a]", "a.b = 1\n\na.b.c = 2", "a = {b = 1}\n\n[a]", "a = 1\n\n[a]",
            "a = []\n\n[[a]]", "[[a]]\n\n[a]",
            "[a]\nb.c = 1\n[a.b]", "[a.b]\n[a]\nb.c = 1", "a = {b = 1}\n\na.c = 2", "\n\na = {b = 1, b = 2}",
            "\n\na = {b = {c = 1}, b.d = 2}", "a.b = 1\n\n\"a.b\" = 2",
        ])
    func nothingIsThereTwice(_ text: String) throws {
        let error = #expect(throws: DocumentError.self) { try Document(toml: text) }
        guard case .repeated(_, 3) = error else {
            Issue.record("\(String(describing: error)) of \(text)")
            return
        }
    }

    /// A file of brackets ended the program by a signal.
    @Test(
        arguments: [
            String(repeating: "[", count: 100_000), "a = " + String(repeating: "[", count: 100_000),
            "a = " + String(repeating: "{b=", count: 100_000),
            "a" + String(repeating: ".a", count: 100_000) + " = 1",
            "[a" + String(repeating: ".a", count: 100_000) + "]",
        ])
    func depthIsBounded(_ text: String) {
        #expect(throws: DocumentError.self) { try Document(toml: text) }
    }

    @Test func thirtyTwoListsAreRead() throws {
        func nested(_ count: Int) -> String {
            "a = " + String(repeating: "[", count: count) + String(repeating: "]", count: count)
        }
        #expect(throws: Never.self) { try Document(toml: nested(32)) }
        #expect(throws: DocumentError.syntax(line: 1, .deep)) { try Document(toml: nested(33)) }
    }

    @Test func whateverStandsThereIsReadOrRefused() {
        var random = SeededGenerator(seed: 11)
        let parts = [
            "a", "b", ".", " = ", "\n", "[", "]", "[[", "]]", "{", "}", ",", "\"", "'", "\"\"\"", "'''", "\\",
            "1", "-", "e", "2024-01-05", "T10:11:12", "#", "\r\n", "é", "\u{1}", "true",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined()
            let first = try? Document(toml: text), second = try? Document(toml: text + "\n")
            // A line end behind it changes nothing.
            #expect(first == second, "\(text.debugDescription)")
        }
    }
}
