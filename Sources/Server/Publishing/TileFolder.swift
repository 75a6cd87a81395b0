import AuditLog
import Files
import Logging
import Storage
import Synchronization
import TransparencyLog
import Wire

/// The published log as static files that any web server can hand out: C2SP tlog-tiles.
///
/// The checkpoint is written last and in one step, after all that it signs is on the disk, so a reader never sees one
/// whose tiles are not there. The partial tiles of every checkpoint stay until the full tile has come; a full one is
/// read-only and is not written again. A crash anywhere leaves what the next update completes.
///
/// A directory that knows more than the store, or something else, is evidence: it is refused and left as it is.
final class TileFolder: Sendable {
    private struct State {
        /// The tiles of what was published before this process were looked at.
        var isExamined = false
    }

    private let files: ShownFolder
    private let isImmutable: Bool
    private let log: Logger
    private let state = Mutex(State())

    /// Nothing is looked at before `update`.
    ///
    /// - Parameters:
    ///   - directory: made by `update` where it is missing.
    ///   - isImmutable: full tiles get the flag of `chattr +i`, where that can be done.
    ///   - log: told of files that were written again, and of flags that cannot be set.
    init(directory: String, isImmutable: Bool = false, log: Logger = .silent) {
        files = ShownFolder(directory: directory)
        self.isImmutable = isImmutable
        self.log = log
    }

    /// Brings the directory up to the store's head, from where its own checkpoint stands.
    ///
    /// One call at a time.
    ///
    /// - Throws: `PublishFault.refused` for a directory that must not be touched; `FileError`, `StoreError`.
    func update(from store: any PublishedLog) async throws {
        guard let head = store.head() else { return }
        try files.make()
        let note = Array(head.checkpoint.utf8)
        let standing = try await TileFolderHead(in: files, store: store, head: head)
        if !state.withLock({ $0.isExamined }) {
            files.remove(ShownFolder.temporary)
            try await heal(standing, store)
        }
        if standing.size < head.state.size {
            try await write(try await tiles(from: standing.size, to: head.state.size, store), from: store)
        }
        if standing.note != note {
            try files.write("checkpoint", note, isFinal: false)
            try files.sync("")
        }
        if standing.size < head.state.size { removePartials(from: standing.size, to: head.state.size) }
        flagOnce(head.state.size)
    }

    /// All tiles of the new tree that are not there, and the partial ones of the checkpoints in between that no full
    /// one replaces.
    private func tiles(from old: UInt64, to new: UInt64, _ store: any PublishedLog) async throws -> [Tile] {
        var tiles = changedTiles(from: old, to: new)
        var known = Set(tiles)
        var before = old
        for size in try await store.checkpointSizes(above: old) where size < new {
            for tile in changedTiles(from: before, to: size)
            where !tile.isFull && !isFull(tile, in: new) && known.insert(tile).inserted {
                tiles.append(tile)
            }
            before = size
        }
        return tiles
    }

    private func write(_ tiles: [Tile], from store: any PublishedLog) async throws {
        var folders: Set<String> = []
        for tile in tiles {
            let bytes = try await store.tile(tile)
            // What a crash left has safe bytes and perhaps no safe name.
            folders.formUnion(try files.makeFolders(for: tile.path))
            guard !tile.isFull || !isThere(tile, bytes) else { continue }
            try files.write(tile.path, bytes, isFinal: tile.isFull)
            if tile.isFull, isImmutable { files.setImmutable(tile.path, true) }
        }
        for folder in folders { try files.sync(folder) }
    }

    /// A full tile that a crash before its checkpoint left.
    private func isThere(_ tile: Tile, _ bytes: [UInt8]) -> Bool {
        guard files.presence(tile.path) == .present(bytes.count) else { return false }
        return (try? files.read(tile.path, limit: bytes.count)) == bytes
    }

    /// Partial tiles whose full one the newest checkpoint signs.
    private func removePartials(from old: UInt64, to new: UInt64) {
        for tile in changedTiles(from: old, to: new) where tile.isFull { files.remove(tile.path + ".p") }
    }

    /// Looks for what a crash can have left behind under the checkpoint that stands: the tiles of its last batch and all
    /// of the upper levels, by their lengths.
    private func heal(_ standing: TileFolderHead, _ store: any PublishedLog) async throws {
        guard standing.size > 0 else { return }
        var tiles = changedTiles(from: standing.previous, to: standing.size)
        tiles += Tile.changed(from: 0, to: standing.size).filter { $0.level > 0 }
        var broken: [Tile] = []
        for tile in Set(tiles) {
            if case .entries = tile.kind {
                let length = try await store.tile(tile).count
                if files.presence(tile.path) != .present(length) { broken.append(tile) }
            } else if files.presence(tile.path) != .present(32 * tile.width) {
                broken.append(tile)
            }
            if tile.isFull { files.remove(tile.path + ".p") }
        }
        try await write(broken, from: store)
        if !broken.isEmpty {
            log.tell(.filesWrittenAgain(count: broken.count))
        }
    }

    /// After the first update: flags what was written before that was asked for, or says that it cannot be done.
    private func flagOnce(_ size: UInt64) {
        let isFirst = state.withLock { state in
            defer { state.isExamined = true }
            return !state.isExamined
        }
        let full = changedTiles(from: 0, to: size).filter(\.isFull)
        guard isFirst, isImmutable, let newest = full.last, let oldest = full.first else { return }
        guard files.setImmutable(newest.path, true) else {
            log.tell(.immutableNotPossible)
            return
        }
        // The oldest one is flagged last, so it tells of the rest.
        guard !files.isImmutable(oldest.path) else { return }
        for tile in full.reversed() { files.setImmutable(tile.path, true) }
    }

    private func changedTiles(from old: UInt64, to new: UInt64) -> [Tile] {
        Tile.changedBundles(from: old, to: new) + Tile.changed(from: old, to: new)
    }

    private func isFull(_ tile: Tile, in size: UInt64) -> Bool {
        Tile(kind: tile.kind, index: tile.index, treeSize: size)?.isFull == true
    }
}
