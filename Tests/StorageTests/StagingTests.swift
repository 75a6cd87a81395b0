import Foundation
import GRDB
import Keys
@testable import Storage
import TestSupport
import Testing
import Wire

@Suite struct StagingTests {
    @Test func thePromiseOpensTheCommitment() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let promised = try await store.staged(report(1))
        #expect(promised.promise.epoch == 1)
        #expect(promised.promise.commitment == (try Commitment.of(promised.opening)))
        #expect(promised.promise == (try sign(promised.promise.commitment, 1)))
        let mailbox = try #require(report(1).submission?.mailbox)
        #expect(try await store.report(mailbox: mailbox)?.promised == promised)
    }

    /// Same bytes: same answer, at once, after a crash and after the close.
    ///
    /// Anything else around it: refused.
    @Test func aReportIsStagedOnce() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let first = try await store.staged(report(1))

        func check(_ store: SQLiteStore, nonce: UInt64) async throws {
            #expect(try await store.stage(report(1, nonce: nonce, now: 1095)) == .promised(first))
            #expect(
                try await store.existing(report(1).record, submission: report(1).submission)
                    == .promised(first))
            #expect(try await store.stage(report(1, nonce: nonce + 1, outer: 1)) == .alreadyExists)
            #expect(try await store.stage(report(1, nonce: nonce + 2, mailbox: 2)) == .alreadyExists)
            #expect(try await store.stage(report(3, nonce: nonce + 3, mailbox: 1)) == .alreadyExists)
            #expect(try await store.existing(report(9).record, submission: report(9).submission) == nil)
        }
        try await check(store, nonce: 100)
        let crashed = try directory.copy(without: "-shm")
        let reopened = try SQLiteStore(directory: crashed.path, origin: origin)
        try await check(reopened, nonce: 200)
        try await reopened.closeEpoch(1)
        try await check(reopened, nonce: 300)
        try reopened.close()
        try await check(try SQLiteStore(directory: crashed.path, origin: origin), nonce: 400)
        #expect(try await store.status().pending == 1)
    }

    @Test func refusedPayloadsAreRemoved() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        _ = try await store.staged(report(1))
        _ = try await store.stage(report(1, nonce: 5))
        _ = try await store.stage(report(1, nonce: 6, outer: 1))
        try await store.tick()
        try await store.payloadLane.move([])
        try await store.payloadLane.move([])
        let counts = try await store.payload.read { db in
            try ["staged_payload", "payload", "arriving"].map {
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \($0)")
            }
        }
        #expect(counts == [1, 0, 1])
    }

    @Test func messagesCountOneByOne() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let id = try await store.staged(report(1)).promise.commitment
        let question = try await store.staged(message(1, on: id, counter: 0))
        #expect(try await store.stage(message(1, on: id, counter: 0)) == .promised(question))
        #expect(try await store.stage(message(2, on: id, counter: 0)) == .aborted)
        #expect(try await store.stage(message(2, on: id, counter: 2)) == .aborted)
        #expect(try await store.stage(message(1, on: id, counter: 1)) == .alreadyExists)
        _ = try await store.staged(message(2, on: id, counter: 1))
        _ = try await store.staged(message(3, on: id, counter: 0, agency: agencies[1]))
        _ = try await store.staged(message(4, on: id, direction: .reply, counter: 0))
        _ = try await store.staged(message(5, on: id, direction: .supplement, counter: 0))
        #expect(try await store.stage(message(6, on: Hash(), counter: 0)) == .notFound)
        guard case .messagePosted(let next) = message(9, on: id, counter: 0).record.body else { return }
        #expect(try await store.nextCounter(of: next) == 2)
        try await store.closeEpoch(1)
        #expect(try await store.stage(message(7, on: id, counter: 1)) == .aborted)
        #expect(try await store.stage(message(1, on: id, counter: 0)) == .promised(question))
        _ = try await store.staged(message(7, on: id, counter: 2))
    }

    @Test func actsFollowEachOther() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let id = try await store.staged(report(1)).promise.commitment
        let first = makeAct(on: id, counter: 0, previous: Hash())
        #expect(
            try await store.stage(request(makeAct(on: id, counter: 0, previous: id), nonce: 1)) == .aborted)
        let promised = try await store.staged(request(first, nonce: 2))
        #expect(try await store.stage(request(first, nonce: 3)) == .promised(promised))
        let other = makeAct(on: id, counter: 0, previous: Hash(), state: .closed)
        #expect(try await store.stage(request(other, nonce: 4)) == .aborted)
        let hash = sha256(try first.encoded())
        #expect(
            try await store.stage(request(makeAct(on: id, counter: 1, previous: Hash()), nonce: 5))
                == .aborted)
        #expect(
            try await store.stage(request(makeAct(on: id, counter: 2, previous: hash), nonce: 6)) == .aborted)
        try await store.closeEpoch(1)
        let second = makeAct(on: id, counter: 1, previous: hash)
        _ = try await store.staged(request(second, nonce: 7))
        #expect(
            try await store.stage(request(makeAct(on: Hash(), counter: 0, previous: Hash()), nonce: 8))
                == .notFound)
        #expect(try await store.newestActs(on: id) == [first])
        try await store.closeEpoch(2)
        // It says again what the first said: the source counts the time limit from that one.
        #expect(try await store.newestActs(on: id) == [first])
        let third = makeAct(
            on: id, counter: 2, previous: sha256(try second.encoded()), state: .closed)
        _ = try await store.staged(request(third, nonce: 9))
        try await store.closeEpoch(3)
        #expect(try await store.newestActs(on: id) == [third])
        let fourth = makeAct(
            on: id, counter: 3, previous: sha256(try third.encoded()), state: first.state)
        _ = try await store.staged(request(fourth, nonce: 10))
        try await store.closeEpoch(4)
        #expect(try await store.newestActs(on: id) == [fourth])
    }

    @Test func accountsAreGivenOnce() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        func account(_ count: UInt64, nonce: UInt64) -> StageRequest {
            var bytes = SeededGenerator(seed: nonce)
            let account = Account(
                format: 1, agency: agencies[0], through: 255, count: count, commitments: Hash(),
                signer: PublicKey(), signature: Signature())
            return StageRequest(
                nonce: bytes.hash(),
                record: Record(
                    format: 1, body: .account(AccountGiven(agencies: [agencies[0]], account: account))),
                epoch: { $0 + 1 })
        }
        let promised = try await store.staged(account(3, nonce: 1))
        #expect(try await store.stage(account(3, nonce: 2)) == .promised(promised))
        #expect(try await store.stage(account(4, nonce: 3)) == .aborted)
        #expect(try await store.staged(by: "", behind: 0) == [promised])
        #expect(try await store.staged(by: agencies[0], behind: 0) == [])
    }

    @Test func theEpochIsAboveTheLastOneCut() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        try await store.closeEpoch(9)
        #expect(try await store.staged(report(1, now: 1005)).promise.epoch == 10)
        #expect(try await store.staged(report(2, now: 1305)).promise.epoch == 31)
        let planned = try await store.planEpoch(12)
        #expect(try await store.staged(report(3, now: 1005)).promise.epoch == 13)
        try await store.finish(planned)
    }

    @Test func nothingIsStagedBeforeBatchZero() async throws {
        let directory = try TemporaryFolder()
        try SQLiteStore.create(directory: directory.path, origin: origin)
        let store = try SQLiteStore(directory: directory.path)
        await #expect(throws: StoreError.notBegun) { try await store.stage(report(1)) }
        #expect(store.head() == nil)
    }

    @Test func fillerIsNotStaged() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let filler = StageRequest(
            nonce: Hash(), record: Record(format: 1, body: .filler(Filler())), epoch: { $0 + 1 })
        await #expect(throws: StoreError.refused("record kind 1")) { try await store.stage(filler) }
    }
}

@Suite struct GroupCommitTests {
    @Test func manyAtOnceShareTransactions() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let requests = (0..<200).map { report(UInt64($0)) }
        let before = (store.log.transactions, store.payload.transactions)
        let promises = try await withThrowingTaskGroup(of: Promised.self) { group in
            for request in requests { group.addTask { try await store.staged(request) } }
            var promises: [Promised] = []
            for try await promise in group { promises.append(promise) }
            return promises
        }
        #expect(Set(promises.map(\.promise.commitment)).count == 200)
        #expect(store.log.transactions - before.0 < 30)
        #expect(store.payload.transactions - before.1 < 30)

        let copy = try directory.copy(without: "-shm")
        let reopened = try SQLiteStore(directory: copy.path, origin: origin)
        #expect(try await reopened.status().pending == 200)
        for request in requests {
            let mailbox = try #require(request.submission?.mailbox)
            let found = try #require(try await reopened.report(mailbox: mailbox))
            #expect(promises.contains(found.promised))
        }
        let payloads = try await reopened.payload.read {
            try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM staged_payload")
        }
        #expect(payloads == 200)
    }

    /// Each caller gets the outcome of its own request, however the group was put together.
    @Test func oneOfTwoAtOnceWins() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let outcomes = try await withThrowingTaskGroup(of: StageOutcome.self) { group in
            for seed in 0..<40 { group.addTask { try await store.stage(report(UInt64(seed), mailbox: 1)) } }
            var outcomes: [StageOutcome] = []
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        #expect(outcomes.count { $0 == .alreadyExists } == 39)
        #expect(try await store.status().pending == 1)
    }

    /// What a dump of the tables shows is the order of random keys, before and after the close.
    @Test func rowsAreNotInTheOrderOfArrival() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        var arrival: [Hash] = []
        for seed in 0..<40 { arrival.append(try await store.staged(report(UInt64(seed))).promise.commitment) }

        func dump(_ prefix: String) async throws -> [String: [Data]] {
            try await store.log.read { db in
                var rows: [String: [Data]] = [:]
                for table in ["record", "report", "mailbox", "envelope"] {
                    rows[table] = try Data.fetchAll(db, sql: "SELECT commitment FROM \(prefix)\(table)")
                }
                return rows
            }
        }
        let staged = try await dump("staged_")
        let (asArrived, asSorted) = (arrival.map { $0.data }, arrival.sorted().map { $0.data })
        #expect(staged["record"] == asSorted)
        for (table, rows) in staged {
            #expect(rows.count == 40)
            #expect(rows != asArrived, "\(table)")
        }
        try await store.closeEpoch(1)
        let moved = try await dump("")
        #expect(try await dump("staged_").values.allSatisfy(\.isEmpty))
        #expect(moved == staged)
        let withoutRowid = try await store.log.read { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'staged%' AND sql NOT LIKE '%WITHOUT ROWID'"
            )
        }
        #expect(withoutRowid == [])
    }
}
