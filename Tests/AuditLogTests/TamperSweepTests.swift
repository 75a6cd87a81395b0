import AuditLog
import Foundation
import TestSupport
import Testing
import TransparencyLog
import Wire

/// Any bit: of an entry, of a checkpoint, of a nonce, of a record.
///
/// With `KENTONGAN_LONG` a hundred times as many.
@Suite struct TamperSweepTests {
    /// One bit of each of so many entries, wherever it lies.
    @Test func one_bit_of_an_entry_fails_the_audit() throws {
        let log = try SampleLog.busy()
        // Each entry of a kind of its own, and a spread of the sealed ones.
        let special = log.entries.indices.filter { log.entries[$0].count != 77 }
        let spread = stride(from: 0, to: log.entries.count, by: Sweep.isLong ? 1 : 41)
        for index in Set(special).union(spread).sorted() {
            for bit in Sweep.bits(of: log.entries[index].count, seed: index, atMost: Sweep.isLong ? 100 : 1) {
                var tampered = log
                tampered.entries[index][bit / 8] ^= 1 << (bit % 8)
                let report = try tampered.auditBundles(.public)
                #expect(report.result == .failed, "entry \(index), bit \(bit)")
                // Nothing that comes before it is blamed.
                let first = report.failures.compactMap(\.index).min() ?? 0
                #expect(first >= UInt64(index), "entry \(index), bit \(bit): \(report.failures)")
            }
        }
    }

    /// Text, name, key id, signature: nothing in what the log signed is without meaning. (A bit in another line makes
    /// a witness unknown, and one witness fewer.)
    @Test func any_bit_of_a_checkpoint_and_its_signature_makes_it_invalid() throws {
        let log = try SampleLog.busy()
        let descriptor = log.site.descriptor
        let (key, witnesses) = (try descriptor.logKey(), try descriptor.witnessKeys())
        let note = try #require(log.notes.last)
        let lines = note.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // Three lines, an empty one, and the log's own.
        let count = lines.prefix(5).reduce(0) { $0 + $1.count + 1 }
        func verify(_ bytes: [UInt8]) throws(CheckpointError) -> Checkpoint {
            try VerifiedCheckpoint(bytes: bytes, origin: log.site.origin, log: key, witnesses: witnesses)
                .checkpoint
        }
        #expect(try verify(note).size == UInt64(log.entries.count))
        for bit in 0..<8 * count {
            var tampered = note
            tampered[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: CheckpointError.self, "bit \(bit)") { try verify(tampered) }
        }
    }

    /// Of reports, messages, acts, accounts, erasures and filler.
    @Test(arguments: [AuditLevel.auditor, .agency("bawaslu")]) func one_bit_of_an_opening_fails_the_audit(
        level: AuditLevel
    ) throws {
        let log = try SampleLog.busy()
        let concerned = log.openings(for: level).map(\.index)
        let places = log.openings.indices.filter { concerned.contains(log.openings[$0].index) }
        let fillers = places.filter { log.openings[$0].opening.record.body == .filler(Filler()) }
        for place in places where !fillers.dropFirst(4).contains(place) {
            for bit in Sweep.bits(of: 32, seed: place, atMost: Sweep.isLong ? 256 : 1) {
                var tampered = log
                var nonce = tampered.openings[place].opening.nonce.bytes
                nonce[bit / 8] ^= 1 << (bit % 8)
                tampered.openings[place].opening.nonce = try #require(Nonce(nonce))
                #expect(try tampered.auditBundles(level).result == .failed, "nonce \(place), bit \(bit)")
            }
            let record = try log.openings[place].opening.record.encoded()
            for bit in Sweep.bits(of: record.count, seed: place, atMost: Sweep.isLong ? 1_000 : 3) {
                var bytes = record
                bytes[bit / 8] ^= 1 << (bit % 8)
                // What is no record any more never reaches an audit: its opening is as good as withheld.
                guard let record = try? Record(decoding: bytes) else { continue }
                var tampered = log
                tampered.openings[place].opening.record = record
                #expect(try tampered.auditBundles(level).result == .failed, "record \(place), bit \(bit)")
            }
        }
    }
}

/// Which bits are tried: the same ones each time.
private enum Sweep {
    static let isLong = ProcessInfo.processInfo.environment["KENTONGAN_LONG"] != nil

    static func bits(of bytes: Int, seed: Int, atMost count: Int) -> Set<Int> {
        var random = SeededGenerator(seed: UInt64(seed) + 1)
        guard bytes * 8 > count else { return Set(0..<bytes * 8) }
        var bits: Set<Int> = []
        while bits.count < count {
            let drawn = random.bytes(4).reduce(0) { $0 << 8 | Int($1) }
            bits.insert(drawn % (bytes * 8))
        }
        return bits
    }
}
