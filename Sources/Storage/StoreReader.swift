package import AuditLog
import GRDB
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
