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
    opaque Large[65];  /// Too long to be held inline.
    /// What people read.
    utf8 Label<1..8>;

    // Not for Swift.
    /// A kind.
    enum {
        a_b(1),  /// The first.
        /// The second,
        protocol(2),  /// whose name Swift has for itself.
        (255)
    } Kind;

    /// A code.
    code {
        none(0), /// Nothing.
        internal(300), /// Wide.
        (65535)
    } Code;

    /// No field at all.
    struct {
    } Nothing;

    /// Everything a field can be.
    struct {
        /// Which.
        Kind kind;
        bool flag;                /// Whether.
        uint24 count;             /// How many.
        Large large;              /// How large.

        // Not for Swift either.
        opaque data<0..9>;        /// Some bytes.
        /// One to three
        /// of them.
        Label labels<1..3>;
        optional<Hash> previous;  /// The one before.
        Body body;                /// The rest.
    } Thing;

    /// A body of any number.
    select (Code) {
        case none: Nothing;
    } Body;

    /// A body of a known number.
    select (Kind) {
        case a_b: Hash;
        case protocol: Thing;
    } Choice;

    /// Serves.
    service Server {
        /// Does one thing.
        rpc do_it(Thing) returns (stream Nothing) = 1;
        rpc swap(cell Choice) returns (cell Nothing) = 2;  /// Swaps two cells.
    }

    """
