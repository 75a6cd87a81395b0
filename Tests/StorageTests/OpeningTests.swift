import Foundation
import GRDB
import TestSupport
import Testing
import Wire
import Words

@testable import Storage

@Suite struct DatabaseFileTests {
    @Test func durabilityAndErasureSettingsHold() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        for file in [store.log, store.payload] {
            let values = try await file.pool.writeWithoutTransaction { db in
                try ["synchronous", "secure_delete", "journal_mode"].map {
                    try String.fetchOne(db, sql: "PRAGMA \($0)") ?? ""
                }
            }
            #expect(values == ["2", "1", "wal"])
        }
    }

    @Test func filesAreTheirOwnersAlone() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        _ = try await store.stage(report(1))
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(Set(names).isSuperset(of: ["log.sqlite", "payload.sqlite", "guard", "log.sqlite-wal"]))
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory.path)/\(name)")
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test func anotherOriginIsRefused() async throws {
        let directory = try TemporaryFolder()
        try await makeStore(directory).close()
        #expect(throws: StoreError.foreign(expected: "other.example", found: origin)) {
            try SQLiteStore(directory: directory.path, origin: "other.example")
        }
        #expect(try SQLiteStore(directory: directory.path).origin == origin)
    }

    /// Nothing is carried over: neither is written to, and who is refused is told what to do.
    @Test(
        arguments: [
            ("log.sqlite", 7, "newer"), ("payload.sqlite", 7, "newer"), ("log.sqlite", 5, "older"),
            ("payload.sqlite", 5, "older"),
        ]) func anotherVersionIsRefused(_ file: String, version: Int, age: String) async throws
    {
        let directory = try TemporaryFolder()
        try await makeStore(directory).close()
        let queue = try DatabaseQueue(path: "\(directory.path)/\(file)")
        try await queue.write { try $0.execute(sql: "UPDATE meta SET version = \(version)") }
        try queue.close()
        let error = #expect(throws: StoreError.version(found: version, supported: 6)) {
            try SQLiteStore(directory: directory.path, origin: origin)
        }
        let told = try #require(error?.ofAnotherVersion)
        #expect(told(.english).contains("\(age) version"))
    }

    @Test func aDatabaseOfSomethingElseIsRefused() async throws {
        let directory = try TemporaryFolder()
        try await makeStore(directory).close()
        try FileManager.default.removeItem(atPath: directory.path + "/log.sqlite")
        let queue = try DatabaseQueue(path: "\(directory.path)/log.sqlite")
        try await queue.write { try $0.execute(sql: "CREATE TABLE other (id)") }
        try queue.close()
        #expect(throws: StoreError.foreign(expected: origin, found: "none")) {
            try SQLiteStore(directory: directory.path, origin: origin)
        }
    }

    @Test func twoStoresAtOnceAreRefused() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        #expect(throws: StoreError.inUse) { try SQLiteStore(directory: directory.path) }
        #expect(throws: StoreError.exists) {
            try SQLiteStore.create(directory: directory.path, origin: origin)
        }
        try store.close()
        try SQLiteStore(directory: directory.path).close()
    }

    @Test func missingFilesAreNamed() throws {
        let directory = try TemporaryFolder()
        #expect(throws: StoreError.missing("log.sqlite")) { try SQLiteStore(directory: directory.path) }
    }

    @Test func statusReadsBesideTheServer() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        _ = try await store.stage(report(1))
        let status = try SQLiteStore.status(directory: directory.path)
        #expect(status == (try await store.status()))
        #expect(status.size == 256)
        #expect(status.pending == 1)
        #expect(status.epoch?.number == 0)
    }

    @Test func aBeatChangesBothFilesTimes() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        _ = try await store.stage(report(1))
        try await Task.sleep(for: .milliseconds(20))
        let before = Foundation.Date()
        try await Task.sleep(for: .milliseconds(20))
        try await store.tick()
        for name in ["log.sqlite", "payload.sqlite"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory.path)/\(name)")
            let modified = try #require(attributes[.modificationDate] as? Foundation.Date)
            #expect(modified > before, "\(name)")
            // Begun with one page, whatever came before.
            let wal = try Data(contentsOf: URL(filePath: "\(directory.path)/\(name)-wal"))
            let page = wal[8..<12].reduce(0) { $0 << 8 | Int($1) }
            #expect(wal.count == 32 + 24 + page)
        }
    }
}
