import Foundation
import Keys
import TestSupport
import Testing
import Wire

@testable import Storage

/// Room and memory of uploads: what is announced is counted, and everything that ends gives it back.
@Suite struct UploadRoomTests {
    private static let length = 32_768 << 5 - 1_024
    private static let everything: RoomRule = { _, _ in true }

    private func key(_ number: Int) -> PublicKey {
        var bytes = SeededGenerator(seed: UInt64(number) + 31_000)
        return bytes.hash()
    }

    private func id(_ number: Int) -> PayloadID {
        PayloadID([UInt8](key(number).bytes.prefix(16))) ?? PayloadID()
    }

    @discardableResult
    private func begin(
        _ store: SQLiteStore, _ number: Int, envelope: Hash? = nil, length: Int = length,
        room: RoomRule = everything
    ) async throws -> UploadTurn {
        try await store.uploads.begin(
            owner: key(number), upload: (envelope ?? key(number)).name, length: UInt64(length),
            id: id(number),
            limit: 4, room: room)
    }

    private func append(_ store: SQLiteStore, _ number: Int, _ count: Int, at offset: Int = 0) async throws {
        try await store.uploads.append(
            [UInt8](repeating: 7, count: count), owner: key(number), upload: key(number).name,
            offset: UInt64(offset), turn: 1)
    }

    /// Look and take are one: of 64 that ask at once, as many get room as there is.
    @Test func roomIsTakenAsItIsLookedAt() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let room = 10 * SpaceUse.cost(of: UInt64(Self.length))
        let taken = await withTaskGroup { group in
            for number in 0..<64 {
                group.addTask {
                    do {
                        try await begin(store, number) { use, bytes in
                            use.announced + SpaceUse.cost(of: bytes) <= room
                        }
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 10)
        #expect(store.space.announced == room)
    }

    /// A file that was full once is not full for ever: what counts is what stands in it, and not how long it is.
    @Test func freePagesAreRoomAlsoAfterARestart() async throws {
        let directory = try TemporaryFolder()
        try await makeStore(directory).close()
        // No piece is longer than a part, so that all of it is written.
        let store = try SQLiteStore(
            directory: directory.path, origin: origin, uploads: UploadMemory(streams: 128, grown: 0))
        _ = try await store.staged(report(1))
        for number in 2..<6 {
            try await begin(store, number)
            for part in 0..<14 { try await append(store, number, 65_536, at: part * 65_536) }
        }
        for _ in 0..<3 { try await store.payloadLane.move([]) }
        let full = store.space.stored
        #expect(full > 3 << 20)
        for number in 2..<6 { try await store.uploads.abandon(owner: key(number), upload: key(number).name) }
        for _ in 0..<3 { try await store.payloadLane.move([]) }
        try store.close()
        let reopened = try SQLiteStore(directory: directory.path, origin: origin)
        try await reopened.payloadLane.move([])
        // The control: its pages are still there.
        #expect(reopened.space.free > 2 << 20)
        #expect(reopened.space.stored < 1 << 20)
        try await begin(reopened, 7) { use, bytes in use.stored + SpaceUse.cost(of: bytes) < full }
        try reopened.close()
    }

    @Test func whateverEndsGivesItsRoomBack() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let first = try await store.staged(report(1)).promise.commitment
        let before = store.space.unsettled
        // Refused, given up, swept, of another hash: nothing is left.
        await #expect(throws: StoreError.upload(.noRoom)) {
            try await begin(store, 1) { _, _ in false }
        }
        try await begin(store, 2)
        try await append(store, 2, 200_000)
        #expect(store.ledger.use(of: key(2)).ofOwner == UInt64(Self.length))
        try await store.uploads.abandon(owner: key(2), upload: key(2).name)
        try await begin(store, 3)
        try await append(store, 3, 100_000)
        store.uploads.sweep()
        store.uploads.sweep()
        try await begin(store, 4, length: 70_000)
        try await append(store, 4, 70_000)
        await #expect(throws: StoreError.upload(.hash)) {
            try await store.uploads.finish(owner: key(4), upload: key(4).name, envelope: key(4), turn: 1)
        }
        #expect(try await eventually { store.space.announced == 0 && store.space.unsettled == before })
        for number in 1...4 { #expect(store.ledger.use(of: key(number)).ofOwner == 0) }
        // What is staged is its mailbox's until the epoch is settled.
        var bytes = SeededGenerator(seed: 5)
        let content = bytes.bytes(300_000)
        let hash = sha256(content)
        try await begin(store, 5, envelope: hash, length: content.count)
        try await store.uploads.append(content, owner: key(5), upload: hash.name, offset: 0, turn: 1)
        let payload = try await store.uploads.finish(
            owner: key(5), upload: hash.name, envelope: hash, turn: 1)
        let supplement = UploadTests().supplement(payload, on: first)
        _ = try await store.staged(supplement)
        #expect(store.space.announced == 0)
        #expect(store.space.unsettled == before + SpaceUse.cost(of: 300_000))
        #expect(store.ledger.use(of: key(5)).ofOwner == 300_000)
        try await store.closeEpoch(1)
        #expect(store.space.unsettled == 0)
        #expect(store.ledger.use(of: key(5)).ofOwner == 0)
        // A start counts what waits.
        _ = try await store.staged(report(2))
        try store.close()
        let reopened = try SQLiteStore(directory: directory.path, origin: origin)
        #expect(reopened.space.unsettled == SpaceUse.cost(of: 31_744))
    }

    /// 60 mailboxes, each with an upload that stands still, hold no more memory than was said; gone, they hold none.
    @Test func uploadsHoldLittleMemory() async throws {
        let directory = try TemporaryFolder()
        try SQLiteStore.create(directory: directory.path, origin: origin)
        let memory = UploadMemory(streams: 40, grown: 4 << 20)
        let store = try SQLiteStore(directory: directory.path, origin: origin, uploads: memory)
        let area = try #require(store.uploads as? UploadArea)
        let seen = try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<60 {
                group.addTask {
                    var most = 0
                    do {
                        try await begin(store, number)
                        for offset in stride(from: 0, to: Self.length - 65_536, by: 50_000) {
                            try await append(store, number, 50_000, at: offset)
                            most = max(most, area.held)
                        }
                        return most
                    } catch StoreError.upload(.crowded(limit: 40)) {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: [Int?]()) { $0.append($1) }
        }
        #expect(seen.count { $0 == nil } == 20)
        #expect((seen.compactMap { $0 }.max() ?? .max) <= memory.grown + memory.streams * 196_608)
        // The control: they do hold something.
        #expect(area.held > 0)
        store.uploads.calm()
        store.uploads.calm()
        #expect(try await eventually { area.held == 0 })
        // Others may come, and who was cut off goes on behind the last whole part.
        try await begin(store, 99)
        try await append(store, 99, 1_000)
        var turns: [UploadTurn] = []
        for number in 0..<60 { turns.append(try await begin(store, number)) }
        #expect(turns.count { $0.arrived > 0 && $0.arrived % 65_536 == 0 } == 40)
    }
}
