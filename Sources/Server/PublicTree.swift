import AuditLog
import Console
import Foundation
import Storage
import Wire

/// The published log as static files that any web server can hand out: C2SP tlog-tiles.
///
/// The checkpoint is written last and in one step, so a reader never sees one whose tiles are not there. A partial
/// tile goes when the full one has come; nothing else is ever removed or changed.
struct PublicTree: Sendable {
    let directory: String

    /// Brings the directory up to the store's head, from where its own checkpoint stands.
    func update(from store: SQLiteStore) async throws {
        guard let head = store.head() else { return }
        let old = try standing(origin: store.origin)
        guard old < head.state.size else { return }
        let tiles =
            Tile.changedBundles(from: old, to: head.state.size) + Tile.changed(from: old, to: head.state.size)
        for tile in tiles {
            try write(tile.path, try await store.tile(tile))
            if tile.isFull { try? FileManager.default.removeItem(atPath: path(tile.path + ".p")) }
        }
        try write("checkpoint", Array(head.checkpoint.utf8))
    }

    /// The size that the directory's checkpoint names; 0 where there is none.
    ///
    /// - Throws: for a directory of another log, which would be spoilt.
    private func standing(origin: Origin) throws -> UInt64 {
        let path = path("checkpoint")
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        let bytes = try Files.read(path, limit: SignedNote.maximumBytes, field: "publish.directory")
        let checkpoint = try Checkpoint(text: try SignedNote(bytes).text)
        guard checkpoint.origin == origin else {
            throw Failure(
                .configuration,
                "publish.directory holds the log \(plain(checkpoint.origin)), expected \(origin)",
                field: "publish.directory")
        }
        return checkpoint.size
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        let path = path(name)
        try Files.makeFolder(
            (path as NSString).deletingLastPathComponent, secret: false, field: "publish.directory")
        try Files.replace(path, bytes, secret: false, field: "publish.directory")
    }

    private func path(_ name: String) -> String { "\(directory)/\(name)" }
}
