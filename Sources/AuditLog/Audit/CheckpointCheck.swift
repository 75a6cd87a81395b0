import TransparencyLog
import Wire

/// Checkpoints that wait for the entries they sign, and the one kept from before.
struct CheckpointCheck: Sendable {
    private struct Waiting {
        var note: SignedNote
        var size: UInt64
        /// Somebody was shown it elsewhere.
        var isSeen: Bool
    }

    /// Where the tree stands.
    struct Position {
        var start: UInt64
        var size: UInt64
        var edge: RightEdge
        var isBatchEnd: Bool
    }

    private let pins: AuditPins
    /// Nil once compared.
    private var kept: Checkpoint?
    private var waiting: [Waiting] = []
    /// The smallest size waited for; `max` for none.
    private(set) var nextSize: UInt64
    /// The largest one that was verified and fits.
    private(set) var newest: VerifiedCheckpoint?

    init(pins: AuditPins) {
        self.pins = pins
        kept = pins.kept
        nextSize = pins.kept?.size ?? .max
    }

    /// Keeps a note until its size is reached; its text is not trusted before.
    mutating func wait(for note: SignedNote, isSeen: Bool) throws(CheckpointError) {
        let size = try Checkpoint(text: note.text).size
        waiting.append(Waiting(note: note, size: size, isSeen: isSeen))
        nextSize = min(nextSize, size)
    }

    /// Holds the tree against what was signed, and what was kept, of this size or less.
    mutating func reach(_ position: Position, descriptor: SiteDescriptor?, tally: inout AuditTally) {
        let due = take(upTo: position.size)
        if let kept, kept.size <= position.size {
            self.kept = nil
            if kept.size == position.size, kept.root != position.edge.root {
                tally.fail(
                    LogError(
                        .fork, at: kept.size, "Checkpoint.root", expected: kept.root,
                        found: position.edge.root))
            }
        }
        for item in due {
            do throws(LogError) {
                let verified = try verify(item.note, descriptor: descriptor)
                tally.counts.checkpoints += 1
                try compare(verified, position, isSeen: item.isSeen, tally: &tally)
            } catch {
                tally.fail(error.at(item.size))
            }
        }
    }

    /// No entry follows: whatever still waits is of a larger log.
    mutating func finish(size: UInt64, descriptor: SiteDescriptor?, tally: inout AuditTally) {
        if let kept, kept.size > size {
            tally.fail(LogError(.rollback, at: size, "Checkpoint.size", expected: kept.size, found: size))
        }
        for item in take(upTo: .max) {
            do throws(LogError) {
                let checkpoint = try verify(item.note, descriptor: descriptor).checkpoint
                throw LogError(
                    item.isSeen ? .rollback : .rootMismatch, "Checkpoint.size", expected: checkpoint.size,
                    found: size)
            } catch {
                tally.fail(error.at(size))
            }
        }
    }

    private mutating func take(upTo size: UInt64) -> [Waiting] {
        let due = waiting.filter { $0.size <= size }
        waiting.removeAll { $0.size <= size }
        let next = waiting.map { $0.size } + (kept.map { [$0.size] } ?? []).filter { $0 > size }
        nextSize = next.min() ?? .max
        return due
    }

    private func verify(_ note: SignedNote, descriptor: SiteDescriptor?) throws(LogError)
        -> VerifiedCheckpoint
    {
        guard let descriptor else {
            throw LogError(.signatureInvalid, "checkpoint", expected: "a known log key", found: "none")
        }
        let (log, witnesses) = (try descriptor.logKey(), try descriptor.witnessKeys())
        do { return try VerifiedCheckpoint(note, origin: log.name, log: log, witnesses: witnesses) } catch {
            throw LogError(
                .signatureInvalid, "checkpoint", expected: "signed by \(log.name)", found: "\(error)")
        }
    }

    private mutating func compare(
        _ verified: VerifiedCheckpoint, _ position: Position, isSeen: Bool, tally: inout AuditTally
    ) throws(LogError) {
        let checkpoint = verified.checkpoint
        guard checkpoint.size >= position.start || isSeen else {
            throw LogError(.rollback, "Checkpoint.size", expected: position.start, found: checkpoint.size)
        }
        guard checkpoint.size == position.size else {
            tally.counts.unchecked += 1
            return
        }
        guard checkpoint.root == position.edge.root else {
            let code: LogError.Code = isSeen || position.size == position.start ? .fork : .rootMismatch
            throw LogError(code, "Checkpoint.root", expected: position.edge.root, found: checkpoint.root)
        }
        guard position.isBatchEnd else {
            throw LogError(
                .batchInvalid, "Checkpoint.size", expected: "the end of a batch", found: "\(checkpoint.size)")
        }
        if !isSeen { newest = verified }
    }
}
