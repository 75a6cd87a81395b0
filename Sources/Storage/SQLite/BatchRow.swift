import GRDB
import TransparencyLog
import Wire

/// A row of `batch`.
struct BatchRow {
    let number: UInt64
    let first: UInt64
    let count: UInt64
    /// Promised to its records, ascending.
    let epochs: [UInt64]

    private init(_ row: Row) throws {
        number = try row.number(0)
        first = try row.number(1)
        count = try row.number(2)
        let bytes = try row.bytes(3)
        epochs = stride(from: 0, to: bytes.count / 8 * 8, by: 8).map { start in
            bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// The batch that keeps a promise, published or planned.
    static func keeping(epoch: UInt64, in db: Database) throws -> Self? {
        try db.row(
            "SELECT * FROM batch WHERE number >= ? ORDER BY number LIMIT 1", [try Int64(stored: epoch)]
        )
        .map { try Self($0) }
    }

    static func holding(index: UInt64, in db: Database) throws -> Self? {
        try db.row(
            "SELECT * FROM batch WHERE first <= ? ORDER BY first DESC LIMIT 1", [try Int64(stored: index)]
        )
        .map { try Self($0) }
    }

    /// Where a record stands, found by halving: sealed entries ascend by commitment, between the public ones
    /// and the epoch.
    ///
    /// Nil unless its batch is published.
    static func index(of commitment: Hash, promisedFor epoch: UInt64, in db: Database) throws -> UInt64? {
        guard try Published(db).includes(epoch: epoch), let batch = try keeping(epoch: epoch, in: db) else {
            return nil
        }
        var reader = EntryReader(db: db)
        var (low, high) = (batch.first, batch.first.plus(batch.count))
        while low < high {
            let middle = low + (high - low) / 2
            switch try reader.sealed(middle) {
            case .commitment(let found) where found == commitment: return middle
            case .commitment(let found) where found < commitment: low = middle + 1
            case .publicEntry: low = middle + 1
            case .commitment, .epoch: high = middle
            }
        }
        return nil
    }

    /// The record behind a sealed entry of this batch; nil for filler and for tombstones.
    func record(_ commitment: Hash, in db: Database) throws -> StoredRecord? {
        for epoch in epochs {
            if let record = try StoredRecord.read(db, epoch: epoch, commitment: commitment) { return record }
        }
        return nil
    }
}

/// Reads single entries and keeps the last bundle.
private struct EntryReader {
    let db: Database
    private var bundle: (index: UInt64, bytes: [UInt8], ranges: [Range<Int>])?

    enum Place {
        case publicEntry
        case commitment(Hash)
        case epoch
    }

    init(db: Database) {
        self.db = db
    }

    mutating func sealed(_ index: UInt64) throws -> Place {
        if bundle?.index != index / 256 {
            let bytes = try BundleRow.entries(index / 256, in: db)
            bundle = (index / 256, bytes, try BundleRow.ranges(bytes))
        }
        guard let bundle else { throw StoreError.corrupt("bundle") }
        let range = bundle.ranges[Int(index % 256)]
        if let commitment = BundleRow.commitment(bundle.bytes, range) { return .commitment(commitment) }
        return BundleRow.kind(bundle.bytes, range) == .epoch ? .epoch : .publicEntry
    }
}
