@testable import SchemaCompiler
import Testing

@Suite struct ParserTests {
    @Test(arguments: [
        ("struct { } A;", "schema:1:1: expected 'section', found 'struct'"),
        ("section a", "schema:1:10: expected ';', found the end of the file"),
        ("section A;", "schema:1:9: expected a section's name, written like_this, found 'A'"),
        ("section a;\n/// x\nsection b;", unknownDeclaration("3:1", "'section'")),
        ("section a;\nuint8 x;", unknownDeclaration("2:1", "'uint8'")),
        ("section a;\n/// trailing words\n", unknownDeclaration("3:1", "the end of the file")),
        ("section a;\nstruct { uint8 x } A;", "schema:2:18: expected ';', found '}'"),
        (
            "section a;\nstruct { uint8 X; } A;",
            "schema:2:16: expected a field's name, written like_this, found 'X'"
        ),
        (
            "section a;\nstruct { uint8 x; } a;",
            "schema:2:21: expected the structure's name, written LikeThis, found 'a'"
        ),
        (
            "section a;\nstruct { uint8 x; } A_b;",
            "schema:2:21: expected the structure's name, written LikeThis, found 'A_b'"
        ),
        ("section a;\nstruct { utf8 x<1-2>; } A;", "schema:2:18: expected a declaration, found byte 45"),
        ("section a;\nstruct { utf8 x<1,2>; } A;", "schema:2:18: expected '..', found ','"),
        ("section a;\nstruct { opaque x[]; } A;", "schema:2:19: expected a count of bytes, found ']'"),
        ("section a;\nstruct { optional uint8 x; } A;", "schema:2:19: expected '<', found 'uint8'"),
        (
            "section a;\nstruct { uint8 x;",
            "schema:2:18: expected a field's type or '}', found the end of the file"
        ),
        ("section a;\nenum { a(1), b(2) } A;", "schema:2:19: expected ',', found '}'"),
        ("section a;\nenum { a, (255) } A;", "schema:2:9: expected '(', found ','"),
        ("section a;\nenum { a(1), (255), b(2) } A;", "schema:2:19: expected '}', found ','"),
        ("section a;\nselect A { } B;", "schema:2:8: expected '(', found 'A'"),
        ("section a;\nselect (A) { x: B; } C;", "schema:2:14: expected 'case' or '}', found 'x'"),
        (
            "section a;\nservice S { call x(A) returns (B) = 1; }",
            "schema:2:13: expected 'rpc' or '}', found 'call'"
        ),
        ("section a;\nservice S { rpc x(A) (B) = 1; }", "schema:2:22: expected 'returns', found '('"),
        ("section a;\nservice S { rpc x(A) returns (B); }", "schema:2:33: expected '=', found ';'"),
        (
            "section a;\nservice S { rpc x(bytes A) returns (B) = 1; }",
            "schema:2:19: expected a message's name, written LikeThis, found 'bytes'"
        ),
    ])
    func `what the language does not have is refused where it stands`(_ text: String, _ message: String) {
        expect(message, for: text)
    }

    @Test func `a declaration keeps its words and its text`() throws {
        let schema = try checked(
            """
            section a;

            /// First.
            /// Second.
            struct {
                /// Of x.
                // dropped
                uint8 x;
                uint8 y; // kept with its line
            } A;
            """)
        let type = try #require(schema.types["A"])
        #expect(type.documentation == ["First.", "Second."])
        #expect(type.text == ["struct {", "    uint8 x;", "    uint8 y; // kept with its line", "} A;"])
        guard case .structure(let fields) = type.definition else {
            Issue.record("A is not a structure")
            return
        }
        #expect(fields.map(\.name) == ["x", "y"])
        #expect(fields.map(\.documentation) == [["Of x."], []])
    }
}

private func unknownDeclaration(_ place: String, _ found: String) -> String {
    """
    schema:\(place): expected 'struct', 'enum', 'code', 'select', 'service', 'opaque' or 'utf8', found \(found)
    """
}
