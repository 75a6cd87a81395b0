import Keys
import TestSupport
import Testing
import Wire

@testable import Storage

/// Questions of one batch stand by commitment in the log; a source is given each agency's by counter.
@Suite struct InboxItemsTests {
    private func message(_ place: UInt8, _ agency: AgencyCode, _ counter: UInt64) -> InboxItems.Message {
        InboxItems.Message(
            agency: agency, direction: 1, counter: counter, epoch: 1,
            commitment: Hash([UInt8](repeating: place, count: 32)) ?? Hash())
    }

    @Test func countersRiseWhereverTheLogPutThem() {
        let log = [
            message(3, "bkn", 1), message(4, "bawaslu", 0), message(5, "bkn", 0), message(9, "bkn", 2),
            message(12, "bawaslu", 2), message(13, "bawaslu", 1),
        ]
        let shown = InboxItems.inOrder(log.shuffled()).map { "\($0.agency) \($0.counter)" }
        #expect(shown == ["bkn 0", "bawaslu 0", "bkn 1", "bkn 2", "bawaslu 1", "bawaslu 2"])
    }

    /// The n-th stays the n-th, and what is planned is not shown.
    @Test func itemsAreNumberedAcrossBatches() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let id = try await store.staged(report(1)).promise.commitment
        let mailbox = try #require(report(1).submission?.mailbox)
        for counter in UInt32(0)..<6 {
            _ = try await store.staged(StorageTests.message(UInt64(counter), on: id, counter: counter))
        }
        #expect(try await store.report(mailbox: mailbox)?.messages == 0)
        try await store.closeEpoch(1)
        let first = try await store.messages(of: id)
        #expect(first.map(\.message.counter) == [0, 1, 2, 3, 4, 5])
        for counter in UInt32(0)..<3 {
            _ = try await store.staged(
                StorageTests.message(90 + UInt64(counter), on: id, direction: .reply, counter: counter))
        }
        let planned = try await store.planEpoch(2)
        #expect(try await store.messages(of: id) == first)
        #expect(try await store.report(mailbox: mailbox)?.messages == 6)
        try await store.finish(planned)
        let all = try await store.messages(of: id)
        #expect(Array(all.prefix(6)) == first && all.count == 9)
        #expect(try await store.report(mailbox: mailbox)?.messages == 9)
    }

    /// 64 of one author wait for an epoch and no more; others' are others'.
    @Test func messagesThatWaitAreBounded() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let id = try await store.staged(report(1)).promise.commitment
        for counter in UInt32(0)..<64 {
            _ = try await store.staged(
                StorageTests.message(UInt64(counter), on: id, direction: .reply, counter: counter))
        }
        let next = StorageTests.message(64, on: id, direction: .reply, counter: 64)
        #expect(try await store.stage(next) == .tooMany(limit: 64))
        #expect(
            try await store.stage(StorageTests.message(70, on: id, direction: .supplement, counter: 0))
                == .tooMany(limit: 64))
        _ = try await store.staged(StorageTests.message(80, on: id, counter: 0))
        // The same again is answered still, and after the close there is room.
        _ = try await store.staged(StorageTests.message(63, on: id, direction: .reply, counter: 63))
        try await store.closeEpoch(1)
        _ = try await store.staged(next)
    }
}
