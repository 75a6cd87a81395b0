package import AuditLog
import TransparencyLog
package import Wire

/// A server's data directory, or a copy of one: read only, whether a server has it open or not.
///
/// What a database says of itself is not believed: rows that are not there or not well-formed are failures of the
/// log, found at their index.
package struct StoredLogSource: LogSource {
    private let store: StoreReader
    private let reader: OpeningsReader?

    /// - Parameters:
    ///   - directory: path of the one that holds log.sqlite.
    ///   - level: whose openings are read.
    /// - Throws: `opening` where log.sqlite is missing or a database does not open.
    package init(directory: String, level: AuditLevel) throws(StoredLogError) {
        do { store = try StoreReader(directory: directory) } catch {
            throw .opening(directory: directory, error)
        }
        reader =
            switch level {
            case .agency(let code): .agency(code)
            case .auditor: .auditor
            case .public: nil
            }
    }

    /// The newest signed note; `tryLater` before batch 0.
    package func checkpoint() async throws(LogSourceError) -> [UInt8] {
        let head: PublishedHead?
        do throws(StoreError) { head = try await store.head() } catch {
            throw problem(error, .signatureInvalid, at: nil, "checkpoint")
        }
        guard let head else { throw .unreadable(StoredLogError.nothingPublished) }
        return Array(head.checkpoint.utf8)
    }

    /// Whole bundles in the order of the log, each checked for nothing but its place.
    package func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]> {
        var next = first / 256
        let last = end / 256 + (end % 256 == 0 ? 0 : 1)
        return ClosureLogReader { [store] () async throws(LogSourceError) in
            guard next < last else { return nil }
            let bundles: [[UInt8]]
            do throws(StoreError) { bundles = try await store.bundles(from: next, before: last) } catch {
                throw problem(error, .chainBroken, at: next.times(256), "bundle \(next)")
            }
            let first = next
            next = next.plus(UInt64(bundles.count))
            return bundles.enumerated().map { offset, bytes in
                LogPiece(first: first.plus(UInt64(offset)).times(256), bytes: bytes, count: 256)
            }
        }
    }

    /// What the store publishes.
    package var tiles: (any LogTiles)? { StoredTiles(store: store) }

    /// In the order of the log; a record that is not well-formed is thrown at its index, and reading may go on.
    package func openings(from first: UInt64) -> any LogReader<OpenedEntry> {
        guard let reader else { return EmptyLogReader() }
        var page: ArraySlice<OpenedEntry> = []
        var unreadable: ArraySlice<UInt64> = []
        var next: UInt64? = first
        return ClosureLogReader { [store] () async throws(LogSourceError) in
            while page.isEmpty, unreadable.isEmpty, let from = next {
                do throws(StoreError) {
                    let found = try await store.openings(for: reader, from: from, limit: 1_024)
                    page = found.openings[...]
                    unreadable = found.unreadable[...]
                    next = found.next
                } catch {
                    // A bundle that is no bundle: the entries say so themselves.
                    next = nil
                    throw problem(error, .recordMismatch, at: from, "record")
                }
            }
            if let bad = unreadable.first, bad < page.first?.index ?? .max {
                unreadable.removeFirst()
                throw .log(
                    LogError(
                        .recordMismatch, at: bad, "record", expected: "what was stored",
                        found: "bytes that are no record"))
            }
            return page.popFirst()
        }
    }

    /// The bytes of an envelope in pieces; none where it is erased or unknown.
    package func envelope(_ hash: Hash) -> any LogReader<[UInt8]> {
        var found: PublishedEnvelope?
        var offset: UInt64 = 0
        return ClosureLogReader { [store] () async throws(LogSourceError) in
            do throws(StoreError) {
                if found == nil { found = try await store.envelope(hash) }
                guard let envelope = found else { return nil }
                let bytes = try await store.bytes(of: envelope, from: offset)
                offset = offset.plus(UInt64(bytes.count))
                return bytes.isEmpty ? nil : bytes
            } catch {
                if case .corrupt = error { return nil }
                throw problem(error, .envelopeMismatch, at: nil, "envelope")
            }
        }
    }

    /// From the stored tiles, which the caller has to check against the root.
    package func consistency(from old: UInt64, to new: UInt64) async throws(LogSourceError) -> [Hash] {
        do {
            return try await store.proof(try ProofPlan.consistency(from: old, to: new))
        } catch let error as StoreError {
            throw problem(error, .rootMismatch, at: old, "tile")
        } catch {
            throw LogSourceError.log(
                LogError(.rollback, "Checkpoint.size", expected: "\(old) or more", found: "\(error)"))
        }
    }
}

extension StoredLogSource {
    /// From the stored tiles, which the caller has to check against the root.
    package func inclusion(of index: UInt64, in size: UInt64) async throws(LogSourceError) -> [Hash] {
        do {
            return try await store.proof(try ProofPlan.inclusion(of: index, in: size))
        } catch let error as StoreError {
            throw problem(error, .rootMismatch, at: index, "tile")
        } catch {
            throw LogSourceError.log(
                LogError(.rollback, "Checkpoint.size", expected: "above \(index)", found: "\(error)"))
        }
    }
}

/// The hash tiles of a store: what it publishes.
private struct StoredTiles: LogTiles {
    let store: StoreReader

    func builder(size: UInt64, treeSize: UInt64) async throws(LogSourceError) -> TileBuilder {
        do throws(StoreError) { return try await store.builder(size: size) } catch {
            throw problem(error, .rootMismatch, at: size, "tile")
        }
    }

    func hashes(of tiles: [Tile]) async throws(LogSourceError) -> [[UInt8]?] {
        do throws(StoreError) { return try await store.hashes(of: tiles) } catch {
            throw problem(error, .rootMismatch, at: nil, "tile")
        }
    }
}

/// A store that is not well-formed is a failure of the log; one that cannot be read is none.
private func problem(
    _ error: StoreError, _ code: LogError.Code, at index: UInt64?, _ field: String
) -> LogSourceError {
    switch error {
    case .corrupt, .outOfRange:
        .log(LogError(code, at: index, field, expected: "what was stored", found: "\(error)"))
    default: .unreadable(StoredLogError.reading(error))
    }
}
