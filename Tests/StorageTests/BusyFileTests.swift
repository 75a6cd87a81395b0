import Foundation
import GRDB
import TestSupport
import Testing
import Wire

@testable import Storage

/// Another process holds a database for longer than the store waits: nothing of the request is kept, and it goes on.
@Suite(.timeLimit(.minutes(2))) struct BusyFileTests {
    @Test(arguments: ["log", "payload"]) func aLockedFileIsBusyAndNothingIsKept(_ name: String) async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let first = try await store.staged(report(1))
        let before = store.space.unsettled
        let other = try DatabaseQueue(path: directory.path + "/\(name).sqlite")
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await #expect(throws: StoreError.busy) { try await store.stage(report(2)) }
        // What is there can be read, and is answered still.
        #expect(
            try await store.existing(report(1).record, submission: report(1).submission) == .promised(first))
        if name == "log" {
            await #expect(throws: StoreError.busy) { try await store.planEpoch(1) }
        } else {
            // A batch is published; what moves afterwards waits.
            await #expect(throws: StoreError.busy) { try await store.closeEpoch(1) }
            #expect(try await store.index(of: first.promise.commitment, promisedFor: 1) != nil)
        }
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        try other.close()
        let second = try await store.staged(report(2))
        // What could not be dropped meanwhile is, now.
        try await store.tick()
        try await store.closeEpoch(name == "log" ? 1 : 2)
        #expect(
            try await store.index(of: second.promise.commitment, promisedFor: second.promise.epoch) != nil)
        #expect(store.space.announced == 0 && store.space.unsettled == 0)
        #expect(before > 0)
        let left = try await store.payload.read { db in
            try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM staged_payload") ?? -1
        }
        #expect(left == 0)
    }
}
