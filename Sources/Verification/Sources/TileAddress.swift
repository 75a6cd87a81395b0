package import AuditLog
package import Dialing
package import HTTP
package import TransparencyLog
package import Wire

/// The files of C2SP tlog-tiles at an address, as any web server hands them out.
///
/// Each is bounded in bytes and time, and
/// none is kept.
package struct TileAddress: LogSource, LogTiles {
    /// Bundles that are fetched at once.
    private static let ahead = 8
    private static let longestBundle = 256 * (2 + TransparencyLog.EntryBundle.maximumEntryBytes)

    private let url: HTTPURL
    private let client: HTTPClient

    /// - Parameters:
    ///   - url: where the files are, without their own paths.
    ///   - trust: how the server of an `https` address is verified.
    ///   - proxy: nil to connect from here.
    ///   - timeout: for each file.
    package init(
        _ url: HTTPURL, trust: HTTPTrust = .system, proxy: Proxy? = nil, timeout: Duration = .seconds(60)
    ) {
        self.url = url
        client = HTTPClient(
            timeout: timeout, maximumReply: Self.longestBundle, trust: trust, proxy: proxy)
    }

    /// Reading costs the web server's bandwidth.
    package var isRemote: Bool { true }
    /// The hash tiles at the address.
    package var tiles: (any LogTiles)? { self }

    /// The file `checkpoint`.
    package func checkpoint() async throws(LogSourceError) -> [UInt8] {
        let note = try await fetchAgain("checkpoint") { (try? SignedNote($0)) != nil }
        guard let note else {
            throw LogSourceError(SiteError.noCheckpoint(address: "\(url)"))
        }
        guard note.count <= SignedNote.maximumBytes else {
            throw LogSourceError(SiteError.checkpointTooLong(note.count))
        }
        return note
    }

    /// Entries in order, some bundles at a time.
    package func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]> {
        var next = first
        return ClosureLogReader { () async throws(LogSourceError) in
            let tiles = (next / 256..<next / 256 + UInt64(Self.ahead)).compactMap {
                Tile(kind: .entries, index: $0, treeSize: end)
            }
            guard next < end else { return nil }
            var pieces: [LogPiece] = []
            for (tile, found) in zip(tiles, await fetch(tiles)) {
                let piece: LogPiece
                do throws(LogSourceError) {
                    guard let bytes = try found.get() else { throw .missing(next, tile.path) }
                    piece = try LogPiece(bundle: bytes, of: tile, from: next)
                } catch {
                    // What came before it is still worth a look.
                    guard pieces.isEmpty else { break }
                    throw error
                }
                next = piece.first.plus(UInt64(piece.count))
                pieces.append(piece)
            }
            return pieces
        }
    }

    /// Nothing: tiles are public.
    package func openings(from first: UInt64) -> any LogReader<OpenedEntry> { EmptyLogReader() }

    /// Nothing: tiles are public.
    package func envelope(_ hash: Hash) -> any LogReader<[UInt8]> { EmptyLogReader() }

    /// Made of the hash tiles.
    package func consistency(from old: UInt64, to new: UInt64) async throws(LogSourceError) -> [Hash] {
        try await hashing(treeSize: new) { reader throws(LogSourceError) in
            do throws(ProofMakingError<TileReadError<WantedTile>>) {
                return .found(try ConsistencyProof(from: old, to: new, reader: &reader).path)
            } catch {
                switch error {
                case .request(let error):
                    throw .log(
                        LogError(.rollback, "Checkpoint.size", expected: "\(old) or more", found: "\(error)"))
                case .reading(.source(let wanted)): return .wanted(wanted.tile)
                case .reading(let error): throw broken(error, new)
                }
            }
        }
    }

    /// Made of the hash tiles.
    package func inclusion(of index: UInt64, in size: UInt64) async throws(LogSourceError) -> [Hash] {
        try await hashing(treeSize: size) { reader throws(LogSourceError) in
            do throws(ProofMakingError<TileReadError<WantedTile>>) {
                return .found(try InclusionProof(index: index, size: size, reader: &reader).path)
            } catch {
                switch error {
                case .request(let error):
                    throw .log(
                        LogError(.rollback, "Checkpoint.size", expected: "above \(index)", found: "\(error)"))
                case .reading(.source(let wanted)): return .wanted(wanted.tile)
                case .reading(let error): throw broken(error, size)
                }
            }
        }
    }

    /// Goes on where the tree of `size` entries ends, as these tiles of a tree of `treeSize` have it.
    package func builder(size: UInt64, treeSize: UInt64) async throws(LogSourceError) -> TileBuilder {
        try await hashing(treeSize: treeSize) { reader throws(LogSourceError) in
            do throws(TileReadError<WantedTile>) {
                return .found(try TileBuilder(size: size, reader: &reader))
            } catch {
                if case .source(let wanted) = error { return .wanted(wanted.tile) }
                throw broken(error, size)
            }
        }
    }

    /// The bytes of each tile, from its start and at least as wide as asked for; nil for one that is not there.
    package func hashes(of tiles: [Tile]) async throws(LogSourceError) -> [[UInt8]?] {
        var found: [[UInt8]?] = []
        while found.count < tiles.count {
            let results = await fetch(Array(tiles[found.count...].prefix(Self.ahead)))
            for result in results { found.append(try result.get()) }
        }
        return found
    }
}

/// A tile that a reader of hashes asked for and that is not here yet.
private struct WantedTile: Error { let tile: Tile }

private enum Hashing<Value> {
    case found(Value)
    case wanted(Tile)
}

extension TileAddress {
    /// Begins anew with one tile more until `body` has all that it asks for: a few for each level of the tree.
    private func hashing<Value>(
        treeSize: UInt64,
        _ body: (inout TileHashReader<WantedTile>) throws(LogSourceError) -> Hashing<Value>
    ) async throws(LogSourceError) -> Value {
        var known: [Tile: [UInt8]] = [:]
        while true {
            var reader = TileHashReader<WantedTile>(treeSize: treeSize) { [known] tile throws(WantedTile) in
                guard let bytes = known[tile] else { throw WantedTile(tile: tile) }
                return bytes
            }
            switch try body(&reader) {
            case .found(let value): return value
            case .wanted(let tile):
                guard let bytes = try await fetch(tile) else { throw .missing(0, tile.path) }
                known[tile] = bytes
            }
        }
    }

    private func broken(_ error: some Error, _ size: UInt64) -> LogSourceError {
        .log(LogError(.rootMismatch, "tile", expected: "hashes up to \(size)", found: "\(error)"))
    }

    /// All at once, in the order asked for; nil for one that is not there.
    private func fetch(_ tiles: [Tile]) async -> [Result<[UInt8]?, LogSourceError>] {
        await withTaskGroup(of: (Int, Result<[UInt8]?, LogSourceError>).self) { group in
            for (place, tile) in tiles.enumerated() {
                group.addTask { (place, await result(of: tile)) }
            }
            let found = await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            return tiles.indices.map { found[$0] ?? .success(nil) }
        }
    }

    private func result(of tile: Tile) async -> Result<[UInt8]?, LogSourceError> {
        do throws(LogSourceError) { return .success(try await fetch(tile)) } catch { return .failure(error) }
    }

    /// As wide as asked for; of the full one, which may have replaced it, only for hashes a longer answer.
    private func fetch(_ tile: Tile) async throws(LogSourceError) -> [UInt8]? {
        if let bytes = try await fetchAgain(tile.path, isWhole: tile.isWhole) { return bytes }
        guard !tile.isFull, case .hashes = tile.kind else { return nil }
        return try await fetchAgain(tile.full.path, isWhole: tile.isWhole)
    }

    /// A file that was cut, or whose server is away for a moment, is asked for again; those before it are not.
    private func fetchAgain(
        _ name: String, isWhole: ([UInt8]) -> Bool
    ) async throws(LogSourceError) -> [UInt8]? {
        var breaks = Breaks()
        while true {
            do throws(LogSourceError) { return try await fetch(name, isWhole: isWhole) } catch {
                guard error.isCut, await breaks.wait() else { throw error }
            }
        }
    }

    /// Nil where the server says that there is none.
    private func fetch(
        _ name: String, isWhole: ([UInt8]) -> Bool
    ) async throws(LogSourceError) -> [UInt8]? {
        let reply: HTTPReply
        do throws(HTTPError) { reply = try await client.send("GET", url, path: "/\(name)") } catch {
            throw LogSourceError(SiteError.fetch("\(url)/\(name)", error))
        }
        switch reply.status {
        // What is too short is false only where the server said how long it is.
        case 200 where reply.endsWithConnection && !isWhole(reply.body):
            throw LogSourceError(SiteError.fetch("\(url)/\(name)", .truncated))
        case 200: return reply.body
        case 404, 410: return nil
        default:
            throw LogSourceError(SiteError.status("\(url)/\(name)", reply.status))
        }
    }
}

extension LogSourceError {
    /// Whether the next answer may be another one, and soon.
    fileprivate var isCut: Bool {
        guard case .unreadable(let error) = self, let error = error as? SiteError else { return false }
        return switch error {
        case .fetch(_, .truncated), .fetch(_, .unreachable): true
        case .status(_, let status): [502, 503, 504].contains(status)
        default: false
        }
    }
}

extension Tile {
    /// Whether these bytes are as many as this one has at least, whatever they say.
    fileprivate func isWhole(_ bytes: [UInt8]) -> Bool {
        guard case .entries = kind else { return bytes.count >= width * 32 }
        return (try? unsafe TransparencyLog.EntryBundle.ranges(in: bytes.span.bytes, count: width)) != nil
    }
}

extension LogPiece {
    /// What a bundle holds from the entry `index` on.
    fileprivate init(bundle bytes: [UInt8], of tile: Tile, from index: UInt64) throws(LogSourceError) {
        let start = tile.index.times(256)
        do {
            let ranges = try unsafe TransparencyLog.EntryBundle.ranges(
                in: bytes.span.bytes, count: tile.width)
            let skipped = Int(clamping: index.less(start))
            let from = skipped == 0 ? 0 : ranges[skipped].lowerBound - 2
            self.init(
                first: index, bytes: from == 0 ? bytes : Array(bytes[from...]), count: tile.width - skipped)
        } catch {
            throw .log(
                LogError(
                    .entryUndecodable, at: start, tile.path, expected: "\(tile.width) entries",
                    found: "\(error)"))
        }
    }
}
