import Dispatch
import GRDB
@testable import Storage
import Synchronization
import TestSupport
import Testing

private final class Passed: Sendable {
    let count = Mutex(0)
}

/// Whoever goes the way of a report without one waits as long, and costs no sync.
@Suite struct PassTests {
    @Test func passing_writes_nothing() async throws {
        let store = try await makeStore(try TemporaryFolder())
        let before = (store.log.transactions, store.payload.transactions)
        for _ in 0..<50 { await store.pass() }
        #expect(store.log.transactions == before.0)
        #expect(store.payload.transactions == before.1)
        // What was confirmed waits for a transaction that there is anyway.
        _ = try await store.staged(report(1))
        let after = store.payload.transactions
        await store.pass()
        #expect(store.payload.transactions == after)
    }

    /// The writer of either file is held up: a report would wait, and so does who passes.
    @Test(arguments: [true, false]) func passing_waits_as_a_report_does(isPayload: Bool) async throws {
        let store = try await makeStore(try TemporaryFolder())
        let gate = DispatchSemaphore(value: 0)
        let file = isPayload ? store.payload : store.log
        file.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
        let passed = Passed()
        let waiting = (0..<5).map { _ in
            Task {
                await store.pass()
                passed.count.withLock { $0 += 1 }
            }
        }
        try await Task.sleep(for: .milliseconds(100))
        #expect(passed.count.withLock { $0 } == 0)
        gate.signal()
        for task in waiting { await task.value }
        #expect(passed.count.withLock { $0 } == 5)
        // Both go on: a report and somebody who passes at once.
        async let staged = store.staged(report(1))
        await store.pass()
        _ = try await staged
    }

    /// One order for both: a decoy behind six hundred reports waits for them, three groups of them.
    @Test func passing_overtakes_no_report() async throws {
        let store = try await makeStore(try TemporaryFolder())
        let gate = DispatchSemaphore(value: 0)
        store.payload.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
        let before = store.payload.transactions
        let requests = (1...600).map { report(UInt64($0)) }
        let staging = requests.map { request in Task { try await store.staged(request) } }
        // All of them are in the lane before somebody passes.
        while store.waiting < requests.count { try await Task.sleep(for: .milliseconds(5)) }
        let passing = Task {
            await store.pass()
            return store.payload.transactions
        }
        while store.waiting <= requests.count { try await Task.sleep(for: .milliseconds(5)) }
        gate.signal()
        #expect(await passing.value >= before + 3)
        for task in staging { _ = try await task.value }
    }
}
