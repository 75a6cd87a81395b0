import Foundation
import GRDB
import Keys
@testable import Storage
import TestSupport
import Testing
import Wire

extension Hash {
    /// What an upload of so hashed an envelope is called in these tests.
    var name: Nonce { Nonce(bytes) ?? Nonce() }
}

@Suite struct UploadTests {
    let owner = PublicKey([UInt8](repeating: 1, count: 32)) ?? PublicKey()
    let other = PublicKey([UInt8](repeating: 2, count: 32)) ?? PublicKey()
    let id = PayloadID([UInt8](repeating: 3, count: 16)) ?? PayloadID()

    func envelope(_ count: Int) -> (bytes: [UInt8], hash: Hash) {
        var bytes = SeededGenerator(seed: UInt64(count))
        let content = bytes.bytes(count)
        return (content, sha256(content))
    }

    func send(
        _ bytes: [UInt8], _ hash: Hash, to store: SQLiteStore, from start: Int = 0, chunk: Int = 60_000,
        turn: UInt64 = 1
    ) async throws {
        for offset in stride(from: start, to: bytes.count, by: chunk) {
            try await store.uploads.append(
                Array(bytes[offset..<min(offset + chunk, bytes.count)]), owner: owner, upload: hash.name,
                offset: UInt64(offset), turn: turn)
        }
    }

    func begin(
        _ store: SQLiteStore, _ hash: Hash, _ length: UInt64, owner: PublicKey? = nil, limit: Int = 2,
        room: RoomRule = { _, _ in true }
    ) async throws -> UploadTurn {
        try await store.uploads.begin(
            owner: owner ?? self.owner, upload: hash.name, length: length, id: id, limit: limit, room: room)
    }

    func payloadRows(_ store: SQLiteStore) async throws -> Int {
        try await store.payload.read { db in
            try ["payload", "staged_payload", "arriving"].reduce(0) { sum, table in
                sum + (try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(table)") ?? 0)
            }
        }
    }

    func supplement(_ payload: UploadedPayload, on report: Hash, counter: UInt32 = 0) -> StageRequest {
        var bytes = SeededGenerator(seed: UInt64(payload.length))
        return StageRequest(
            nonce: bytes.hash(),
            record: Record(
                format: 1,
                body: .messagePosted(
                    MessagePosted(
                        agencies: agencies, report: report, direction: .supplement, agency: "",
                        counter: counter,
                        envelope: payload.envelope))),
            payload: .uploaded(payload), epoch: { $0 + 1 })
    }

    @Test func anUploadBecomesAPayload() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let report = try await store.staged(report(1)).promise.commitment
        let (bytes, hash) = envelope(3_500_000)
        #expect(try await begin(store, hash, 3_500_000) == UploadTurn(arrived: 0, number: 1))
        try await send(Array(bytes[..<1_200_000]), hash, to: store)
        await store.uploads.pause(owner: owner, upload: hash.name, turn: 1)
        let turn = try await begin(store, hash, 3_500_000)
        #expect(turn.arrived == 1_200_000 / 65_536 * 65_536)
        #expect(try await store.envelope(hash) == nil)
        await #expect(throws: StoreError.upload(.busy)) {
            try await send(bytes, hash, to: store, from: 1_200_000)
        }
        try await send(bytes, hash, to: store, from: Int(turn.arrived), turn: turn.number)
        let payload = try await store.uploads.finish(
            owner: owner, upload: hash.name, envelope: hash, turn: turn.number)
        #expect(
            try await store.uploads.finish(owner: owner, upload: hash.name, envelope: hash, turn: turn.number)
                == payload)
        let promised = try await store.staged(supplement(payload, on: report))
        #expect(try await store.envelope(hash) == nil)

        let copy = try directory.copy(without: "-shm")
        let crashed = try SQLiteStore(directory: copy.path, origin: origin)
        try await crashed.closeEpoch(1)
        for store in [store, crashed] {
            if store !== crashed { try await store.closeEpoch(1) }
            let found = try #require(try await store.envelope(hash))
            #expect(found.commitment == promised.promise.commitment)
            var read: [UInt8] = []
            while read.count < bytes.count {
                read += try await store.bytes(of: found, from: UInt64(read.count))
            }
            #expect(read == bytes)
        }
        await #expect(throws: StoreError.upload(.unknown)) {
            try await store.uploads.finish(owner: owner, upload: hash.name, envelope: hash, turn: turn.number)
        }
    }

    @Test func wrongUploadsAreRefused() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let (bytes, hash) = envelope(2_000_000)
        #expect(try await begin(store, hash, 2_000_000, limit: 1).arrived == 0)
        await #expect(throws: StoreError.upload(.length(announced: 2_000_000, now: 5))) {
            try await begin(store, hash, 5, limit: 1)
        }
        await #expect(throws: StoreError.upload(.tooMany(limit: 1))) {
            try await begin(store, Hash(), 2_000_000, limit: 1)
        }
        #expect(try await begin(store, hash, 9, owner: other, limit: 1).arrived == 0)
        await #expect(throws: StoreError.upload(.unknown)) {
            try await store.uploads.append([1], owner: owner, upload: Hash().name, offset: 0, turn: 1)
        }
        await #expect(throws: StoreError.upload(.offset(expected: 0, found: 1))) {
            try await store.uploads.append([1], owner: owner, upload: hash.name, offset: 1, turn: 1)
        }
        try await send(Array(bytes[..<1_999_999]), hash, to: store)
        await #expect(throws: StoreError.upload(.tooLong(limit: 2_000_000))) {
            try await store.uploads.append(
                [1, 2], owner: owner, upload: hash.name, offset: 1_999_999, turn: 1)
        }
        await #expect(throws: StoreError.upload(.incomplete(arrived: 1_999_999, length: 2_000_000))) {
            try await store.uploads.finish(owner: owner, upload: hash.name, envelope: hash, turn: 1)
        }
        try await store.uploads.append(
            [bytes[1_999_999] ^ 1], owner: owner, upload: hash.name, offset: 1_999_999, turn: 1)
        await #expect(throws: StoreError.upload(.hash)) {
            try await store.uploads.finish(owner: owner, upload: hash.name, envelope: hash, turn: 1)
        }
        for _ in 0..<3 { try await store.payloadLane.move([]) }
        #expect(try await payloadRows(store) == 0)
    }

    @Test func unfinishedUploadsDoNotOutliveTheRun() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        _ = try await store.staged(report(1))
        let (bytes, hash) = envelope(7_000_000)
        _ = try await begin(store, hash, 7_000_000)
        try await send(Array(bytes[..<6_000_000]), hash, to: store)
        for _ in 0..<2 { try await store.payloadLane.move([]) }
        #expect(try await payloadRows(store) > 20)

        let copy = try directory.copy(without: "-shm")
        let reopened = try SQLiteStore(directory: copy.path, origin: origin)
        for _ in 0..<4 { try await reopened.payloadLane.move([]) }
        #expect(try await payloadRows(reopened) == 2)
        #expect(try await begin(reopened, hash, 7_000_000).arrived == 0)

        try await store.uploads.abandon(owner: owner, upload: hash.name)
        for _ in 0..<4 { try await store.payloadLane.move([]) }
        #expect(try await payloadRows(store) == 2)
    }

    @Test func aRefusedSupplementLeavesNothing() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let report = try await store.staged(report(1)).promise.commitment
        let (bytes, hash) = envelope(100_000)
        _ = try await begin(store, hash, 100_000)
        try await send(bytes, hash, to: store)
        let payload = try await store.uploads.finish(owner: owner, upload: hash.name, envelope: hash, turn: 1)
        #expect(try await store.stage(supplement(payload, on: report, counter: 5)) == .aborted)
        for _ in 0..<3 { try await store.payloadLane.move([]) }
        #expect(try await payloadRows(store) == 2)
    }

    @Test func whatNobodyTouchesIsSwept() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let report = try await store.staged(report(1)).promise.commitment
        let (bytes, hash) = envelope(1_500_000)
        _ = try await begin(store, hash, 1_500_000)
        try await send(Array(bytes[..<1_200_000]), hash, to: store)
        store.uploads.sweep()
        try await send(bytes, hash, to: store, from: 1_200_000)
        store.uploads.sweep()
        let payload = try await store.uploads.finish(owner: owner, upload: hash.name, envelope: hash, turn: 1)
        store.uploads.sweep()
        store.uploads.sweep()
        await #expect(throws: StoreError.upload(.unknown)) {
            try await store.stage(supplement(payload, on: report))
        }
        while try await payloadRows(store) != 2 { try await store.payloadLane.move([]) }
    }
}
