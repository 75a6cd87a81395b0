import AuditLog
import Files
import Storage
import TransparencyLog
import Wire

/// What a directory of public files says that it holds, which the store has to confirm.
struct TileFolderHead: Equatable {
    /// 0 where there is no checkpoint.
    let size: UInt64
    /// The size of the store's checkpoint before that one; 0 if it is the first.
    let previous: UInt64
    /// The checkpoint's bytes.
    let note: [UInt8]

    /// - Throws: `PublishFault.refused` for the directory of another log, or of a later or another state of
    ///   this one: then the store was put back, or the directory is not ours.
    init(in files: ShownFolder, store: any PublishedLog, head: PublishedHead) async throws {
        guard files.presence("checkpoint") != .missing else {
            (size, previous, note) = (0, 0, [])
            return
        }
        note = try files.read("checkpoint", limit: SignedNote.maximumBytes)
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(text: try SignedNote(note).text) } catch {
            throw PublishFault.refused(.notACheckpoint)
        }
        guard checkpoint.origin == store.origin else {
            throw PublishFault.refused(.otherLog(found: checkpoint.origin, expected: store.origin))
        }
        guard checkpoint.size <= head.state.size else {
            throw PublishFault.refused(.ahead(size: checkpoint.size, log: head.state.size))
        }
        guard let own = try await store.checkpoint(at: checkpoint.size),
            let known = try? Checkpoint(text: try SignedNote(Array(own.utf8)).text),
            known.root == checkpoint.root
        else {
            throw PublishFault.refused(.otherRoot(size: checkpoint.size))
        }
        size = checkpoint.size
        previous = try await store.checkpointSizes(below: size, limit: 1).first ?? 0
    }
}
