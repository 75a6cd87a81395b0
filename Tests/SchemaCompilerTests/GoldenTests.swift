import SchemaCompiler
import Testing

@Suite struct GoldenTests {
    @Test func `one of everything gives exactly this Swift`() throws {
        let files = try compile(schema: goldenSchema, file: "schema").wireFiles()
        #expect(files.map(\.name) == ["FirstThings.swift", "Methods.swift"])
        for (file, golden) in zip(files, [goldenMessages, goldenMethods]) {
            let found = file.text.split(separator: "\n", omittingEmptySubsequences: false)
            let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
            for (number, (found, wanted)) in zip(found, wanted).enumerated() where found != wanted {
                Issue.record("\(file.name):\(number + 1): '\(found)', expected '\(wanted)'")
            }
            #expect(found.count == wanted.count)
        }
    }

    @Test func `samples are made of every message and of no type definition`() throws {
        let files = try compile(schema: goldenSchema, file: "schema").testFiles()
        #expect(files.map(\.name) == ["GeneratedFirstThings.swift", "GeneratedTypes.swift"])
        #expect(files.last?.text.contains("    Thing.self,\n") == true)
        #expect(files.last?.text.contains("Hash.self") == false)
    }

    @Test func `the table of sizes names every type`() throws {
        let table = try compile(schema: goldenSchema, file: "schema").sizeTable()
        #expect(table.contains("      32      32  Hash\n"))
        #expect(table.contains("       0       0  Nothing\n"))
    }
}

private let goldenSchema = """
    section first_things;

    /// SHA-256.
    opaque Hash[32];
    opaque Large[65];
    utf8 Label<1..8>;

    // Not for Swift.
    enum {
        a_b(1), protocol(2), (255)
    } Kind;

    code {
        none(0), internal(300), (65535)
    } Code;

    struct {
    } Nothing;

    /// Everything a field can be.
    struct {
        /// Which.
        Kind kind;
        bool flag;
        uint24 count;
        Large large;
        opaque data<0..9>;
        Label labels<1..3>;
        optional<Hash> previous;
        Body body;
    } Thing;

    select (Code) {
        case none: Nothing;
    } Body;

    select (Kind) {
        case a_b: Hash;
        case protocol: Thing;
    } Choice;

    /// Serves.
    service Server {
        /// Does one thing.
        rpc do_it(Thing) returns (stream Nothing) = 1;
        rpc swap(cell Choice) returns (cell Nothing) = 2;
    }

    """
