import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct BatchPlanTests {
    private let site: SampleSite
    private let first: BatchPlan

    init() throws {
        site = try SampleSite()
        first = try Self.plan(
            site, publicEntries: PublicEntries(site: site.descriptor, agencyKeys: site.keys))
    }

    private static func plan(
        _ site: SampleSite, after state: LogState = .empty, number: UInt64 = 0,
        publicEntries: PublicEntries = PublicEntries(), pending: [PendingRecord] = [], u: Double = 0.75,
        bump: Bool = false
    ) throws -> BatchPlan {
        var random = SeededGenerator(seed: number)
        return try BatchPlan.make(
            state: state, number: number, clock: try site.clock(), keySet: try site.keySet(),
            publicEntries: publicEntries, pending: pending, u: u, bump: bump
        ) { random.bytes(32 * $0) }
    }

    private func pending(_ count: Int, seed: UInt64 = 5) -> [PendingRecord] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            PendingRecord(commitment: random.hash(), nonce: random.hash(), record: [])
        }
    }

    private func commitments(_ plan: BatchPlan) throws -> [Hash] {
        try plan.entries.compactMap {
            guard case .sealed(let sealed) = try Entry(decoding: $0).body else { return nil }
            return sealed.commitment
        }
    }

    @Test func first_batch_begins_with_the_site() throws {
        #expect(first.entries.count == 256)
        #expect(
            first.epoch
                == Epoch(
                    number: 0, scheduled: SampleSite.t0, skipped: 0, first: 0, keySet: try site.keySet()))
        let kinds = try first.entries.map { try Entry(decoding: $0).body.discriminant }
        #expect(kinds.prefix(5) == [.site, .agencyKeys, .agencyKeys, .agencyKeys, .sealed])
        #expect(kinds.last == .epoch)
        #expect(first.sealed == [])
        #expect(throws: LogError.self) { try Self.plan(site) }
        #expect(throws: LogError.self) { try Self.plan(site, number: 1) }
    }

    @Test(arguments: [0, 1, 127, 200]) func entries_sorted_and_unique(count: Int) throws {
        let records = pending(count)
        let plan = try Self.plan(site, after: first.after, number: 3, pending: records)
        let sealed = try commitments(plan)
        #expect(zip(sealed, sealed.dropFirst()).allSatisfy { $0 < $1 })
        #expect(Set(records.map(\.commitment)).isSubset(of: sealed))
        #expect(plan.sealed.map(\.commitment) == records.map(\.commitment).sorted())
        #expect(plan.epoch.skipped == 2)
        #expect(plan.epoch.first == 256)
        for place in plan.sealed {
            let entry = try Entry(decoding: plan.entries[Int(place.index - plan.epoch.first)])
            #expect(entry.index == place.index)
            #expect(entry.body == .sealed(SealedRecord(commitment: place.commitment)))
        }
        #expect(throws: LogError.self) {
            try Self.plan(
                site, after: first.after, number: 1,
                pending: records + [records.first ?? pending(1)[0]]
                    + pending(1))
        }
    }

    @Test func every_sealed_entry_opens() throws {
        let plan = try Self.plan(site, after: first.after, number: 1, pending: pending(9))
        let real = Set(plan.sealed.map(\.index))
        for (offset, bytes) in plan.entries.enumerated() {
            let nonce = try #require(Nonce(plan.fillerNonces[32 * offset..<32 * offset + 32]))
            guard case .sealed(let sealed) = try Entry(decoding: bytes).body,
                !real.contains(plan.epoch.first + UInt64(offset))
            else {
                #expect(nonce == Nonce())
                continue
            }
            let filler = Record(format: 1, body: .filler(Filler()))
            #expect(try Commitment.of(Opening(nonce: nonce, record: filler)) == sealed.commitment)
        }
    }

    @Test func tiles_and_root_are_those_of_all_leaves() throws {
        var leaves: [Hash] = []
        var tiles: [Int: [UInt64: [Hash]]] = [:]
        var state = LogState.empty
        for number: UInt64 in 0...6 {
            let plan = try Self.plan(
                site, after: state, number: number,
                publicEntries: number == 0 ? PublicEntries(site: site.descriptor) : PublicEntries(),
                pending: pending(Int(number) * 60, seed: number))
            for entry in plan.entries {
                #expect(try Entry(decoding: entry).previous == leaves.last ?? Hash())
                leaves.append(MerkleTree.leafHash(entry))
            }
            for tile in plan.tiles {
                #expect(tiles[tile.level]?[tile.index]?.count ?? 0 == tile.offset)
                #expect(tile.level > 0 || tile.width == 256)
                tiles[tile.level, default: [:]][tile.index, default: []] += tile.hashes
            }
            state = plan.after
            #expect(state.size == UInt64(leaves.count))
            #expect(state.edge.root == MerkleTree.root(of: leaves))
            #expect(state.lastLeaf == leaves.last)
            #expect(state.lastEpoch == plan.epoch)
        }
        var builder = TileBuilder()
        for leaf in leaves { builder.append(leaf) }
        let expected = builder.takeFull() + builder.partials
        #expect(expected.count == tiles.values.map(\.count).reduce(0, +))
        for content in expected {
            #expect(tiles[content.tile.level]?[content.tile.index]?.concatenated == content.bytes)
        }
    }

    @Test func public_entries_are_ordered() throws {
        var log = try SampleLog(site)
        let keys = Array(site.keys.reversed())
        let statements = try [3, 1, 2].map { (byte: UInt8) in
            try Statement(
                kind: .attestedBuild, signer: site.auditor.publicKey, body: [byte], signature: Signature()
            ).signed(by: site.auditor, origin: site.origin)
        }
        let broken = try Discontinuity(
            format: 1, origin: "lama.example/log", log: site.auditor.publicKey, size: 256, root: Hash(),
            epoch: 0,
            cause: .guardLost
        ).statement(signedBy: site.root, origin: site.origin)
        let plan = try Self.plan(
            site,
            publicEntries: PublicEntries(
                site: site.descriptor, agencyKeys: keys, statements: statements + [broken]))
        var other = log
        try other.forge(try plan.entries.map { try Entry(decoding: $0).body })
        other.openings = []
        #expect(try other.audit(.public).failures == [])
        log = other
        for wrong in [
            PublicEntries(statements: [broken]),
            PublicEntries(site: site.descriptor, statements: [broken]),
            PublicEntries(agencyKeys: keys + keys),
            PublicEntries(statements: statements + statements),
        ] {
            #expect(throws: LogError.self) {
                try Self.plan(site, after: first.after, number: 1, publicEntries: wrong)
            }
        }
    }

    @Test func larger_steps_hold_more() throws {
        #expect(try Self.plan(site, after: first.after, number: 1, bump: true).entries.count == 2048)
        #expect(
            try Self.plan(site, after: first.after, number: 1, pending: pending(300)).entries.count == 2048)
    }

    @Test func refuses_what_cannot_be() throws {
        #expect(throws: LogError.self) { try Self.plan(site, after: first.after, number: 0) }
        #expect(throws: LogError.self) { try Self.plan(site, after: first.after, number: .max) }
        #expect(throws: LogError.self) { try Self.plan(site, after: first.after, number: 1, u: 1) }
        #expect(throws: LogError.self) { try Self.plan(site, after: first.after, number: 1, u: .nan) }
        #expect(throws: LogError.self) {
            try BatchPlan.make(
                state: first.after, number: 1, clock: try site.clock(), keySet: Hash(),
                publicEntries: PublicEntries(), pending: [], u: 0.5, bump: false
            ) { _ in [1] }
        }
    }
}
