import GRDB
package import TransparencyLog
package import Wire

// The public log: tiles, bundles, entries, proofs. `outOfRange` beyond what is published.
extension SQLiteStore {
    /// See `LogReads.bundle`.
    package func bundle(_ index: UInt64) async throws(StoreError) -> [UInt8] {
        try await log.read { db in
            let limit = try Published(db).size / 256
            guard index < limit else {
                throw StoreError.outOfRange(field: "bundle", value: index, limit: limit)
            }
            return try BundleRow.entries(index, in: db)
        }
    }

    /// See `LogReads.entry`.
    package func entry(at index: UInt64) async throws(StoreError) -> [UInt8] {
        try await log.read { db in
            let limit = try Published(db).size
            guard index < limit else {
                throw StoreError.outOfRange(field: "index", value: index, limit: limit)
            }
            return try BundleRow.entry(index, in: db)
        }
    }

    /// See `PublishedLog.tile`.
    package func tile(_ tile: Tile) async throws(StoreError) -> [UInt8] {
        if tile.kind == .entries, tile.isFull { return try await bundle(tile.index) }
        return try await log.read { try TileRow.read(tile, publishedSize: Published($0).size, in: $0) }
    }

    /// See `LogReads.proof`.
    package func proof(_ plan: ProofPlan) async throws(StoreError) -> [Hash] {
        try await log.read { try TileRow.hashes(of: plan, in: $0) }
    }

    /// See `LogReads.index`.
    package func index(of commitment: Hash, promisedFor epoch: UInt64) async throws(StoreError) -> UInt64? {
        try await log.read { try BatchRow.index(of: commitment, promisedFor: epoch, in: $0) }
    }
}

/// The rows of `bundle`.
enum BundleRow {
    /// uint16 format | uint64 index | opaque previous[32] | uint16 kind | 0x20 | opaque commitment[32].
    private static let sealedEntrySize = 77

    static func entries(_ index: UInt64, in db: Database) throws -> [UInt8] {
        guard let row = try db.row("SELECT entries FROM bundle WHERE n = ?", [try Int64(stored: index)])
        else {
            throw StoreError.corrupt("bundle \(index)")
        }
        return try row.bytes(0)
    }

    static func entry(_ index: UInt64, in db: Database) throws -> [UInt8] {
        let bundle = try entries(index / 256, in: db)
        return Array(bundle[try ranges(bundle)[Int(index % 256)]])
    }

    static func ranges(_ bundle: [UInt8]) throws -> [Range<Int>] {
        do { return try unsafe EntryBundle.ranges(in: bundle.span.bytes, count: 256) } catch {
            throw StoreError.corrupt("bundle: \(error)")
        }
    }

    /// The commitment of a sealed entry within its bundle; nil for another kind.
    static func commitment(_ bundle: [UInt8], _ range: Range<Int>) -> Hash? {
        guard range.count == sealedEntrySize, bundle[range.lowerBound + 42] == 0,
            bundle[range.lowerBound + 43] == EntryKind.sealed.rawValue
        else { return nil }
        return unsafe Hash(bundle.span.bytes.extracting(range.upperBound - 32..<range.upperBound))
    }

    static func kind(_ bundle: [UInt8], _ range: Range<Int>) -> EntryKind {
        guard range.count > 43 else { return EntryKind(rawValue: 0) }
        return EntryKind(
            rawValue: UInt16(bundle[range.lowerBound + 42]) << 8 | UInt16(bundle[range.lowerBound + 43]))
    }
}

/// The rows of `tile`: only ever longer, so a published width is a prefix.
enum TileRow {
    static func hashes(of plan: ProofPlan, in db: Database) throws -> [Hash] {
        let limit = try Published(db).size
        guard plan.size <= limit else {
            throw StoreError.outOfRange(field: "size", value: plan.size, limit: limit)
        }
        var reader = TileHashReader<StoreError>(treeSize: plan.size) { tile throws(StoreError) in
            do { return try read(tile, publishedSize: limit, in: db) } catch { throw StoreError(error) }
        }
        return try plan.hashes(from: &reader)
    }

    static func read(_ tile: Tile, publishedSize: UInt64, in db: Database) throws -> [UInt8] {
        guard case .hashes(let level) = tile.kind,
            let widest = Tile(kind: tile.kind, index: tile.index, treeSize: publishedSize),
            tile.width <= widest.width
        else { throw StoreError.outOfRange(field: "tile", value: tile.index, limit: publishedSize) }
        let place: [Int64] = [Int64(level), try Int64(stored: tile.index)]
        let sql = "SELECT hashes FROM tile WHERE level = ? AND n = ?"
        guard let bytes = try db.row(sql, StatementArguments(place))?.bytes(0), bytes.count >= 32 * tile.width
        else {
            throw StoreError.corrupt("tile")
        }
        return bytes.count == 32 * tile.width ? bytes : Array(bytes[..<(32 * tile.width)])
    }
}
