import Files
import GRDB
package import TransparencyLog
package import Wire

/// A store that another process may have open, or a copy of one: read only, nothing in it believed.
///
/// It looks at no guard and takes no lock; each answer is of one snapshot.
package final class StoreReader: Sendable {
    private let log: DatabaseQueue
    private let payload: DatabaseQueue?

    /// - Throws: `missing`, `foreign`, `version`. Without payload.sqlite there are no envelopes.
    package init(directory: String) throws(StoreError) {
        let paths = Paths(directory)
        guard Files.exists(paths.log) else { throw .missing("log.sqlite") }
        do {
            log = try Self.open(paths.log)
            payload = Files.exists(paths.payload) ? try Self.open(paths.payload) : nil
        } catch { throw StoreError(error) }
    }

    /// Nil before batch 0.
    package func head() async throws(StoreError) -> PublishedHead? {
        try await read(log) { try PublishedHead($0) }
    }

    /// See `SQLiteStore.bundle`.
    package func bundle(_ index: UInt64) async throws(StoreError) -> [UInt8] {
        try await read(log) { try BundleRow.entries(index, in: $0) }
    }

    /// Bundles in a row from `index` on, as far as they are there and well-formed, up to before `end`: at most 32,
    /// and no more behind a megabyte.
    ///
    /// - Throws: where not even the first one can be read.
    package func bundles(from index: UInt64, before end: UInt64) async throws(StoreError) -> [[UInt8]] {
        try await read(log) { db in
            var bundles: [[UInt8]] = []
            var size = 0
            let last = min(end, index.plus(32))
            do {
                let bounds: StatementArguments = [try Int64(stored: index), try Int64(stored: last)]
                try db.forEach(
                    "SELECT n, entries FROM bundle WHERE n >= ? AND n < ? ORDER BY n", bounds
                ) { row in
                    guard try row.number(0) == index.plus(UInt64(bundles.count)), size < 1 << 20 else {
                        return false
                    }
                    bundles.append(try row.bytes(1))
                    size += bundles[bundles.count - 1].count
                    return true
                }
            } catch {
                // What came before it is still worth a look.
                if bundles.isEmpty { throw error }
            }
            guard !bundles.isEmpty else { throw StoreError.corrupt("bundle \(index)") }
            return bundles
        }
    }

    /// The stored bytes of tiles, each at least as wide as asked for; nil for one that is not there.
    package func hashes(of tiles: [Tile]) async throws(StoreError) -> [[UInt8]?] {
        try await read(log) { db in
            let size = try Published(db).size
            return try tiles.map { tile in
                do { return try TileRow.read(tile, publishedSize: size, in: db) } catch {
                    switch StoreError(error) {
                    case .corrupt, .outOfRange: return nil
                    default: throw error
                    }
                }
            }
        }
    }

    /// Goes on where the tree of `size` entries ends, as the stored tiles have it.
    package func builder(size: UInt64) async throws(StoreError) -> TileBuilder {
        try await read(log) { db in
            let published = try Published(db).size
            var reader = TileHashReader<StoreError>(treeSize: published) { tile throws(StoreError) in
                do { return try TileRow.read(tile, publishedSize: published, in: db) } catch {
                    throw StoreError(error)
                }
            }
            return try TileBuilder(size: size, reader: &reader)
        }
    }

    /// See `SQLiteStore.proof`.
    package func proof(_ plan: ProofPlan) async throws(StoreError) -> [Hash] {
        try await read(log) { try TileRow.hashes(of: plan, in: $0) }
    }

    /// See `SQLiteStore.openings`.
    package func openings(
        for reader: OpeningsReader, from first: UInt64, limit: Int
    ) async throws(StoreError) -> OpeningsPage {
        try await read(log) { try OpeningsPage(for: reader, from: first, limit: limit, in: $0) }
    }

    /// See `SQLiteStore.envelope`.
    package func envelope(_ hash: Hash) async throws(StoreError) -> PublishedEnvelope? {
        try await read(log) { try EnvelopeRow.published(hash, in: $0) }
    }

    /// See `SQLiteStore.bytes`.
    package func bytes(of envelope: PublishedEnvelope, from offset: UInt64) async throws(StoreError)
        -> [UInt8]
    {
        guard let payload, let id = envelope.payload, offset < envelope.length else { return [] }
        return try await read(payload) { try PayloadRows.read(id, from: offset, in: $0) }
    }

    private func read<Value: Sendable>(
        _ queue: DatabaseQueue, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await queue.read(body) } catch { throw StoreError(error) }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(2)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { try DatabaseFile.checkMeta($0, origin: nil) }
        return queue
    }
}
