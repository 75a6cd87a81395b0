import SchemaCompiler
import Testing

@Suite struct CommentTests {
    @Test(arguments: [
        ("opaque A[1];", "schema:2:8: expected a doc comment '///' at 'A', found none"),
        ("struct { } A;", "schema:2:12: expected a doc comment '///' at 'A', found none"),
        ("/// A.\nstruct { uint8 x; } A;", "schema:3:16: expected a doc comment '///' at 'x', found none"),
        ("/// A.\nenum { a(1), (255) } A;", "schema:3:8: expected a doc comment '///' at 'a', found none"),
        (
            "/// A.\ncode { a(1), ///\n(255) } A;",
            "schema:3:8: expected a doc comment '///' at 'a', found none"
        ),
        ("// A.\nstruct { } A;", "schema:3:12: expected a doc comment '///' at 'A', found none"),
        (
            "/// A.\nstruct { } A;\n/// S.\nservice S {\nrpc x(A) returns (A) = 1;\n}",
            "schema:6:5: expected a doc comment '///' at 'x', found none"
        ),
        (
            "/// A.\nstruct {\nuint8 x; /// X.\nuint8 y;\n} A;",
            "schema:5:7: expected a doc comment '///' at 'y', found none"
        ),
    ])
    func `what has no doc comment is refused`(_ text: String, _ message: String) {
        expect(message, for: "section a;\n" + text)
    }

    @Test func `a doc comment stands above or behind, and is no part of the text`() throws {
        let schema = try compile(
            schema: """
                section a;
                /// A.
                struct {
                    /// Above x.
                    uint8 x;  /// Behind x.
                    uint8 y;  /// Behind y.
                    /// Above z.
                    uint8 z;
                } A;  /// And behind.
                """, file: "schema")
        let type = try #require(schema.types["A"])
        guard case .structure(let fields) = type.definition else {
            Issue.record("no structure")
            return
        }
        #expect(fields.map(\.documentation) == [["Above x.", "Behind x."], ["Behind y."], ["Above z."]])
        #expect(type.documentation == ["A.", "And behind."])
        #expect(type.text == ["struct {", "    uint8 x;", "    uint8 y;", "    uint8 z;", "} A;"])
    }
}
