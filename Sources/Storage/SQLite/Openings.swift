import Foundation
import GRDB
import TransparencyLog
import Wire

extension SQLiteStore {
    /// See `LogReads.openings`.
    package func openings(
        for reader: OpeningsReader, from first: UInt64, limit: Int
    ) async throws(StoreError) -> OpeningsPage {
        try await log.read { try OpeningsPage(for: reader, from: first, limit: limit, in: $0) }
    }
}

extension OpeningsPage {
    init(for reader: OpeningsReader, from first: UInt64, limit: Int, in db: Database) throws {
        var page = PageBuilder(db: db, first: first, size: try Published(db).size)
        switch reader {
        case .agency(let code): try page.collect(code, limit: limit)
        case .auditor: try page.collectAll(limit: limit)
        }
        self.init(openings: page.openings, next: page.next, unreadable: page.unreadable)
    }
}

private struct PageBuilder {
    let db: Database
    let first: UInt64
    let size: UInt64
    private(set) var openings: [OpenedEntry] = []
    private(set) var next: UInt64?
    private(set) var unreadable: [UInt64] = []
    private var batch: BatchRow?

    init(db: Database, first: UInt64, size: UInt64) {
        self.db = db
        self.first = first
        self.size = size
    }

    mutating func collect(_ agency: AgencyCode, limit: Int) throws {
        let sql = """
            SELECT bundle, bits FROM carried WHERE agency = ? AND bundle >= ? AND bundle < ? ORDER BY bundle
            """
        let bounds: StatementArguments = [
            agency, try Int64(stored: first / 256), try Int64(stored: size / 256),
        ]
        try db.forEach(sql, bounds) { row in
            let bundle = try row.number(0)
            guard openings.count < limit else {
                next = bundle.times(256)
                return false
            }
            try passingOver(bundle) {
                let bits = try row.bytes(1)
                guard bits.count == 32 else { throw StoreError.corrupt("carried.bits") }
                try $0.collect(bundle, fillers: []) { bits[$0 / 8] >> UInt8($0 % 8) & 1 == 1 }
            }
            return true
        }
    }

    mutating func collectAll(limit: Int) throws {
        let sql = "SELECT n, fillers FROM bundle WHERE n >= ? AND n < ? ORDER BY n"
        let bounds: StatementArguments = [try Int64(stored: first / 256), try Int64(stored: size / 256)]
        try db.forEach(sql, bounds) { row in
            let bundle = try row.number(0)
            guard openings.count < limit else {
                next = bundle.times(256)
                return false
            }
            try passingOver(bundle) { try $0.collect(bundle, fillers: try row.bytes(1)) { _ in true } }
            return true
        }
    }

    /// A bundle that is not well-formed says nothing about those behind it.
    private mutating func passingOver(_ bundle: UInt64, _ body: (inout Self) throws -> Void) throws {
        do { try body(&self) } catch {
            guard case .corrupt = StoreError(error) else { throw error }
            unreadable.append(bundle.times(256))
        }
    }

    private mutating func collect(_ bundle: UInt64, fillers: [UInt8], where carried: (Int) -> Bool) throws {
        let bytes = try BundleRow.entries(bundle, in: db)
        let ranges = try BundleRow.ranges(bytes)
        for entry in 0..<256 where carried(entry) {
            let index = bundle.times(256).plus(UInt64(entry))
            guard index >= first, let commitment = BundleRow.commitment(bytes, ranges[entry]) else {
                continue
            }
            if let nonce = fillerNonce(fillers, entry) {
                openings.append(
                    OpenedEntry(
                        index: index,
                        opening: Opening(
                            nonce: nonce, record: Wire.Record(format: 1, body: .filler(Filler()))),
                        length: 0))
            } else if let record = try record(commitment, at: index) {
                openings.append(
                    OpenedEntry(
                        index: index, opening: Opening(nonce: record.nonce, record: record.record),
                        length: record.length))
            }
        }
    }

    /// One row that is not well-formed says nothing about those beside it.
    private mutating func record(_ commitment: Hash, at index: UInt64) throws -> StoredRecord? {
        let batch = try batch(holding: index)
        do { return try batch.record(commitment, in: db) } catch {
            guard case .corrupt = StoreError(error) else { throw error }
            unreadable.append(index)
            return nil
        }
    }

    private func fillerNonce(_ fillers: [UInt8], _ entry: Int) -> Nonce? {
        guard fillers.count == 8192,
            let nonce = unsafe Nonce(fillers.span.bytes.extracting(32 * entry..<32 * entry + 32)),
            nonce != Nonce()
        else { return nil }
        return nonce
    }

    private mutating func batch(holding index: UInt64) throws -> BatchRow {
        if let batch, batch.first <= index, index < batch.first.plus(batch.count) { return batch }
        guard let found = try BatchRow.holding(index: index, in: db) else {
            throw StoreError.corrupt("batch")
        }
        batch = found
        return found
    }
}
