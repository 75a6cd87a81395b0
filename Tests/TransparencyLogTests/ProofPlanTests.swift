import Testing
@testable import TransparencyLog
import Wire

@Suite struct ProofPlanTests {
    /// RFC 6962 §2.1.3, the tree of seven leaves; by level and index.
    @Test func theRFCsExamples() throws {
        func paths(_ plan: ProofPlan) -> [[String]] {
            plan.subtrees.map { $0.map { "\($0.level),\($0.index)" } }
        }
        #expect(paths(try .inclusion(of: 0, in: 7)) == [["0,1"], ["1,1"], ["1,2", "0,6"]])
        #expect(paths(try .inclusion(of: 6, in: 7)) == [["1,2"], ["2,0"]])
        #expect(paths(try .consistency(from: 3, to: 7)) == [["0,2"], ["0,3"], ["1,0"], ["1,2", "0,6"]])
        #expect(paths(try .consistency(from: 4, to: 7)) == [["1,2", "0,6"]])
        #expect(paths(try .consistency(from: 6, to: 7)) == [["1,2"], ["0,6"], ["2,0"]])
        #expect(paths(try .consistency(from: 0, to: 7)).isEmpty)
        #expect(paths(try .consistency(from: 7, to: 7)).isEmpty)
    }

    @Test func tilesToFetch() throws {
        let plan = try ProofPlan.consistency(from: 256, to: 70_000)
        #expect(plan.tiles.map(\.path) == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17"])
        #expect(try ProofPlan.inclusion(of: 0, in: 1).tiles.isEmpty)
    }
}
