import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct PolicyTests {
    private let log: VerifierKey
    private let keys: [VerifierKey]

    init() throws {
        var random = SeededGenerator(seed: 77)
        func key(_ name: String, _ algorithm: VerifierKey.Algorithm) throws -> VerifierKey {
            try VerifierKey(
                name: name, algorithm: algorithm, publicKey: SigningKey(seed: random.hash()).publicKey)
        }
        log = try key("log.example", .ed25519)
        keys = try (0..<6).map { try key("w\($0).example", .cosignature) }
    }

    private func policy(_ text: String) throws -> WitnessPolicy { try WitnessPolicy([UInt8](text.utf8)) }

    /// `W0`…`W5` and `L` stand for keys.
    private func filled(_ text: String) -> String {
        var text = text.replacing("<L>", with: log.vkey)
        for (index, key) in keys.enumerated() { text = text.replacing("<\(index)>", with: key.vkey) }
        return text
    }

    private static let twoLevels = """
        # a comment

        log <L> https://log.example/
          # another
        witness X1 <0>
        witness X2 <1> https://x2.example/w
        witness\tX3 \t<2>
        group X-witnesses 2 X1 X2 X3
        witness Y1 <3>
        witness Y2 <4>
        witness Y3 <5>
        group Y-witnesses any Y1 Y2 Y3
        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """

    @Test func two_levels_of_groups() throws {
        let policy = try policy(filled(Self.twoLevels))
        #expect(policy.logs == [log])
        #expect(policy.witnesses.map(\.name) == ["X1", "X2", "X3", "Y1", "Y2", "Y3"])
        #expect(policy.fewest == 3)
        func isMet(_ indices: Int...) -> Bool { policy.isMet(by: indices.map { keys[$0] }) }
        #expect(isMet(0, 1, 3))
        #expect(isMet(2, 1, 5, 4))
        #expect(!isMet(0, 1, 2))
        #expect(!isMet(0, 3, 4, 5))
        #expect(!isMet())
        // The same witness twice is one.
        #expect(!isMet(0, 0, 3))
    }

    @Test func one_witness_and_none() throws {
        let one = try policy(filled("witness a <0>\nwitness b <1>\nquorum b\n"))
        #expect(one.isMet(by: [keys[1]]))
        #expect(!one.isMet(by: [keys[0]]))
        #expect(one.logs.isEmpty)
        let none = try policy("quorum none\n")
        #expect(!none.isMet(by: keys))
        #expect(none.fewest == 0)
    }

    @Test(
        arguments: [
            ("", .noQuorum), ("log <L>\n", .noQuorum), ("quorum none", .malformed(line: 1)),
            ("quorum none\r\n", .malformed(line: 1)), ("#\u{1}\nquorum none\n", .malformed(line: 1)),
            ("logs <L>\nquorum none\n", .unknownLine(line: 1)), ("log\nquorum none\n", .unknownLine(line: 1)),
            ("log <L> u more\nquorum none\n", .unknownLine(line: 1)),
            ("log <0>\nquorum none\n", .key(line: 1, .unsupportedAlgorithm(4))),
            ("witness a <L>\nquorum a\n", .key(line: 1, .unsupportedAlgorithm(1))),
            ("log x+y\nquorum none\n", .key(line: 1, .malformedKey)),
            ("log <L>\nlog <L>\nquorum none\n", .duplicateKey(line: 2)),
            ("witness a <0>\nwitness b <0>\nquorum a\n", .duplicateKey(line: 2)),
            ("witness a <0>\nwitness a <1>\nquorum a\n", .name(line: 2)),
            ("witness none <0>\nquorum none\n", .name(line: 1)),
            ("witness a <0>\ngroup a any a\nquorum a\n", .name(line: 2)),
            ("quorum a\nwitness a <0>\n", .undefined(line: 1)),
            ("group g any a\nwitness a <0>\nquorum g\n", .undefined(line: 1)),
            ("group g any g\nquorum g\n", .undefined(line: 1)),
            ("witness a <0>\ngroup g any none\nquorum g\n", .undefined(line: 2)),
            ("witness a <0>\ngroup g all a a\nquorum g\n", .memberTwice(line: 2)),
            ("witness a <0>\ngroup g all a\ngroup h all a\nquorum g\n", .memberTwice(line: 3)),
            ("witness a <0>\ngroup g 2 a\nquorum g\n", .threshold(line: 2, limit: 1)),
            ("witness a <0>\ngroup g 0 a\nquorum g\n", .threshold(line: 2, limit: 1)),
            ("witness a <0>\ngroup g 01 a\nquorum g\n", .threshold(line: 2, limit: 1)),
            ("witness a <0>\ngroup g any\nquorum g\n", .unknownLine(line: 2)),
            ("quorum none\nquorum none\n", .secondQuorum(line: 2)),
        ] as [(String, PolicyError)])
    func refused(_ text: String, _ error: PolicyError) throws {
        #expect(throws: error) { try policy(filled(text)) }
    }

    @Test func limits() throws {
        #expect(throws: PolicyError.tooLarge(byteCount: 131_073, limit: 131_072)) {
            try WitnessPolicy([UInt8](repeating: 10, count: 131_073))
        }
        var text = ""
        var random = SeededGenerator(seed: 5)
        for index in 0..<65 {
            let key = try VerifierKey(
                name: "w\(index)", algorithm: .cosignature,
                publicKey: SigningKey(seed: random.hash()).publicKey)
            text += "witness w\(index) \(key.vkey)\n"
        }
        #expect(throws: PolicyError.tooMany(line: 65, limit: 64)) { try policy(text + "quorum w0\n") }
    }

    @Test func names_are_octets() throws {
        let text = [UInt8](filled("witness K <0>\nwitness \u{212a} <1>\nquorum K\n").utf8)
        #expect(try WitnessPolicy(text).isMet(by: [keys[0]]))
        #expect(try !WitnessPolicy(text).isMet(by: [keys[1]]))
    }

    @Test func a_descriptor_is_a_policy() throws {
        let site = try SampleSite()
        let policy = try WitnessPolicy(site.descriptor)
        #expect(policy.logs == [try site.descriptor.logKey()])
        #expect(policy.fewest == 2)
        #expect(policy.isMet(by: try site.descriptor.witnessKeys()))
        #expect(!policy.isMet(by: [try site.descriptor.witnessKeys()[0]]))
    }
}
