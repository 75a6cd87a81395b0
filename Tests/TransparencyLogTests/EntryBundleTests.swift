import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct EntryBundleTests {
    static let largest = [UInt8](repeating: 7, count: 65_535)

    @Test func roundTrip() throws {
        let entries: [[UInt8]] = [[1, 2, 3], [], Self.largest, [9]]
        let bundle = try EntryBundle.encode(entries)
        #expect([UInt8](bundle[..<7]) == [0, 3, 1, 2, 3, 0, 0])
        #expect(bundle.count == 8 + 3 + 65_535 + 1)
        #expect(try EntryBundle.decode(bundle, count: 4) == entries)
        let hashes = try EntryBundle.leafHashes(of: bundle.span.bytes, count: 4)
        #expect(hashes == entries.map { MerkleTree.leafHash($0) })
        #expect(try EntryBundle.ranges(in: bundle.span.bytes, count: 4)[3] == bundle.count - 1..<bundle.count)
    }

    @Test func encodingLimits() throws {
        #expect(throws: BundleError.entryTooLong(byteCount: 65_536, limit: 65_535)) {
            try EntryBundle.encode([Self.largest + [1]])
        }
        #expect(throws: BundleError.tooManyEntries(count: 257, limit: 256)) {
            try EntryBundle.encode([[UInt8]](repeating: [], count: 257))
        }
        #expect(try EntryBundle.encode([[UInt8]](repeating: [], count: 256)).count == 512)
    }

    @Test func strictDecoding() throws {
        let bundle = try EntryBundle.encode([[1, 2], [3]])
        #expect(throws: BundleError.trailingBytes(count: 3)) { try EntryBundle.decode(bundle, count: 1) }
        #expect(throws: BundleError.truncated(entry: 2)) { try EntryBundle.decode(bundle, count: 3) }
        #expect(throws: BundleError.tooManyEntries(count: 257, limit: 256)) {
            try EntryBundle.decode(bundle, count: 257)
        }
        for length in 0..<bundle.count {
            #expect(throws: BundleError.truncated(entry: length < 4 ? 0 : 1)) {
                try EntryBundle.decode([UInt8](bundle[..<length]), count: 2)
            }
        }
        #expect(throws: BundleError.trailingBytes(count: 1)) {
            try EntryBundle.decode(bundle + [0], count: 2)
        }
        #expect(try EntryBundle.decode([], count: 0).isEmpty)
    }
}
