import Testing

@testable import SchemaCompiler

@Suite struct LexerTests {
    @Test func `words, numbers, symbols and doc comments, each with its place`() throws {
        let tokens = try Lexer.tokens(of: "a1_b // dropped\n/// kept\n  opaque X[32];\n<1..2>")
        #expect(
            tokens == [
                Token(kind: .word("a1_b"), position: Position(line: 1, column: 1)),
                Token(kind: .documentation("kept"), position: Position(line: 2, column: 1)),
                Token(kind: .word("opaque"), position: Position(line: 3, column: 3)),
                Token(kind: .word("X"), position: Position(line: 3, column: 10)),
                Token(kind: .symbol("["), position: Position(line: 3, column: 11)),
                Token(kind: .number(32), position: Position(line: 3, column: 12)),
                Token(kind: .symbol("]"), position: Position(line: 3, column: 14)),
                Token(kind: .symbol(";"), position: Position(line: 3, column: 15)),
                Token(kind: .symbol("<"), position: Position(line: 4, column: 1)),
                Token(kind: .number(1), position: Position(line: 4, column: 2)),
                Token(kind: .symbol(".."), position: Position(line: 4, column: 3)),
                Token(kind: .number(2), position: Position(line: 4, column: 5)),
                Token(kind: .symbol(">"), position: Position(line: 4, column: 6)),
                Token(kind: .end, position: Position(line: 4, column: 7)),
            ])
    }

    @Test func `an empty text is its end`() throws {
        #expect(try Lexer.tokens(of: "").map(\.kind) == [.end])
    }

    @Test(arguments: [
        ("struct @", "schema:1:8: expected a declaration, found byte 64"),
        ("\tstruct", "schema:1:1: expected a declaration, found byte 9"),
        ("a\n / b", "schema:2:2: expected '//', found '/'"),
        ("utf8 A<1.2>;", "schema:1:9: expected '..' between two bounds"),
        ("a<0x10..2>", "schema:1:3: expected a decimal number below 2^53, found '0x10'"),
        (
            "99999999999999999999",
            "schema:1:1: expected a decimal number below 2^53, found '99999999999999999999'"
        ),
    ])
    func `what is not a token is refused where it stands`(_ text: String, _ message: String) {
        expect(message, for: text)
    }
}

/// Compiles and compares the error.
func expect(_ message: String, for text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let error = #expect(throws: SchemaError.self, sourceLocation: sourceLocation) {
        try compile(schema: text, file: "schema")
    }
    #expect(error?.description == message, sourceLocation: sourceLocation)
}
