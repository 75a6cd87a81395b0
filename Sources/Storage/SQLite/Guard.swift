import AuditLog
import Files
import TransparencyLog
import Wire

/// The last position that a signature may have left memory for, in a file of its own.
///
/// A database that is put back from a copy takes the log back in time; the guard does not come back with it.
/// The file is replaced as a whole, synced before and after:
///
///     kentongan guard 1 LF origin LF size LF root in hexadecimal LF
///
/// There is one text for each position, and every other is refused: who edits a guard to make a refusal go away, or puts
/// back half of one, gets another refusal.
struct Guard: Sendable {
    let path: String
    let origin: String

    /// Nil where there is no file.
    func read() throws(StoreError) -> LogPosition? {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try Files.read(path, limit: Self.limit) } catch {
            switch error.cause {
            case .missing: return nil
            case .tooLong: throw .guardMalformed
            default: throw StoreError(error)
            }
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 5, let size = UInt64(lines[2]), let root = Hash(hex: lines[3]) else {
            throw .guardMalformed
        }
        let (found, position) = (String(lines[1]), LogPosition(size: size, root: root))
        // Written again it must be the same bytes: no sign, no leading zero, no capital, no other line end.
        guard Self.text(found, position) == bytes else { throw .guardMalformed }
        guard found == origin else { throw .foreign(expected: origin, found: found) }
        return position
    }

    private static func text(_ origin: Origin, _ position: LogPosition) -> [UInt8] {
        Array("\(title)\n\(origin)\n\(position.size)\n\(position.root.hex)\n".utf8)
    }

    /// Compare-and-swap; durable on return.
    ///
    /// Where the guard is at `target` already, at a start after a crash or a failed sync, it is written once more: that
    /// the name was seen does not say that it survives a loss of power. Without it the batch would be published, and
    /// the guard could come back as it was before.
    func advance(
        from start: LogPosition, to target: LogPosition, beforeRename: () throws(StoreError) -> Void
    ) throws(StoreError) {
        guard let current = try read() else { throw .missing("guard") }
        guard current == start || current == target, target.size > start.size else {
            throw .guardMoved(size: current.size)
        }
        try write(target, beforeRename: beforeRename)
    }

    func write(_ position: LogPosition, beforeRename: () throws(StoreError) -> Void = {}) throws(StoreError) {
        let text = Self.text(origin, position)
        let new = try storing { () throws(FileError) in
            try Replacement(of: path, with: text, mode: 0o600)
        }
        try beforeRename()
        try storing { () throws(FileError) in try new.commit(requiringFolder: true) }
    }

    /// Refuses a database at whose end, or at whose planned batch's end, the guard does not stand.
    func check(published: LogPosition, planned: LogPosition?) throws(StoreError) {
        guard let current = try read() else {
            throw published.size == 0 ? .missing("guard") : .guardBehind(guarded: 0, stored: published.size)
        }
        if current == published || current == planned { return }
        if current.size == published.size || current.size == planned?.size {
            throw .guardDiffers(size: current.size)
        }
        guard current.size > published.size else {
            throw .guardBehind(guarded: current.size, stored: published.size)
        }
        throw .guardAhead(guarded: current.size, stored: planned?.size ?? published.size)
    }

    /// Bytes; a guard has fewer than 400.
    private static let limit = 65_536
    private static let title = "kentongan guard 1"
}
