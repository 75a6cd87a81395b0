import Testing
import Wire

@Suite struct CodecCodeTests {
    @Test func `a code's number and name belong together`() throws {
        func check<Code: WireCode>(_: Code.Type) throws {
            for value in Code.allCases {
                let name = try #require(value.name)
                #expect(Code(name: name) == value)
                #expect(Code(rawValue: value.rawValue) == value)
            }
            #expect(Set(Code.allCases).count == Code.allCases.count)
            #expect(Code(name: "no_such_name") == nil)
            #expect(Code(name: "") == nil)
        }
        let codes = allTypes.compactMap { $0 as? any WireCode.Type }
        #expect(codes.count > 10)
        for code in codes { try check(code) }
    }

    @Test func `a number without a name is kept`() throws {
        let category = try Category(decoding: [0xfe, 0xdc])
        #expect(category.rawValue == 0xfedc)
        #expect(category.name == nil)
        #expect(try category.encoded() == [0xfe, 0xdc])
    }

    @Test func `names are written as in the schema`() {
        #expect(Outcome.moderateCut6.name == "moderate_cut_6")
        #expect(Outcome(name: "moderate_cut_6")?.rawValue == 12)
        #expect(KnowledgeCircle.public.name == "public")
    }

    @Test func `a number that an enum does not name is refused, with the field that has it`() {
        let error = DecodeError(.unknownValue(11), field: "FrameHeader.type", offset: 0)
        #expect(throws: error) { try FrameHeader(decoding: [11, 0, 0, 0, 0, 0, 0, 0]) }
        #expect(throws: DecodeError(.unknownValue(0), field: "Purpose", offset: 0)) {
            try Purpose(decoding: [0])
        }
    }
}
