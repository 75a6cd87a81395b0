import Foundation
import GRDB
import Keys
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Storage

/// What a cell costs does not grow with what a mailbox holds: everything is found by key, and as many statements answer
/// an inbox of 5,000 messages as one of 5.
@Suite struct HotStatementTests {
    private static let hot =
        ReportSQL.all + StagingSQL.all + [
            InboxItems.newest, InboxItems.item, EnvelopeRow.record, EnvelopeRow.envelopeSQL,
            EnvelopeRow.carried, StoredRecord.sql, HeldRow.named, HeldRow.one,
        ]

    @Test func noHotStatementScansOrSorts() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        for sql in Self.hot {
            let plan = try await plan(of: sql, in: store)
            #expect(!plan.isEmpty)
            for step in plan {
                // A subquery whose own steps are among these may be gone through, since its LIMIT ends it.
                #expect(!step.hasPrefix("SCAN ") || step.hasPrefix("SCAN (subquery"), "\(sql): \(step)")
                #expect(!step.contains("TEMP B-TREE"), "\(sql): \(step)")
            }
        }
        // The control: a condition without a key.
        let scan = try await plan(of: "SELECT 1 FROM message WHERE envelope = ?1", in: store)
        #expect(scan.contains { $0.hasPrefix("SCAN ") })
    }

    private func plan(of sql: String, in store: SQLiteStore) async throws -> [String] {
        try await store.log.read { db in
            // Numbered places are as many as the greatest number, others as many as there are.
            let numbers = sql.matches(of: /\?([0-9]+)/).compactMap { Int($0.1) }
            let count = numbers.max() ?? sql.count { $0 == "?" }
            return try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + sql,
                arguments: StatementArguments([Int](repeating: 1, count: count))
            ).map { $0["detail"] ?? "" }
        }
    }

    @Test func anInboxOfThousandsIsReadByAsManyStatements() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        var counts: [[String]] = []
        for (seed, messages) in [(UInt64(1), 100), (2, 5_000)] {
            let id = try await store.staged(report(seed)).promise.commitment
            try await store.closeEpoch(seed)
            try await fill(store, id, messages)
            counts.append(try await statements(of: id, messages: messages, in: store))
        }
        #expect(counts[0].count > 60)
        #expect(counts[0] == counts[1])
    }

    /// Commitments are public, and those of filler look like those of reports: an agency could ask for each of them.
    @Test func whatIsAnotherAgencysCostsWhatNothingCosts() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let (theirs, staged) = (report(1, agencies: ["bkn"]), report(2, agencies: ["bkn"]))
        let commitment = try await store.staged(theirs).promise.commitment
        try await store.closeEpoch(1)
        let waiting = try await store.staged(staged).promise.commitment
        func statements(of commitment: Hash, _ envelope: Hash, _ code: AgencyCode) async throws -> [String] {
            let seen = Statements()
            try await store.log.read { db in
                db.trace { event in if case .statement(let statement) = event { seen.add(statement.sql) } }
                defer { db.trace(options: []) }
                let isTheirs = code == "bkn" && commitment != waiting
                let report = try ReportRows.published(commitment, of: code, in: db)
                let sealed = try EnvelopeRow.published(envelope, of: code, in: db)
                let held = try HeldRow.held(commitment, carrying: code, in: db)
                #expect(
                    (report != nil) == isTheirs && (sealed != nil) == isTheirs && (held != nil) == isTheirs)
            }
            return seen.all
        }
        let nothing = try await statements(of: Hash(), Hash(), "bawaslu")
        #expect(nothing.count == 3)
        for (commitment, envelope, code) in [
            (commitment, theirs.envelope, "bawaslu"), (commitment, theirs.envelope, "bk"),
            (commitment, theirs.envelope, "bkn,bawaslu"),
        ] {
            #expect(try await statements(of: commitment, envelope, code) == nothing)
        }
        #expect(try await statements(of: commitment, theirs.envelope, "bkn").count > nothing.count)
        _ = try await statements(of: waiting, staged.envelope, "bkn")
    }

    /// Half of them in the inbox, half of them supplements, all of them published.
    private func fill(_ store: SQLiteStore, _ report: Hash, _ count: Int) async throws {
        try await store.log.write { db in
            for n in 1...count {
                var random = SeededGenerator(seed: UInt64(n) &* 77 &+ UInt64(count))
                let (commitment, envelope) = (random.hash() as Hash, random.hash() as Hash)
                try db.run(
                    "INSERT INTO inbox_item VALUES (?, ?, 1, ?)", [report.data, n, commitment.data])
                try db.run(
                    "INSERT INTO message VALUES (?, '', 3, ?, 1, ?, ?)",
                    [report.data, n, commitment.data, envelope.data])
                try db.run(
                    "INSERT INTO act VALUES (?, ?, ?, 1, ?, ?)",
                    [report.data, agencies[0], n, commitment.data, envelope.data])
            }
        }
    }

    /// What a cell of the inbox asks.
    private func statements(of report: Hash, messages: Int, in store: SQLiteStore) async throws -> [String] {
        let seen = Statements()
        try await store.log.read { db in
            db.trace { event in if case .statement(let statement) = event { seen.add(statement.sql) } }
            defer { db.trace(options: []) }
            #expect(try InboxItems.count(of: report, upTo: 9, in: db) == UInt64(messages))
            #expect(try InboxItems.place(UInt64(messages), of: report, in: db) != nil)
            #expect(try ReportRows.supplements(of: report, in: db).map(\.counter).last == UInt32(messages))
            #expect(try ReportRows.supplements(of: report, in: db).count == 64)
            _ = try ReportRows.shownActs(report, of: agencies, origin: origin, in: db)
            _ = try agencies.map { try ReportRows.questions(report, $0, in: db) }
            _ = try ReportRows.nextCounter(report, .supplement, "", in: db)
        }
        return seen.all
    }
}

private final class Statements: Sendable {
    private let list = Mutex<[String]>([])
    var all: [String] { list.withLock { $0 } }
    func add(_ sql: String) { list.withLock { $0.append(sql) } }
}
