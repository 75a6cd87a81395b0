@testable import SchemaCompiler
import Testing

@Suite struct CheckerTests {
    @Test(arguments: [
        ("struct { Nothing x; } A;", "schema:2:10: expected a type, found 'Nothing', which is not declared"),
        (
            "struct { uint8 x; } A; struct { } A;",
            "schema:2:35: expected a new name, found the type 'A' again"
        ),
        ("struct { uint8 x; bool x; } A;", "schema:2:24: expected a new name, found the field 'x' again"),
        (
            "struct { uint8 a1; bool a_1; } A;",
            "schema:2:25: expected a new name, found the field 'a_1' again"
        ),
        ("enum { a(1), a(2), (255) } A;", "schema:2:14: expected a new name, found the value 'a' again"),
        ("enum { a(1), b(1), (255) } A;", "schema:2:16: expected a new number, found 1 again"),
        ("enum { a(1), b(256), (255) } A;", "schema:2:16: expected a number of at most 255, found 256"),
        ("code { a(65536), (65535) } A;", "schema:2:10: expected a number of at most 65535, found 65536"),
        ("enum { a(1), (127) } A;", "schema:2:15: expected a maximum of 255 or 65535, found 127"),
        ("enum { (255) } A;", "schema:2:9: expected a value before the maximum"),
        ("section a;", "schema:2:9: expected a new name, found the section 'a' again"),
    ])
    func `names and numbers are known and new`(_ text: String, _ message: String) {
        expect(message, for: "section a;\n" + text)
    }

    @Test(arguments: [
        ("utf8 A<2..1>;", "schema:2:7: expected bounds in ascending order, found 2 and 1"),
        ("utf8 A<0..0>;", "schema:2:7: expected bounds in ascending order, found 0 and 0"),
        ("utf8 A[2];", "schema:2:7: expected '<minimum..maximum>', found '[', which only opaque has"),
        ("opaque A[0];", "schema:2:9: expected a count from 1 to 1073741823, found 0"),
        ("opaque A;", "schema:2:8: expected '[count]' or '<minimum..maximum>' behind an opaque field"),
        ("utf8 A;", "schema:2:6: expected '<minimum..maximum>' behind a utf8 field"),
        (
            "struct { uint8 x[2]; } A;",
            "schema:2:17: expected '<minimum..maximum>', found '[', which only opaque has"
        ),
        ("struct { optional<uint8> x<1..2>; } A;", "schema:2:27: expected ';' behind an optional field"),
        ("struct { optional<utf8> x; } A;", "schema:2:19: expected a type without bounds, found 'utf8'"),
        (
            "struct { opaque x<0..1073741824>; } A;",
            "schema:2:18: expected a vector of at most 1073741823 bytes"
        ),
        (
            "opaque B[32]; struct { B x<0..33554432>; } A;",
            "schema:2:27: expected a vector of at most 1073741823 bytes"
        ),
        (
            "struct { } A; struct { A x<0..9>; } B;",
            "schema:2:24: expected elements of at least one byte, found 'A'"
        ),
    ])
    func `bounds are there and in order`(_ text: String, _ message: String) {
        expect(message, for: "section a;\n" + text)
    }

    @Test(arguments: [
        ("struct { A x; } A;", "schema:2:10: expected a type of bounded size, found 'A' inside itself"),
        ("struct { A x<0..1>; } A;", "schema:2:10: expected a type of bounded size, found 'A' inside itself"),
        (
            "struct { optional<A> x; } A;",
            "schema:2:19: expected a type of bounded size, found 'A' inside itself"
        ),
        (
            "struct { B x; } A; struct { A x; } B;",
            "schema:2:29: expected a type of bounded size, found 'A' inside itself"
        ),
        (
            "code { x(1), (255) } K; select (K) { case x: A; } B; struct { B x; } A;",
            "schema:2:63: expected a type of bounded size, found 'B' inside itself"
        ),
    ])
    func `a type inside itself is refused`(_ text: String, _ message: String) {
        expect(message, for: "section a;\n" + text)
    }

    @Test(arguments: [
        (
            "select (K) { case x: A; } B;",
            "schema:3:27: expected a case for every value of 'K', found none for 'y'"
        ),
        ("select (O) { } B;", "schema:3:16: expected a case in 'B'"),
        ("select (K) { case z: A; } B;", "schema:3:19: expected a value of 'K', found 'z'"),
        (
            "select (K) { case x: A; case x: A; } B;",
            "schema:3:30: expected a new name, found the case 'x' again"
        ),
        ("select (A) { case x: A; } B;", "schema:3:9: expected an 'enum' or 'code', found 'A'"),
        ("select (Z) { case x: A; } B;", "schema:3:9: expected a type, found 'Z', which is not declared"),
        (
            "select (O) { case unknown: A; } B;",
            "schema:3:19: expected another name than 'unknown', which is the case of other numbers"
        ),
    ])
    func `a select has the cases of its enumeration`(_ text: String, _ message: String) {
        let before =
            "enum { x(1), y(2), (255) } K; code { x(1), unknown(2), (255) } O; struct { uint8 x; } A;"
        expect(message, for: "section a;\n\(before)\n\(text)")
    }

    @Test func `a select over a code need not have every case`() throws {
        let schema = try checked(
            "section a; code { x(1), y(2), (255) } K; select (K) { case x: A; } B; struct { uint8 x; } A;")
        #expect(schema.types["B"]?.size == Size(minimum: 2, maximum: 3))
    }

    @Test(arguments: [
        ("rpc x(A) returns (Z) = 1;", "schema:3:31: expected a type, found 'Z', which is not declared"),
        ("rpc x(A) returns (A) = 0;", "schema:3:36: expected a number from 1 to 65535, found 0"),
        ("rpc x(A) returns (A) = 65536;", "schema:3:36: expected a number from 1 to 65535, found 65536"),
        (
            "rpc x(A) returns (A) = 1; rpc y(A) returns (A) = 1;",
            "schema:3:62: expected a new number, found 1 again"
        ),
        (
            "rpc x(A) returns (A) = 1; rpc x(A) returns (A) = 2;",
            "schema:3:43: expected a new name, found the method 'x' again"
        ),
        ("rpc x(cell A) returns (A) = 1;", "schema:3:36: expected a cell both ways or neither"),
        ("rpc x(stream A) returns (cell A) = 1;", "schema:3:43: expected a cell both ways or neither"),
        (
            "rpc x(stream A) returns (stream A) = 1;",
            "schema:3:45: expected one message behind a stream, found a stream"
        ),
        ("rpc x(T) returns (A) = 1;", "schema:3:19: expected a message, found the type definition 'T'"),
        (
            "rpc x(cell A) returns (cell C) = 1;",
            "schema:3:41: expected a message of at most 32756 bytes, which is what a cell holds, found 'C' of up to 32757"
        ),
        (
            "rpc x(A) returns (stream F) = 1;",
            "schema:3:38: expected a message of at most 131072 bytes, which is what a frame holds, found 'F' of up to 131073"
        ),
    ])
    func `a method has a number and messages that fit`(_ text: String, _ message: String) {
        let before = """
            opaque T[32]; struct { uint8 x; } A; struct { opaque x[32757]; } C; struct { opaque x[131073]; } F;
            """
        expect(message, for: "section a;\n\(before)\nservice S { \(text) }")
    }

    @Test(arguments: [
        ("Entry", 65_535), ("Report", 12_900),
    ])
    func `an entry and a report have limits of their own`(_ name: String, _ limit: Int) throws {
        _ = try checked("section a;\nstruct { opaque x[\(limit)]; } \(name);")
        let column = 26 + String(limit + 1).count - 2
        expect(
            "schema:2:\(column): expected '\(name)' of at most \(limit) bytes, found a maximum of \(limit + 1)",
            for: "section a;\nstruct { opaque x[\(limit + 1)]; } \(name);")
    }

    @Test(arguments: [
        ("struct { } A;", 0, 0),
        ("struct { uint8 a; uint16 b; uint24 c; uint32 d; uint64 e; bool f; } A;", 19, 19),
        ("struct { opaque x[1216]; } A;", 1216, 1216),
        ("struct { opaque x<0..63>; } A;", 1, 64),
        ("struct { opaque x<0..64>; } A;", 1, 66),
        ("struct { utf8 x<63..16383>; } A;", 64, 16_385),
        ("struct { utf8 x<64..16384>; } A;", 66, 16_388),
        ("struct { Hash x<1..2>; } A; opaque Hash[32];", 33, 66),
        ("struct { Text x<2..4>; } A; utf8 Text<1..63>;", 5, 258),
        ("struct { optional<Hash> x; } A; opaque Hash[32];", 1, 33),
        ("enum { a(1), (65535) } A;", 2, 2),
        (
            "select (E) { case a: B; case b: C; } A; enum { a(1), b(2), (255) } E; struct { } B; struct { uint64 x; } C;",
            1, 9
        ),
        ("select (E) { case a: B; } A; code { a(1), (65535) } E; struct { opaque x[64]; } B;", 3, 68),
    ])
    func `sizes are exact`(_ text: String, _ minimum: Int, _ maximum: Int) throws {
        let schema = try checked("section a; " + text)
        #expect(schema.types["A"]?.size == Size(minimum: minimum, maximum: maximum))
    }
}

/// Checks a schema whose comments do not matter.
func checked(_ text: String) throws -> Schema {
    try Checker.check(Parser.parse(text))
}
