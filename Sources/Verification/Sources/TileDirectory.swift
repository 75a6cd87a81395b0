package import AuditLog
import Files
package import TransparencyLog
package import Wire

/// A directory in the layout of C2SP tlog-tiles: `checkpoint`, `tile/<L>/<N>`, `tile/entries/<N>`.
///
/// A missing tile says as much as a false one: what the checkpoint signs must be there.
package struct TileDirectory: LogSource, LogTiles {
    private let directory: String
    /// Bytes after which no more bundles are read at once.
    private static let enough = 1 << 20
    private static let longestBundle = 256 * (2 + TransparencyLog.EntryBundle.maximumEntryBytes)

    /// Reads nothing yet.
    package init(directory: String) {
        self.directory = directory
    }

    /// The file `checkpoint`.
    package func checkpoint() throws(LogSourceError) -> [UInt8] {
        let path = "\(directory)/checkpoint"
        do throws(FileError) { return try Files.read(path, limit: SignedNote.maximumBytes) } catch {
            throw LogSourceError(VerificationError.unreadable(.tiles, path: path, error))
        }
    }

    /// Entries in order, about a megabyte at a time.
    package func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]> {
        var next = first
        return ClosureLogReader { () async throws(LogSourceError) in
            var pieces: [LogPiece] = []
            var size = 0
            while next < end, pieces.count < 48, size < Self.enough {
                let piece: LogPiece
                do throws(LogSourceError) { piece = try self.piece(holding: next, size: end) } catch {
                    // What came before it is still worth a look.
                    if pieces.isEmpty { throw error }
                    break
                }
                size += piece.bytes.count
                pieces.append(piece)
                next = piece.first.plus(UInt64(piece.count))
            }
            return pieces.isEmpty ? nil : pieces
        }
    }

    /// Nothing: tiles are public.
    package func openings(from first: UInt64) -> any LogReader<OpenedEntry> { EmptyLogReader() }

    /// Nothing: tiles are public.
    package func envelope(_ hash: Hash) -> any LogReader<[UInt8]> { EmptyLogReader() }

    /// Made of the hash tiles.
    package func consistency(from old: UInt64, to new: UInt64) throws(LogSourceError) -> [Hash] {
        var reader = TileHashReader<LogSourceError>(treeSize: new) { tile throws(LogSourceError) in
            try bytes(of: tile, limit: 32 * Tile.fullWidth)
        }
        do { return try ConsistencyProof(from: old, to: new, reader: &reader).path } catch {
            switch error {
            case .request(let error):
                throw .log(
                    LogError(.rollback, "Checkpoint.size", expected: "\(old) or more", found: "\(error)"))
            case .reading(.source(let error)): throw error
            case .reading(let error):
                throw .log(
                    LogError(.rootMismatch, "tile", expected: "hashes up to \(new)", found: "\(error)"))
            }
        }
    }

    /// Made of the hash tiles.
    package func inclusion(of index: UInt64, in size: UInt64) throws(LogSourceError) -> [Hash] {
        var reader = TileHashReader<LogSourceError>(treeSize: size) { tile throws(LogSourceError) in
            try bytes(of: tile, limit: 32 * Tile.fullWidth)
        }
        do { return try InclusionProof(index: index, size: size, reader: &reader).path } catch {
            switch error {
            case .request(let error):
                throw .log(
                    LogError(.rollback, "Checkpoint.size", expected: "above \(index)", found: "\(error)"))
            case .reading(.source(let error)): throw error
            case .reading(let error):
                throw .log(
                    LogError(.rootMismatch, "tile", expected: "hashes up to \(size)", found: "\(error)"))
            }
        }
    }

    /// Goes on where the tree of `size` entries ends, as these tiles of a tree of `treeSize` have it.
    package func builder(size: UInt64, treeSize: UInt64) throws(LogSourceError) -> TileBuilder {
        var reader = TileHashReader<LogSourceError>(treeSize: treeSize) { tile throws(LogSourceError) in
            try bytes(of: tile, limit: 32 * Tile.fullWidth)
        }
        do { return try TileBuilder(size: size, reader: &reader) } catch {
            if case .source(let error) = error { throw error }
            throw .log(LogError(.rootMismatch, "tile", expected: "hashes up to \(size)", found: "\(error)"))
        }
    }

    /// The hash tiles of the directory.
    package var tiles: (any LogTiles)? { self }

    /// The bytes of each tile, at least as wide as asked for; nil for one that is not there.
    package func hashes(of tiles: [Tile]) throws(LogSourceError) -> [[UInt8]?] {
        try tiles.map { tile throws(LogSourceError) in
            do throws(LogSourceError) { return try bytes(of: tile, limit: 32 * Tile.fullWidth) } catch {
                guard case .unreadable(let cause) = error else { return nil }
                // One that is longer than a tile can be is there, and is none.
                guard case .unreadable(_, _, let file)? = cause as? VerificationError,
                    case .tooLong = file.cause
                else { throw error }
                return nil
            }
        }
    }

    /// The bundle of the entry `index` from it on, in a tree of `size`.
    private func piece(holding index: UInt64, size: UInt64) throws(LogSourceError) -> LogPiece {
        guard let tile = Tile(kind: .entries, index: index / 256, treeSize: size) else {
            throw .missing(index, "tile")
        }
        let bytes = try bytes(of: tile, limit: Self.longestBundle)
        let (start, count) = (tile.index.times(256), tile.width)
        do {
            let ranges = try unsafe TransparencyLog.EntryBundle.ranges(in: bytes.span.bytes, count: count)
            let skipped = Int(clamping: index.less(start))
            let from = skipped == 0 ? 0 : ranges[skipped].lowerBound - 2
            return LogPiece(
                first: index, bytes: from == 0 ? bytes : Array(bytes[from...]), count: count - skipped)
        } catch {
            throw .log(
                LogError(
                    .entryUndecodable, at: start, tile.path, expected: "\(count) entries", found: "\(error)"))
        }
    }

    /// The tile as wide as asked for; of the full one, which may have replaced it, only for hashes a longer answer.
    private func bytes(of tile: Tile, limit: Int) throws(LogSourceError) -> [UInt8] {
        let path = "\(directory)/\(tile.path)"
        do throws(FileError) { return try Files.read(path, limit: limit) } catch {
            guard error.isMissing else {
                throw LogSourceError(VerificationError.unreadable(.tiles, path: path, error))
            }
            guard !tile.isFull, case .hashes = tile.kind else {
                throw .missing(tile.firstLeaf, tile.path)
            }
        }
        let full = "\(directory)/\(tile.full.path)"
        do throws(FileError) { return try Files.read(full, limit: limit) } catch {
            throw error.isMissing
                ? .missing(tile.firstLeaf, tile.path)
                : LogSourceError(VerificationError.unreadable(.tiles, path: full, error))
        }
    }
}
