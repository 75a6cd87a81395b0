package import AuditLog
package import TransparencyLog
package import Wire

/// The published log as it is written out for everybody: its checkpoints and their tiles.
///
/// Answers from published batches alone. A tile that was read once is the same for ever.
package protocol PublishedLog: Sendable {
    /// The log's name.
    var origin: Origin { get }

    /// Where the log stands; nil before batch 0. From memory.
    func head() -> PublishedHead?

    /// The checkpoint published at a size, with the cosignatures that came; nil where there was none.
    func checkpoint(at size: UInt64) async throws(StoreError) -> String?

    /// The sizes of the published checkpoints above one, ascending.
    func checkpointSizes(above size: UInt64) async throws(StoreError) -> [UInt64]

    /// The newest published checkpoints below a size.
    ///
    /// - Parameters:
    ///   - size: entries; itself left out.
    ///   - limit: how many at most.
    /// - Returns: their sizes, descending.
    /// - Throws: why the database cannot be read; `outOfRange` for a size above 2^63 − 1.
    func checkpointSizes(below size: UInt64, limit: Int) async throws(StoreError) -> [UInt64]

    /// A tile's bytes at exactly its width: at any width that was ever published, or the full one.
    ///
    /// - Throws: `outOfRange` beyond what is published.
    func tile(_ tile: Tile) async throws(StoreError) -> [UInt8]
}

/// The public log as it stands.
package struct PublishedHead: Equatable, Sendable {
    /// Size, tree and newest epoch.
    package let state: LogState
    /// The signed note, with the cosignatures that came.
    package let checkpoint: String

    /// A state under its signed note.
    package init(state: LogState, checkpoint: String) {
        self.state = state
        self.checkpoint = checkpoint
    }
}
