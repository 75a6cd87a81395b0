import Foundation
import GRDB
import TestSupport
import Testing
import Wire

@testable import Storage

@Suite struct FullDiskTests {
    /// `setLimit` gives a file's page limit, 0 for none.
    func limit(_ file: DatabaseFile, pages: Int) async throws {
        try await file.pool.writeWithoutTransaction { db in
            let now = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages == 0 ? 1 << 30 : now + pages)")
        }
    }

    @Test(arguments: [true, false]) func aFullFileKeepsNothingAndGoesOn(_ payload: Bool) async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        _ = try await store.staged(report(1))
        let file = payload ? store.payload : store.log
        try await limit(file, pages: 2)
        var refused: [UInt64] = []
        for seed in UInt64(100)..<220 {
            do { _ = try await store.staged(report(seed)) } catch {
                #expect(error as? StoreError == .full)
                refused.append(seed)
            }
        }
        let kept = 121 - refused.count
        #expect(!refused.isEmpty)
        #expect(try await store.status().pending == UInt64(kept))
        try await limit(file, pages: 0)
        let first = try #require(refused.first)
        #expect(try await store.existing(report(first).record, submission: report(first).submission) == nil)
        for seed in refused { _ = try await store.staged(report(seed)) }
        try await store.tick()
        try await store.closeEpoch(1)
        #expect(try await store.status().pending == 0)
        let counts = try await store.payload.read { db in
            try ["staged_payload", "payload", "arriving"].map {
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \($0)")
            }
        }
        #expect(counts == [0, 121, 0])
    }

    /// A disk that really is full, where the tests may mount one.
    @Test(.needs(.mount, geteuid() == 0))
    func aFullDiskKeepsNothingAndGoesOn() async throws {
        let disk = try SmallDisk(mebibytes: 4)
        defer { disk.unmount() }
        let store = try await makeStore(disk.folder)
        var promised: [Promised] = []
        var full = 0
        for seed in UInt64(0)..<200 {
            do { promised.append(try await store.staged(report(seed))) } catch {
                #expect(error as? StoreError == .full)
                full += 1
            }
        }
        #expect(full > 0)
        #expect(promised.count > 10)
        for promised in promised {
            #expect(try await store.index(of: promised.promise.commitment, promisedFor: 1) == nil)
        }
        #expect(disk.resize(mebibytes: 64))
        promised.append(try await store.staged(report(999)))
        #expect(try await store.status().pending == UInt64(promised.count))
        try await store.closeEpoch(1)
        for promised in promised {
            #expect(try await store.index(of: promised.promise.commitment, promisedFor: 1) != nil)
        }
        try store.close()
    }

    @Test func afterAnInputOutputErrorWritesAreRefused() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let promised = try await store.staged(report(1))
        await #expect(throws: StoreError.inputOutput(code: 1034)) {
            try await store.log.write { _ in throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC) }
        }
        await #expect(throws: StoreError.refusesWrites) { try await store.stage(report(2)) }
        await #expect(throws: StoreError.refusesWrites) { try await store.planEpoch(1) }
        #expect(
            try await store.report(mailbox: try #require(report(1).submission?.mailbox))?.promised == promised
        )
        try store.close()
        let reopened = try SQLiteStore(directory: directory.path, origin: origin)
        _ = try await reopened.staged(report(2))
    }
}
