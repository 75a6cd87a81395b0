import AuditLog
import Files
import Storage
import TransparencyLog
import Wire
import Words

/// What a directory of public files says that it holds, which the store has to confirm.
struct TileFolderHead: Equatable {
    /// 0 where there is no checkpoint.
    let size: UInt64
    /// The size of the store's checkpoint before that one; 0 if it is the first.
    let previous: UInt64
    /// The checkpoint's bytes.
    let note: [UInt8]

    /// - Throws: `Failure` of kind `configuration` for the directory of another log, or of a later or another state of
    ///   this one: then the store was put back, or the directory is not ours.
    init(in files: ShownFolder, store: any PublishedLog, head: PublishedHead) async throws {
        guard files.presence("checkpoint") != .missing else {
            (size, previous, note) = (0, 0, [])
            return
        }
        note = try files.read("checkpoint", limit: SignedNote.maximumBytes)
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(text: try SignedNote(note).text) } catch {
            throw refusal("holds a file 'checkpoint' that is none")
        }
        guard checkpoint.origin == store.origin else {
            throw refusal("holds the log \(plain(checkpoint.origin)), expected \(store.origin)")
        }
        guard checkpoint.size <= head.state.size else {
            throw refusal(
                "is ahead of the log: it holds \(checkpoint.size) entries, the log \(head.state.size). "
                    + "The data directory was put back; keep both as they are")
        }
        guard let own = try await store.checkpoint(at: checkpoint.size),
            let known = try? Checkpoint(text: try SignedNote(Array(own.utf8)).text),
            known.root == checkpoint.root
        else {
            throw refusal("holds another root at size \(checkpoint.size) than the log; keep both as they are")
        }
        size = checkpoint.size
        previous = try await store.checkpointSizes(below: size, limit: 1).first ?? 0
    }
}

private func refusal(_ what: String) -> Failure {
    Failure(.configuration, "publish.directory \(what)", field: "publish.directory")
}
