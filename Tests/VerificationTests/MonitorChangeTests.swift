import AuditLog
import Keys
import TestSupport
import Testing
import Verification
import Wire
import Words

/// Every change of keys, agencies and witnesses is said until somebody acknowledges it.
@Suite struct MonitorChangeTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func check(
        _ sample: SampleReview, epoch: UInt64, kept: VerifyState? = nil, acknowledges: Bool = false
    ) async throws -> (output: MonitorOutput, state: VerifyState) {
        try sample.writeTiles(to: folder)
        let (finding, state) = try await MonitorCheck(
            source: TileDirectory(directory: folder.path), pins: try sample.pins, maximumAge: nil,
            acknowledges: acknowledges
        ).run(kept: kept, now: SampleReview.t0 + epoch * UInt64(SampleReview.epochSeconds) + 30)
        // As it is stored and read again.
        let text = try #require(state?.text)
        let stored = try #require(VerifyState(text: text))
        #expect(stored == state)
        return (MonitorOutput(finding, .english), stored)
    }

    @Test func renewed_keys_warn_until_acknowledged() async throws {
        var sample = try SampleReview()
        let (first, kept) = try await check(sample, epoch: 0)
        #expect(first.status == .ok)
        let old = sample.cards[1].keys
        let new = try sample.rotate(1)
        try sample.close(1, PublicEntries(agencyKeys: [new]))
        let (changed, next) = try await check(sample, epoch: 1, kept: kept)
        #expect(changed.status == .warning)
        for part in [
            "bkpsdm keys 1 at entry 256, epoch 1: recipient \(sha256(old.recipient).hex.prefix(16)) -> ",
            "\(sha256(new.recipient).hex.prefix(16)), act \(old.acts[0].hex.prefix(16)) -> "
                + "\(new.acts[0].hex.prefix(16))", "--acknowledge",
        ] { #expect(changed.message.contains(part), "\(changed.message)") }
        #expect(changed.changes.map(\.kind) == [.keyRemoved, .keyRemoved, .keyAdded, .keyAdded])
        // Nothing new, and nobody has said that it is known.
        try sample.close(2)
        let (again, still) = try await check(sample, epoch: 2, kept: next)
        #expect(again.status == .warning && again.changes == changed.changes)
        let (known, done) = try await check(sample, epoch: 2, kept: still, acknowledges: true)
        #expect(known.status == .ok)
        #expect(try await check(sample, epoch: 2, kept: done).output.status == .ok)
        // Who looks for the first time has nothing to compare.
        #expect(try await check(sample, epoch: 2).output.status == .ok)
    }

    private static let changes: [(String, @Sendable (inout SiteDescriptor) -> Void)] = [
        ("quorum 0 -> 1", { $0.quorum = 1 }), ("witness saksi added", { _ in }),
        ("agency bawaslu removed", { $0.agencies.removeFirst() }), ("auditor ", { $0.auditor = nil }),
        ("promise key ", { $0.promise = sha256([5]) }),
    ]

    @Test(arguments: changes.indices) func changes_of_the_site_warn(_ number: Int) async throws {
        let (words, change) = Self.changes[number]
        var sample = try SampleReview()
        let kept = try await check(sample, epoch: 0).state
        let witness = try sample.random.key().publicKey
        let next = try sample.renew {
            $0.witnesses = [Witness(name: "saksi", key: witness)]
            change(&$0)
        }
        if next.agencies.count == 1 { sample.cards.removeFirst() }
        try sample.close(1, PublicEntries(site: next))
        let output = try await check(sample, epoch: 1, kept: kept).output
        #expect(output.status == .warning)
        #expect(output.message.contains("description 1 at entry 256, epoch 1: "))
        #expect(output.message.contains(words), "\(output.message)")
        // Without its state it still says what has not counted for seven days.
        let fresh = try await check(sample, epoch: 1).output
        #expect(fresh.status == .warning && fresh.message.contains("does not count yet"))
    }

    /// A key for one epoch and back is two changes, though the end is as the beginning.
    @Test func there_and_back_warns() async throws {
        var sample = try SampleReview()
        let kept = try await check(sample, epoch: 0).state
        let witness = Witness(name: "saksi", key: try sample.random.key().publicKey)
        try sample.close(1, PublicEntries(site: try sample.renew { $0.witnesses = [witness] }))
        try sample.close(2, PublicEntries(site: try sample.renew { $0.witnesses = [] }))
        let output = try await check(sample, epoch: 2, kept: kept).output
        #expect(output.status == .warning)
        #expect(output.changes.map(\.kind) == [.witnessAdded, .witnessRemoved])
    }

    /// What is worse is said first, and acknowledging does not hide it.
    @Test func a_failure_wins() async throws {
        var sample = try SampleReview()
        let kept = try await check(sample, epoch: 0).state
        try sample.close(1, PublicEntries(agencyKeys: [try sample.rotate(1)]))
        try sample.writeTiles(to: folder)
        var bytes = try folder.bytes("tile/entries/001")
        bytes[20] ^= 1
        try folder.write("tile/entries/001", bytes)
        let (finding, state) = try await MonitorCheck(
            source: TileDirectory(directory: folder.path), pins: try sample.pins, maximumAge: nil,
            acknowledges: true
        ).run(kept: kept, now: SampleReview.t0 + 630)
        #expect(MonitorOutput(finding, .english).status == .critical && state == nil)
    }

    /// A change between a log and the one that follows it is found once, and told until it is acknowledged.
    @Test func what_differs_from_the_log_before_stays() async throws {
        var sample = try SampleReview()
        var kept = try await check(sample, epoch: 0).state
        try sample.close(1, PublicEntries(agencyKeys: [try sample.rotate(1)]))
        var change = try #require(try await check(sample, epoch: 1, kept: kept).output.changes.first)
        kept = try await check(sample, epoch: 1).state
        #expect(kept.changes == [])
        (change.index, change.epoch, change.scheduled) = (0, nil, nil)
        kept.changes = [change]
        let (told, next) = try await check(sample, epoch: 1, kept: kept)
        #expect(told.status == .warning && told.changes == [change])
        #expect(try await check(sample, epoch: 1, kept: next).output.changes == [change])
        let known = try await check(sample, epoch: 1, kept: next, acknowledges: true)
        #expect(known.output.status == .ok && known.state.changes == [])
        #expect(try await check(sample, epoch: 1, kept: known.state).output.status == .ok)
    }
}
