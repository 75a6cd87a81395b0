@testable import AuditLog
@testable import Keys
import TestSupport
import Testing
import Wire

@Suite struct AccountLedgerTests {
    @Test(arguments: 0...9) func digest_stops_and_goes_on_anywhere(stop: UInt64) throws {
        var random = SeededGenerator(seed: 1)
        let hashes = (0..<9).map { _ in random.hash() }
        var digest = CommitmentDigest()
        for hash in hashes.prefix(Int(stop)) { digest.append(hash) }
        var resumed = try #require(
            CommitmentDigest(count: digest.count, state: digest.state, odd: digest.odd))
        #expect(resumed == digest)
        #expect(resumed.finalize() == sha256(hashes.prefix(Int(stop)).flatMap { $0.bytes }))
        for hash in hashes.dropFirst(Int(stop)) { resumed.append(hash) }
        #expect(resumed.finalize() == sha256(hashes.flatMap { $0.bytes }))
    }

    @Test func refuses_a_state_that_cannot_be() {
        let state = CommitmentDigest().state
        #expect(CommitmentDigest(count: 1, state: state, odd: nil) == nil)
        #expect(CommitmentDigest(count: 2, state: state, odd: Hash()) == nil)
        #expect(CommitmentDigest(count: 0, state: [], odd: nil) == nil)
        #expect(CommitmentDigest(count: .max, state: state, odd: Hash()) == nil)
    }
}
