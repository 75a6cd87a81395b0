import Cases
import Testing
import Wire
import Words

@Suite struct AgencyKindTests {
    @Test(arguments: AgencyKind.allCases)
    func eachSaysWhatItDoesInBothLanguages(_ kind: AgencyKind) {
        #expect(!kind.does(.english).contains("nknown code"))
        #expect(kind.does(.english) != kind.does(.indonesian))
        let others = AgencyKind.allCases.filter { $0 != kind }
        #expect(!others.contains { $0.does(.english) == kind.does(.english) })
        #expect(!others.contains { $0.does(.indonesian) == kind.does(.indonesian) })
    }

    @Test func aKindThatIsUnknownHereIsSaidByItsNumber() {
        let kind = AgencyKind(rawValue: 40_000)
        #expect(kind.does(.english) == "Unknown code (40000)" && kind.isOutsideGovernment)
        #expect(!AgencyKind(rawValue: 32_767).isOutsideGovernment)
    }

    @Test func theStateIsTheState() {
        let outside = AgencyKind.allCases.filter(\.isOutsideGovernment)
        #expect(outside == [.ngo, .press, .university, .otherOutside])
    }
}
