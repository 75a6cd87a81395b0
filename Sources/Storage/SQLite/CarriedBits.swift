import Foundation
import GRDB
import Wire

/// Which entries of a batch each agency gets the opening of: a bit an entry, 32 bytes a bundle.
///
/// Records share few lists of agencies, so bits are set for lists and put together for agencies at the end.
struct CarriedBits {
    private let first: UInt64
    private let byteCount: Int
    private var lists: [[UInt8]] = []

    /// - Parameters:
    ///   - first: index of the batch's first entry, a multiple of 256.
    ///   - count: entries of the batch, a multiple of 256.
    init(first: UInt64, count: Int) {
        self.first = first
        byteCount = count / 8
    }

    mutating func set(_ index: UInt64, list: Int) {
        while lists.count <= list { lists.append([UInt8](repeating: 0, count: byteCount)) }
        let entry = Int(index.less(first))
        lists[list][entry / 8] |= 1 << UInt8(entry % 8)
    }

    func write(agencyLists: [[AgencyCode]], to db: Database) throws {
        var agencies: [AgencyCode: [UInt8]] = [:]
        for (bits, list) in zip(lists, agencyLists) {
            for agency in list {
                agencies[agency, default: [UInt8](repeating: 0, count: byteCount)].formUnion(bits)
            }
        }
        for (agency, bits) in agencies.sorted(by: { $0.key < $1.key }) {
            for bundle in 0..<byteCount / 32 {
                let bits = bits[32 * bundle..<32 * bundle + 32]
                guard bits.contains(where: { $0 != 0 }) else { continue }
                try db.run(
                    "INSERT INTO carried VALUES (?, ?, ?)",
                    [agency, try Int64(stored: first / 256) + Int64(bundle), Data(bits)])
            }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func formUnion(_ other: [UInt8]) {
        for index in indices { self[index] |= other[index] }
    }
}
