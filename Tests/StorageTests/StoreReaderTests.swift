@testable import Storage
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct StoreReaderTests {
    @Test func itReadsBesideTheServerWhatIsPublished() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let staged = try await store.staged(report(1))
        let reader = try StoreReader(directory: directory.path)
        #expect(try await reader.head() == store.head())
        #expect(try await reader.envelope(report(1).envelope) == nil)
        #expect(try await reader.openings(for: .auditor, from: 256, limit: 10).openings == [])

        try await store.closeEpoch(1)
        #expect(try await reader.head() == store.head())
        #expect(try await reader.bundle(1) == (try await store.bundle(1)))
        let plan = try ProofPlan.consistency(from: 256, to: 512)
        #expect(try await reader.proof(plan) == (try await store.proof(plan)))
        let openings = try await reader.openings(for: .agency(agencies[0]), from: 0, limit: 10).openings
        #expect(openings.map(\.opening) == [staged.opening])
        let envelope = try #require(try await reader.envelope(report(1).envelope))
        #expect(try await reader.bytes(of: envelope, from: 0).count == 31_744)
    }
}
