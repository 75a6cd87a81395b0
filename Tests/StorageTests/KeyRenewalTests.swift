import AuditLog
import Keys
@testable import Storage
import TestSupport
import Testing
import Wire

/// Of an agency's keys of one serial only one is ever logged, whatever comes at once and whatever crashes.
@Suite struct KeyRenewalTests {
    private func next(after last: AgencyKeys, change: (inout AgencyKeys) -> Void = { _ in }) throws
        -> AgencyKeys
    {
        var keys = last
        keys.serial += 1
        keys.previous = sha256(try last.encoded())
        change(&keys)
        return keys
    }

    private func renew(_ keys: AgencyKeys, _ store: SQLiteStore, now: UInt64 = 1_005) async throws -> UInt64?
    {
        try await store.renew(keys) { clock.promiseEpoch(at: now, lastCut: $0) }
    }

    @Test func the_first_of_a_serial_wins() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let first = keys(of: agencies[0])
        let good = try next(after: first)
        let other = try next(after: first) { $0.notAfter += 1 }
        for bad in [
            try next(after: first) { $0.serial = 2 }, try next(after: first) { $0.previous = Hash() },
            try next(after: first) { $0.agency = "lain" },
        ] { #expect(try await renew(bad, store) == nil) }
        // What is logged already is answered by its epoch.
        #expect(try await renew(first, store) == 0)
        #expect(try await renew(good, store) == 1)
        #expect(try await renew(good, store, now: 1_095) == 1)
        #expect(try await renew(other, store) == nil)
        // Planned is as good as logged, also after a crash.
        let planned = try await store.planEpoch(1)
        #expect(try await renew(good, store) == 1)
        #expect(try await renew(other, store) == nil)
        let copy = try directory.copy(without: "-shm")
        let crashed = try SQLiteStore(directory: copy.path, origin: origin)
        #expect(try await renew(good, crashed) == 1)
        #expect(try await renew(other, crashed) == nil)
        try crashed.close()
        try await store.finish(planned)
        #expect(try await renew(good, store) == 1)
        #expect(try await renew(other, store) == nil)
        let second = try next(after: good)
        #expect(try await renew(second, store, now: 1_045) == 5)
        // A close before the promised one leaves them.
        try await store.closeEpoch(2)
        #expect(try await store.agencyKeys(of: agencies[0], limit: 9).count == 2)
        try await store.closeEpoch(5)
        #expect(try await store.agencyKeys(of: agencies[0], limit: 9).count == 3)
        #expect(try await store.agencyKeys(of: agencies[0], limit: 1).count == 1)
        #expect(try await renew(first, store) == nil)
        try store.close()
    }

    @Test func only_one_of_many_at_once_is_taken() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let first = keys(of: agencies[1])
        let all = try (0..<20 as Range<UInt64>).map { number in
            try next(after: first) { $0.notAfter += number }
        }
        let taken = try await withThrowingTaskGroup(of: UInt64?.self) { group in
            for keys in all { group.addTask { try await renew(keys, store) } }
            return try await group.reduce(into: 0) { $0 += $1 == nil ? 0 : 1 }
        }
        #expect(taken == 1)
        try await store.closeEpoch(1)
        #expect(try await store.queuedPublicEntries().agencyKeys.isEmpty)
        try store.close()
    }
}
