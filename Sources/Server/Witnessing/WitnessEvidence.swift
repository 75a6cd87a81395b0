import AuditLog
import Files
import Storage
import TransparencyLog
import Wire

/// What a checkpoint with the log's own signature, shown by somebody outside, means to this database.
///
/// A witness may lie, so its word alone never stops the log: not a number in a 409, not a 422. What the log's own key
/// signed is another matter. Either this database is not the newest one, or somebody else signs with the key; in both
/// cases one more signature here could be the second root for a size.
enum WitnessEvidence: Equatable, Sendable {
    /// It is one of ours.
    case known
    /// Larger than everything that is published or planned here.
    case ahead
    /// A size or a root that was never published here.
    case beside

    init(_ shown: Checkpoint, store: any Store) async throws(StoreError) {
        let planned = try await store.pendingPlan().map { LogPosition($0.after) }
        let published = store.head()?.state.size ?? 0
        if let planned, shown.size == planned.size {
            self = shown.root == planned.root ? .known : .beside
        } else if shown.size > published {
            self = .ahead
        } else {
            let own = try await store.checkpoint(at: shown.size)
            let root = own.flatMap { try? SignedNote([UInt8]($0.utf8)) }.flatMap {
                try? Checkpoint(text: $0.text)
            }
            self = root?.root == shown.root ? .known : .beside
        }
    }
}

extension Witnesses {
    /// Holds what a witness, or a folder of published files, shows against the database.
    ///
    /// - Throws: `Contradiction`, which ends the server: nothing may be signed any more. The checkpoint is
    ///   kept for `recover`.
    func examine(_ shown: VerifiedCheckpoint, by holder: Contradiction.Holder) async throws {
        let checkpoint = shown.checkpoint
        let evidence = try await WitnessEvidence(checkpoint, store: store)
        guard evidence != .known else { return }
        try? Files.replace(directory.evidence, shown.note.bytes, secret: false)
        let found = Contradiction(
            holder: holder, size: checkpoint.size, root: checkpoint.root, isAhead: evidence == .ahead,
            stored: store.head()?.state.size ?? 0)
        state.halt(found)
        throw found
    }

    /// The log's own published files, and what was kept of a witness before, know as much as anybody: asked before
    /// anything is signed.
    func askFiles() async throws {
        var files = [(directory.evidence, Contradiction.Holder.evidence)]
        let folder = publishDirectory
        if !folder.isEmpty { files.append(("\(folder)/checkpoint", .publishedFiles)) }
        for (path, holder) in files {
            guard let bytes = try? Files.read(path, limit: SignedNote.maximumBytes),
                let shown = try? VerifiedCheckpoint(
                    bytes: bytes, origin: store.origin, log: try state.logKey(), witnesses: [])
            else { continue }
            try await examine(shown, by: holder)
        }
    }
}
