import AuditLog
import TransparencyLog
import Wire

/// Single entries of a source, each proven against a checkpoint before it is believed.
///
/// Whole bundles are read, so that every kind of source serves them; the newest few are kept.
struct ProvenEntries {
    private static let keptBundles = 4

    private let source: any LogSource
    private let checkpoint: Checkpoint
    private var bundles: [(first: UInt64, entries: [[UInt8]])] = []

    init(source: any LogSource, checkpoint: Checkpoint) {
        self.source = source
        self.checkpoint = checkpoint
    }

    /// The entry at `index` and its path, verified.
    mutating func entry(_ index: UInt64) async throws(LogSourceError) -> ProvenEntry {
        guard index < checkpoint.size else { throw .missing(index, "Entry") }
        let first = index / 256 * 256
        let entries = try await bundle(from: first)
        guard index.less(first) < UInt64(entries.count) else { throw .missing(index, "Entry") }
        let path = try await source.inclusion(of: index, in: checkpoint.size)
        let entry: Entry
        do { entry = try Entry(decoding: entries[Int(index.less(first))]) } catch {
            throw .log(
                LogError(
                    .entryUndecodable, at: index, error.field, expected: "the schema's encoding",
                    found: "\(error)"))
        }
        guard entry.index == index else {
            throw .log(LogError(.chainBroken, at: index, "Entry.index", expected: index, found: entry.index))
        }
        let proven = ProvenEntry(entry, path: path)
        do { try proven.check(in: checkpoint) } catch { throw .log(error) }
        return proven
    }

    /// Throws unless the entry at `index` is sealed with this commitment.
    mutating func check(_ commitment: Hash, at index: UInt64) async throws(LogSourceError) {
        let proven = try await entry(index)
        guard case .sealed(let sealed) = proven.entry.body, sealed.commitment == commitment else {
            throw .log(
                LogError(
                    .rootMismatch, at: index, "SealedRecord.commitment", expected: commitment.hex,
                    found: "another entry"))
        }
    }

    private mutating func bundle(from first: UInt64) async throws(LogSourceError) -> [[UInt8]] {
        if let kept = bundles.first(where: { $0.first == first }) { return kept.entries }
        let end = min(first.plus(256), checkpoint.size)
        var entries: [[UInt8]] = []
        let reader = source.entries(from: first, to: end)
        while entries.count < Int(clamping: end.less(first)), let pieces = try await reader.next() {
            for piece in pieces { entries += try piece.entries() }
        }
        if bundles.count == Self.keptBundles { bundles.removeFirst() }
        bundles.append((first, entries))
        return entries
    }
}

extension LogPiece {
    /// Its entries, as long as it is a bundle of as many.
    func entries() throws(LogSourceError) -> [[UInt8]] {
        do { return try TransparencyLog.EntryBundle.decode(bytes, count: count) } catch {
            throw .log(
                LogError(
                    .entryUndecodable, at: first, "bundle", expected: "\(count) entries", found: "\(error)"))
        }
    }
}
