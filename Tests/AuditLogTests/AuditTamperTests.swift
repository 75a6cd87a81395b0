import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// Whatever is done to a log, the audit says so, by the right code, and is never ok.
@Suite struct AuditTamperTests {
    struct Tamper: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: LogError.Code
        var levels: [AuditLevel] = AuditTests.levels
        let change: @Sendable (inout SampleLog) throws -> Void
    }

    @Test(arguments: tampers) func is_found(tamper: Tamper) throws {
        var log = try SampleLog.busy()
        try tamper.change(&log)
        for level in tamper.levels {
            let report = try log.audit(level)
            #expect(report.result == .failed, "\(level)")
            #expect(report.failures.map(\.code).contains(tamper.code), "\(level): \(report.failures)")
            #expect(report.state == nil)
            #expect(try log.auditBundles(level).failures == report.failures)
        }
    }

    static let tampers: [Tamper] = bits + lists + forgeries + records

    /// The first sealed entries of batch 1, and its epoch.
    private static let (sealed, epoch) = (256 + 3, 511)

    private static let bits = [
        Tamper(testDescription: "a bit of a length", code: .entryUndecodable) { $0.entries[3][45] ^= 1 },
        Tamper(testDescription: "a bit of an index", code: .chainBroken) { $0.entries[sealed][9] ^= 1 },
        Tamper(testDescription: "a bit of previous", code: .chainBroken) { $0.entries[sealed][10] ^= 1 },
        Tamper(testDescription: "a bit of a commitment", code: .chainBroken) { $0.entries[sealed][76] ^= 1 },
        Tamper(testDescription: "the last bit of the log", code: .rootMismatch) {
            $0.entries[1279][$0.entries[1279].count - 1] ^= 1
        },
        Tamper(testDescription: "a bit of a descriptor", code: .signatureInvalid) { $0.entries[0][60] ^= 1 },
        Tamper(testDescription: "a bit of agency keys", code: .signatureInvalid) { $0.entries[1][300] ^= 1 },
        Tamper(testDescription: "a bit of a checkpoint's root", code: .signatureInvalid) {
            let line = $0.site.origin.utf8.count + 1 + 4 + 1
            $0.notes[4][line + 3] ^= 1
        },
        Tamper(testDescription: "a bit of a checkpoint's signature", code: .signatureInvalid) {
            $0.notes[4][$0.notes[4].count - 20] ^= 1
        },
        Tamper(testDescription: "bytes behind an entry", code: .entryUndecodable) {
            $0.entries[sealed].append(0)
        },
        Tamper(testDescription: "an empty entry", code: .entryUndecodable) { $0.entries[sealed] = [] },
    ]

    private static let lists = [
        Tamper(testDescription: "an entry dropped", code: .chainBroken) { $0.entries.remove(at: sealed) },
        Tamper(testDescription: "an entry twice", code: .chainBroken) {
            $0.entries.insert($0.entries[sealed], at: sealed)
        },
        Tamper(testDescription: "two entries swapped", code: .chainBroken) {
            $0.entries.swapAt(sealed, sealed + 1)
        },
        Tamper(testDescription: "an entry inserted", code: .chainBroken) {
            let sample = EntryBody.sealed(SealedRecord(commitment: sha256([1])))
            let entry = Entry(format: 1, index: UInt64(sealed), previous: Hash(), body: sample)
            $0.entries.insert(try entry.encoded(), at: sealed)
        },
        Tamper(testDescription: "the last entry missing", code: .rootMismatch) { $0.entries.removeLast() },
        Tamper(testDescription: "the last batch missing", code: .rootMismatch) { $0.entries.removeLast(256) },
        Tamper(testDescription: "a batch missing", code: .chainBroken) {
            $0.entries.removeSubrange(256..<512)
        },
        Tamper(testDescription: "the first entry missing", code: .descriptorInvalid) {
            $0.entries.removeFirst()
        },
        Tamper(testDescription: "half a batch", code: .batchInvalid) {
            $0.entries.removeLast(128)
            $0.notes.removeLast()
        },
    ]

    private static let forgeries = [
        forgery("sealed out of order", .batchInvalid) { $0.swapAt(sealed, sealed + 1) },
        forgery("a commitment twice", .batchInvalid) { $0[sealed] = $0[sealed + 1] },
        forgery("sealed before keys", .batchInvalid) { $0.swapAt(2, 4) },
        forgery("keys out of order", .batchInvalid) { $0.swapAt(1, 2) },
        forgery("two sites in a batch", .batchInvalid) { $0.insert($0[0], at: 1) },
        forgery("no site first", .descriptorInvalid) { $0.removeFirst() },
        forgery("keys of an agency missing", .descriptorInvalid) { $0.remove(at: 2) },
        forgery("one entry too many", .batchInvalid) { $0.insert($0[sealed], at: sealed) },
        forgery("one entry too few", .batchInvalid) { $0.remove(at: sealed) },
        forgery("a step that is none", .batchInvalid) { bodies in
            guard case .epoch(var epoch) = bodies[1279] else { return }
            epoch.first = 768
            epoch.skipped = 6
            bodies.remove(at: 1023)
            bodies[1278] = .epoch(epoch)
        },
        epochForgery("epoch number falls", .epochGap) { $0.number = 0 },
        epochForgery("epoch number skips in silence", .epochGap) { $0.number = 3 },
        epochForgery("skipped is wrong", .epochGap) { $0.skipped = 1 },
        epochForgery("scheduled is wrong", .epochGap) { $0.scheduled += 1 },
        epochForgery("epoch number without a time", .epochGap) { $0.number = .max },
        epochForgery("first is wrong", .batchInvalid) { $0.first += 1 },
        epochForgery("key set is wrong", .descriptorInvalid) { $0.keySet = Hash() },
        siteForgery("descriptor of another root", .descriptorInvalid) {
            let other = try SampleSite(seed: 2)
            $0.root = other.root.publicKey
            $0 = try $0.signed(by: other.root, origin: $0.origin)
        },
        siteForgery("descriptor not signed by the root", .signatureInvalid) { $0.taxonomy = 7 },
        siteForgery("descriptor moves t0", .descriptorInvalid) {
            $0.t0 += 1
            $0 = try $0.signed(by: try SampleSite().root, origin: $0.origin)
        },
        siteForgery("descriptor changes the epochs", .descriptorInvalid) {
            $0.epochSeconds = 1
            $0 = try $0.signed(by: try SampleSite().root, origin: $0.origin)
        },
        siteForgery("descriptor changes the origin", .descriptorInvalid) {
            $0.origin = "lain.example/log"
            $0 = try $0.signed(by: try SampleSite().root, origin: $0.origin)
        },
        siteForgery("descriptor skips a serial", .descriptorInvalid) {
            $0.serial = 2
            $0 = try $0.signed(by: try SampleSite().root, origin: $0.origin)
        },
        siteForgery("descriptor names another one before", .descriptorInvalid) {
            $0.previous = Hash()
            $0 = try $0.signed(by: try SampleSite().root, origin: $0.origin)
        },
        attestation("an attestation of another root") { $0.root = Hash() },
        attestation("an attestation of fewer records") { $0.sealed -= 1 },
        attestation("an attestation of a tree that never was") { $0.size -= 1 },
        attestation("an attestation of what is still to come") { $0.size += 256 },
        forgery("a statement by nobody", .signatureInvalid) { bodies in
            guard case .statement(var statement) = bodies[513] else { return }
            statement.body = [1]
            bodies[513] = .statement(statement)
        },
    ]

    /// By the auditor's own key, in the place of the one in batch 2.
    private static func attestation(
        _ name: String, change: @escaping @Sendable (inout Attestation) -> Void
    ) -> Tamper {
        forgery(name, .accountMismatch) { bodies in
            guard case .statement(var statement) = bodies[513] else { return }
            var attestation = try Attestation(decoding: statement.body)
            change(&attestation)
            statement.body = try attestation.encoded()
            let site = try SampleSite()
            bodies[513] = .statement(try statement.signed(by: site.auditor, origin: site.origin))
        }
    }

    private static let records = [
        record("a nonce", .recordMismatch) { $0.opening.nonce = Nonce() },
        record("a record", .recordMismatch) { opened in
            opened.opening.record.body = .reportReceived(
                ReportReceived(agencies: ["bkpsdm"], envelope: Hash()))
        },
        record("a filler that is none", .recordMismatch, of: [.auditor]) {
            $0.opening.record.body = .filler(Filler())
        },
        record("an opening of another entry", .recordMismatch) { $0.index += 1 },
        record("an envelope of no step", .envelopeMismatch, of: AuditTests.levels) { $0.length = 1000 },
        record("an envelope gone without an erasure", .unaccounted, of: AuditTests.levels) { $0.length = 0 },
        Tamper(testDescription: "an opening missing", code: .unaccounted, levels: [.auditor]) {
            $0.openings.removeAll { $0.index == 300 }
        },
        Tamper(testDescription: "openings out of order", code: .recordMismatch, levels: [.auditor]) {
            $0.openings.swapAt(300, 301)
        },
        Tamper(testDescription: "an opening beyond the log", code: .recordMismatch, levels: [.auditor]) {
            guard var last = $0.openings.last else { return }
            last.index = 5000
            $0.openings.append(last)
        },
    ]

    private static func forgery(
        _ name: String, _ code: LogError.Code, change: @escaping @Sendable (inout [EntryBody]) throws -> Void
    ) -> Tamper {
        Tamper(testDescription: name, code: code) { log in
            var bodies = try log.bodies()
            try change(&bodies)
            try log.forge(bodies)
        }
    }

    /// Of batch 1.
    private static func epochForgery(
        _ name: String, _ code: LogError.Code, change: @escaping @Sendable (inout Epoch) -> Void
    ) -> Tamper {
        forgery(name, code) { bodies in
            guard case .epoch(var epoch) = bodies[epoch] else { return }
            change(&epoch)
            bodies[Self.epoch] = .epoch(epoch)
        }
    }

    /// Of the second one, in the last batch.
    private static func siteForgery(
        _ name: String, _ code: LogError.Code,
        change: @escaping @Sendable (inout SiteDescriptor) throws -> Void
    ) -> Tamper {
        forgery(name, code) { bodies in
            guard case .site(var descriptor) = bodies[1024] else { return }
            try change(&descriptor)
            bodies[1024] = .site(descriptor)
        }
    }

    /// The only report that bkpsdm alone got.
    private static func record(
        _ name: String, _ code: LogError.Code, of levels: [AuditLevel] = [.agency("bkpsdm"), .auditor],
        change: @escaping @Sendable (inout OpenedEntry) -> Void
    ) -> Tamper {
        let concerned = levels.filter { $0 == .auditor || $0 == .agency("bkpsdm") }
        return Tamper(testDescription: "tampered: \(name)", code: code, levels: concerned) { log in
            let place = log.openings.firstIndex { $0.opening.record.body.agencies == ["bkpsdm"] }
            guard let place else { return }
            // The server filters by what it knows, not by what it says.
            change(&log.openings[place])
        }
    }
}
