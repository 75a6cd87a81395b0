import Age
import AuditLog
@testable import CaseStore
import Cases
import Files
import Foundation
import GRDB
@testable import Review
import Keys
import Sealing
import TestSupport
import Testing
import Verification
import Wire
import Words

/// What the files of a store tell somebody without the key, and what becomes of those who change them.
@Suite struct SealedStoreTests {
    private let sample: SampleReview
    private let report: Hash
    private let fixture: StoreFixture

    init() async throws {
        var sample = try SampleReview()
        report = try sample.report(
            try sample.source(1), story: "Kepala dinas mengumpulkan pegawai di balai desa Sukamaju.",
            files: [("undangan-rapat.jpg", Array("rahasia sekali".utf8))])
        try sample.close(1)
        try sample.supplement(
            to: report, try sample.source(1), files: [("undangan-rapat.jpg", Array("rahasia sekali".utf8))])
        try sample.close(2)
        self.sample = sample
        fixture = try StoreFixture(sample)
        try await fixture.sync(try SampleReviewSite(sample))
        let opened = try fixture.open()
        _ = try opened.label(report.hex, add: ["label-mendesak"], remove: [])
        _ = try ReviewAsk.keep(
            report.hex, text: "Apakah ada saksi lain?", store: opened, now: SampleReview.now,
            random: fixture.bytes)
        opened.store.close()
    }

    @Test func nothingOfACaseIsInTheClear() throws {
        let view = try fixture.show(report)
        #expect(view.json.text.contains("balai desa Sukamaju") && view.file.labels == ["label-mendesak"])
        var forbidden: [[UInt8]] = [
            "Sukamaju", "undangan-rapat", "rahasia sekali", "label-mendesak", "saksi lain", "taking_sides",
            "tambahan", report.hex, "2024-11-06",
        ].map { Array($0.utf8) }
        for record in view.file.records {
            forbidden.append(record.commitment.bytes)
            if let envelope = record.envelope { forbidden += [envelope.bytes, Array(envelope.hex.utf8)] }
        }
        forbidden.append(Array(try #require(view.file.report).binding.author.bytes))
        forbidden.append(Array("age-encryption.org/v1\n-> mlkem768x25519".utf8))
        let names = try fixture.folder.names("store")
        #expect(names.contains("cases.sqlite") && names.contains("store.key"))
        for name in names where name != "store.key" {
            let bytes = try fixture.folder.bytes("store/\(name)")
            for word in forbidden {
                #expect(!contains(bytes, word), "\(name) holds \(String(decoding: word, as: UTF8.self))")
            }
        }
        for name in names { #expect(try fixture.folder.mode("store/\(name)") & 0o077 == 0) }
        #expect(try fixture.folder.mode("store") == 0o700)
        // The control: it would be found.
        #expect(contains(Array("xxSukamajuxx".utf8), Array("Sukamaju".utf8)))
    }

    private func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        Data(bytes).range(of: Data(word)) != nil
    }

    /// Every changed byte either changes nothing that is shown, or is named.
    @Test func aFlippedByteIsNamed() throws {
        // Reading is remembered: the second look is as all after it.
        _ = try fixture.show(report)
        let shown = try fixture.show(report).json.text
        let listed = try fixture.list().json.text
        let name = "store/cases.sqlite"
        let whole = try fixture.folder.bytes(name)
        var generator = SeededGenerator(seed: 5)
        var named = 0
        let places =
            (0..<60).map { $0 } + (0..<160).map { _ in Int.random(in: 0..<whole.count, using: &generator) }
        for place in places {
            for file in ["store/cases.sqlite-wal", "store/cases.sqlite-shm"] {
                try? FileManager.default.removeItem(atPath: fixture.folder.file(file))
            }
            var bytes = whole
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            try fixture.folder.write(name, bytes)
            do {
                let list = try fixture.list()
                guard list.damaged.isEmpty, list.lost == 0 else {
                    named += 1
                    continue
                }
                #expect(list.json.text == listed, "byte \(place)")
                #expect(try fixture.show(report).json.text == shown, "byte \(place)")
            } catch is CaseStoreError {
                named += 1
            }
        }
        #expect(named > 20)
    }

    @Test func aRowOfAnotherCaseOpensNothing() async throws {
        var sample = sample
        let other = try sample.report(
            try sample.source(2), story: "Cerita yang lain sama sekali, panjangnya cukup.")
        try sample.close(3)
        try await fixture.sync(try SampleReviewSite(sample))
        let opened = try fixture.open()
        let (own, foreign) = (opened.store.row(of: report), opened.store.row(of: other))
        try opened.store.database.write { db in
            try db.execute(
                sql: "UPDATE files SET sealed = (SELECT sealed FROM files WHERE row = ?) WHERE row = ?",
                arguments: [foreign.data, own.data])
        }
        #expect(throws: CaseStoreError.self) { try opened.store.file(report) }
        try opened.store.database.write { db in
            try db.execute(
                sql: "UPDATE cases SET key = (SELECT key FROM cases WHERE row = ?) WHERE row = ?",
                arguments: [foreign.data, own.data])
        }
        #expect(try opened.store.summaries().damaged == [CaseStore.shown(own)])
        try opened.store.database.write { db in
            try db.execute(sql: "DELETE FROM cases WHERE row = ?", arguments: [own.data])
        }
        #expect(try opened.store.summaries().lost == 1)
    }

    @Test func otherKeysOpenNothing() throws {
        let other = sample.agencies[1]
        #expect(throws: CaseStoreError.otherAgency(store: "bawaslu", key: "bkpsdm")) {
            try CaseStore.open(
                fixture.path, agency: other.code, identities: other.identities,
                root: fixture.link.fingerprint,
                random: fixture.bytes)
        }
        #expect(throws: CaseStoreError.otherKey) {
            try CaseStore.open(
                fixture.path, agency: "bawaslu", identities: other.identities, root: fixture.link.fingerprint,
                random: fixture.bytes)
        }
    }

    /// After a renewal the newest key opens the store, and no old one has to be kept for it.
    @Test func theNewestKeyOpensTheStore() async throws {
        let newest = try Identity(hybridSeed: [UInt8](repeating: 8, count: 32))
        let opened = try fixture.open()
        try opened.store.seal(to: newest)
        opened.store.close()
        let again = try CaseStore.open(
            fixture.path, agency: "bawaslu", identities: [newest], root: fixture.link.fingerprint,
            random: fixture.bytes)
        #expect(try again.summaries().rows.map(\.id) == [report])
        #expect(throws: CaseStoreError.otherKey) { try fixture.open() }
    }

    @Test func settingsThatWereChangedAreRefused() throws {
        let text = try fixture.folder.read("store/store.toml")
        #expect(text.contains("origin = \"contoh.example/log\"") && text.contains("agency = \"bawaslu\""))
        #expect(throws: CaseStoreError.otherSettings) {
            try CaseStore.open(
                fixture.path, agency: "bawaslu", identities: sample.bawaslu.identities, root: sha256([1]),
                random: fixture.bytes)
        }
        try fixture.folder.write(
            "store/store.toml", text.replacing("contoh.example/log", with: "lain.example/log"))
        #expect(throws: CaseStoreError.otherSettings) { try fixture.open() }
        try fixture.folder.write("store/store.toml", text.replacing("version = 1", with: "version = 2"))
        #expect(throws: CaseStoreError.version(found: 2, supported: 1)) { try fixture.open() }
        try fixture.folder.write("store/store.toml", "x")
        #expect(throws: CaseStoreError.damaged(.settings)) { try fixture.open() }
    }

    @Test func aFolderThatOthersMayEnterIsRefused() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: fixture.path)
        do {
            _ = try fixture.open()
            throw Missing()
        } catch let error as CaseStoreError {
            #expect(error.failure.kind == .configuration && error.failure.text.english.contains("chmod 700"))
        }
    }

    @Test func aFolderWithOtherThingsIsNotTaken() throws {
        let site = try SampleReviewSite(sample)
        let other = try StoreFixture(sample)
        try other.folder.write("store/brief.txt", "x")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: other.path)
        #expect(throws: CaseStoreError.notEmpty(path: other.path)) { try other.open(site) }
        // What an interrupted first run left is no store, and no obstacle.
        let third = try StoreFixture(sample)
        try third.folder.write("store/store.key", "half")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: third.path)
        #expect(throws: CaseStoreError.missing(path: third.path)) { try third.open() }
        _ = try third.open(site)
    }

    @Test func twoRunsDoNotWriteAtOnce() async throws {
        let opened = try fixture.open()
        let lock = try opened.store.lock()
        defer { withExtendedLifetime(lock) {} }
        let site = try SampleReviewSite(sample)
        await #expect(throws: CaseStoreError.inUse(path: fixture.path)) { try await fixture.sync(site) }
    }

    @Test func theStoreOfAnotherSiteIsNotMixed() async throws {
        let other = try SampleReview(origin: "lain.example/log")
        let site = try SampleReviewSite(other)
        #expect(throws: CaseStoreError.otherSite(store: "contoh.example/log", named: "lain.example/log")) {
            try fixture.open(site)
        }
    }

    /// A disk that is full takes nothing of a sync and loses nothing.
    @Test func aFullDiskLosesNothing() async throws {
        var sample = sample
        try sample.supplement(
            to: report, try sample.source(1), counter: 1,
            files: [("film.mp4", [UInt8](repeating: 3, count: 2_000_000))])
        try sample.close(3)
        let site = try SampleReviewSite(sample)
        let opened = try fixture.open()
        try opened.store.database.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 100)")
        }
        let sync = StoreSync(
            opened, session: try await site.session(.agency(sample.bawaslu)), now: SampleReview.now,
            random: fixture.bytes)
        await #expect(throws: CaseStoreError.full) { try await sync.run() }
        #expect(CaseStoreError.full.failure.kind == .inputOutput)
        #expect(try opened.store.file(report)?.report != nil)
        opened.store.close()
        let synced = try await fixture.sync(site)
        #expect(synced.isWhole && synced.waiting == 0)
        #expect(try fixture.show(report).file.evidence.count == 2)
    }
}
