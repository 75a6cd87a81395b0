import AuditLog
import Foundation
import GRDB
import Keys
@testable import Storage
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct VisibilityTests {
    /// Staged, then planned, then published: only the last is seen by anybody but the author.
    @Test func nothingStagedIsVisible() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let old = try await store.staged(report(1))
        try await store.closeEpoch(1)
        let id = old.promise.commitment

        let fresh = try await store.staged(report(2))
        let question = message(3, on: id, counter: 0)
        let asked = try await store.staged(question)
        let act = makeAct(on: id, counter: 0, previous: Hash())
        let acted = try await store.staged(request(act, nonce: 4))
        let mailbox = try #require(report(2).submission?.mailbox)

        func checkInvisible() async throws {
            #expect(store.head()?.state.size == 512)
            #expect(try await store.status().size == 512)
            await #expect(throws: StoreError.outOfRange(field: "bundle", value: 2, limit: 2)) {
                try await store.bundle(2)
            }
            await #expect(throws: StoreError.outOfRange(field: "index", value: 512, limit: 512)) {
                try await store.entry(at: 512)
            }
            for (level, index, width) in [(0, UInt64(2), 256), (0, 2, 1), (1, 0, 3)] {
                let tile = try #require(Tile(kind: .hashes(level: level), index: index, width: width))
                await #expect(throws: StoreError.outOfRange(field: "tile", value: index, limit: 512)) {
                    try await store.tile(tile)
                }
            }
            let plan = try ProofPlan.inclusion(of: 1, in: 768)
            await #expect(throws: StoreError.outOfRange(field: "size", value: 768, limit: 512)) {
                try await store.proof(plan)
            }
            for reader in [OpeningsReader.auditor, .agency(agencies[0])] {
                #expect(try await store.openings(for: reader, from: 512).openings == [])
                let all = try await store.openings(for: reader, from: 0)
                #expect(all.next == nil)
                #expect(!all.openings.contains { $0.opening == fresh.opening })
            }
            #expect(try await store.index(of: fresh.promise.commitment, promisedFor: 2) == nil)
            #expect(try await store.publishedReport(fresh.promise.commitment, of: agencies[0]) == nil)
            #expect(try await store.envelope(report(2).envelope) == nil)
            #expect(try await store.envelope(question.envelope) == nil)
            #expect(try await store.messages(of: id) == [])
            #expect(try await store.newestActs(on: id) == [])
            #expect(try await store.payloads(from: 0, through: 99, limit: 9).map(\.commitment) == [id])
            #expect(try await store.checkpoint(at: 768) == nil)
            // Its author sees it.
            let own = try #require(try await store.report(mailbox: mailbox))
            #expect(own.promised == fresh)
            #expect(own.index == nil)
            let byCommitment = { (left: Promised, right: Promised) in
                left.promise.commitment < right.promise.commitment
            }
            #expect(
                try await store.staged(by: agencies[0], behind: 1) == [asked, acted].sorted(by: byCommitment))
            #expect(try await store.staged(by: agencies[1], behind: 1) == [])
            #expect(try await store.staged(by: "", behind: 1) == [])
        }
        try await checkInvisible()
        let planned = try await store.planEpoch(2)
        try await checkInvisible()
        try await store.advanceGuard(planned)
        try await checkInvisible()
        try await store.publish(planned, checkpoint: note(planned.after))
        // Who is shown the epoch before yet would find them nowhere else.
        #expect(
            Set(try await store.staged(by: agencies[0], behind: 1).map(\.promise.commitment))
                == Set([asked, acted].map(\.promise.commitment)))

        // Published, and the same before and after the rows have moved.
        for _ in 0..<2 {
            #expect(store.head()?.state.size == 768)
            let index = try #require(try await store.index(of: fresh.promise.commitment, promisedFor: 2))
            let published = try await store.publishedReport(fresh.promise.commitment, of: agencies[0])
            #expect(published?.index == index)
            #expect(try await store.report(mailbox: mailbox)?.index == index)
            let page = try await store.openings(for: .agency(agencies[1]), from: 512)
            #expect(Set(page.openings.map(\.opening.nonce)) == Set([fresh, acted].map(\.opening.nonce)))
            #expect(page.openings.first { $0.index == index }?.opening == fresh.opening)
            #expect(page.openings.first { $0.index == index }?.length == 31_744)
            #expect(try await store.messages(of: id).map(\.promised) == [asked])
            #expect(try await store.newestActs(on: id) == [act])
            #expect(try await store.staged(by: agencies[0], behind: 2) == [])
            #expect(try await store.envelope(question.envelope)?.agencies == [agencies[0]])
            let tile = try #require(Tile(kind: .hashes(level: 1), index: 0, width: 2))
            #expect(try await store.tile(tile).count == 64)
            try await store.settle()
        }
    }

    /// The auditor gets every sealed entry's opening, agencies exactly what carries their code.
    @Test func openingsAreComplete() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        var promised: [Promised] = []
        for seed in 0..<10 {
            promised.append(
                try await store.staged(
                    report(UInt64(seed), size: 300, agencies: seed < 6 ? agencies : [agencies[1]])))
        }
        try await store.closeEpoch(1)
        promised.append(try await store.staged(report(20, size: 300)))
        try await store.closeEpoch(2)

        var sealed: [UInt64: Hash] = [:]
        for bundle in UInt64(0)..<3 {
            for bytes in try EntryBundle.decode(try await store.bundle(bundle), count: 256) {
                let entry = try Entry(decoding: bytes)
                if case .sealed(let body) = entry.body { sealed[entry.index] = body.commitment }
            }
        }
        func read(_ reader: OpeningsReader, from first: UInt64 = 0) async throws -> [OpenedEntry] {
            var openings: [OpenedEntry] = []
            var next: UInt64? = first
            while let from = next {
                let page = try await store.openings(for: reader, from: from, limit: 1)
                #expect(page.openings.count <= 256)
                openings += page.openings
                next = page.next
            }
            return openings
        }
        let all = try await read(.auditor)
        #expect(all.map(\.index) == sealed.keys.sorted())
        for opened in all { #expect(try Commitment.of(opened.opening) == sealed[opened.index]) }
        #expect(try await read(.auditor, from: 300).map(\.index) == sealed.keys.sorted().filter { $0 >= 300 })
        let first = try await read(.agency(agencies[0]))
        #expect(
            Set(first.map(\.opening.nonce)) == Set((promised[0..<6] + promised[10...]).map(\.opening.nonce)))
        #expect(first.map(\.index) == first.map(\.index).sorted())
        #expect(try await read(.agency(agencies[1])).count == 11)
        #expect(try await read(.agency("nobody")) == [])
    }

    @Test func messagesComeInTheOrderOfTheLog() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let id = try await store.staged(report(1)).promise.commitment
        for counter in UInt32(0)..<5 {
            _ = try await store.staged(message(UInt64(counter), on: id, counter: counter))
        }
        try await store.closeEpoch(1)
        for counter in UInt32(0)..<5 {
            _ = try await store.staged(
                message(50 + UInt64(counter), on: id, direction: .reply, counter: counter))
        }
        try await store.closeEpoch(2)
        let messages = try await store.messages(of: id)
        #expect(messages.count == 10)
        #expect(
            messages.map(\.message.direction) == [Direction](repeating: .question, count: 5)
                + [Direction](repeating: .reply, count: 5))
        // Of one author each, so that its counters rise wherever the log put them.
        #expect(messages.map(\.message.counter) == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
    }

    /// Partial tiles at every size that had a checkpoint.
    @Test func tilesAreServedAtEachPublishedWidth() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        for epoch in 1..<4 { try await store.closeEpoch(UInt64(epoch)) }
        var builder = TileBuilder()
        for bundle in UInt64(0)..<4 {
            for entry in try EntryBundle.decode(try await store.bundle(bundle), count: 256) {
                builder.append(MerkleTree.leafHash(entry))
            }
            for content in builder.takeFull() + builder.partials {
                #expect(try await store.tile(content.tile) == content.bytes)
            }
            for size in 0...bundle {
                let plan = try ProofPlan.consistency(from: 256 * size, to: 256 * (bundle + 1))
                _ = try await store.proof(plan)
            }
        }
        let entries = try #require(Tile(kind: .entries, index: 1))
        #expect(try await store.tile(entries) == (try await store.bundle(1)))
    }
}

@Suite struct EnvelopeTests {
    func read(_ store: SQLiteStore, _ hash: Hash) async throws -> [UInt8]? {
        guard let envelope = try await store.envelope(hash) else { return nil }
        var bytes: [UInt8] = []
        while true {
            let more = try await store.bytes(of: envelope, from: UInt64(bytes.count))
            if more.isEmpty { return bytes }
            bytes += more
        }
    }

    @Test func publishedBytesAreThoseStaged() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        for size in [1, 31_744, 65_536, 200_000] {
            _ = try await store.staged(report(UInt64(size), size: size))
        }
        let planned = try await store.planEpoch(1)
        try await store.advanceGuard(planned)
        try await store.publish(planned, checkpoint: note(planned.after))
        for _ in 0..<2 {
            for size in [1, 31_744, 65_536, 200_000] {
                let request = report(UInt64(size), size: size)
                guard case .bytes(let bytes) = request.payload else { return }
                #expect(try await read(store, request.envelope) == bytes)
                let envelope = try #require(try await store.envelope(request.envelope))
                #expect(envelope.length == UInt64(size))
                #expect(try await store.bytes(of: envelope, from: UInt64(size - 1)) == [bytes[size - 1]])
            }
            try await store.settle()
        }
        let counts = try await store.payload.read { db in
            try ["staged_payload", "arriving"].map { try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \($0)") }
        }
        #expect(counts == [0, 0])
    }

    @Test func erasedBytesAreGoneFromTheFile() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let request = report(1)
        guard case .bytes(let bytes) = request.payload else { return }
        let promised = try await store.staged(request)
        _ = try await store.staged(report(2))
        try await store.closeEpoch(1)
        let file = URL(filePath: directory.path + "/payload.sqlite")
        let needle = Data(bytes[20_000..<20_064])
        #expect(try Data(contentsOf: file).range(of: needle) != nil)

        #expect(try await store.payloads(from: 0, through: 1, limit: 10).count == 2)
        await #expect(throws: StoreError.refused("payload is kept still")) {
            try await store.closeMailbox(of: promised.promise.commitment)
        }
        try await store.erasePayload(request.envelope)
        try await store.erasePayload(request.envelope)
        try await store.payloadLane.move([])
        try await store.payloadLane.move([])
        try await store.tick()
        #expect(try Data(contentsOf: file).range(of: needle) == nil)
        #expect(try await read(store, request.envelope) == [])
        #expect(try await store.envelope(request.envelope)?.length == 0)
        #expect(try await store.payloads(from: 0, through: 1, limit: 10).count == 1)
        let openings = try await store.openings(for: .agency(agencies[0]), from: 0).openings
        #expect(openings.first { $0.opening == promised.opening }?.length == 0)

        let submission = try #require(request.submission)
        #expect(try await store.stage(report(1, nonce: 9)) == .promised(promised))
        try await store.closeMailbox(of: promised.promise.commitment)
        #expect(try await store.report(mailbox: submission.mailbox) == nil)
        #expect(try await store.publishedReport(promised.promise.commitment, of: agencies[0]) == nil)
        // Its opening stays for the log's life.
        let kept = try await store.openings(for: .agency(agencies[0]), from: 0).openings
        #expect(kept.count == 2 && kept.contains { $0.opening == promised.opening })
        #expect(try await store.stage(report(1, nonce: 10)) == .alreadyExists)
    }
}
