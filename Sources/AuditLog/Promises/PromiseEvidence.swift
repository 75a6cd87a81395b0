package import TransparencyLog
package import Wire

// A broken promise as the message that a third party is handed, and back.

extension BrokenPromiseEvidence {
    /// The name in the BEGIN and END lines of its file.
    package static let armorName = "BROKEN PROMISE"
    /// A checkpoint of the message has at most this many bytes.
    package static let maximumCheckpointBytes = 6_144

    /// - Parameters:
    ///   - broken: taken unverified.
    ///   - descriptor: names the promise key and the log key.
    ///   - checkpoint: the one that the paths lead to.
    /// - Throws: where the checkpoint is too long: `descriptorInvalid` for a key that is none,
    ///   `signatureInvalid` where no line is by one of the keys named.
    package init(
        _ broken: BrokenPromise, descriptor: SiteDescriptor, checkpoint: VerifiedCheckpoint
    ) throws(LogError) {
        self.init(
            format: 1, promise: broken.promise, descriptor: descriptor,
            checkpoint: try Self.text(of: checkpoint, descriptor: descriptor),
            left: EntryProof(broken.absence.left), right: EntryProof(broken.absence.right),
            epoch: EntryProof(broken.absence.epoch), before: broken.before.map { EntryProof($0) })
    }

    /// What the message says, unverified.
    package var broken: BrokenPromise {
        BrokenPromise(
            promise: promise,
            absence: AbsenceProof(left: left.proven, right: right.proven, epoch: epoch.proven),
            before: before?.proven)
    }

    /// All signatures, or where they are too long those of the keys that the descriptor names.
    private static func text(
        of checkpoint: VerifiedCheckpoint, descriptor: SiteDescriptor
    ) throws(LogError) -> String {
        let note = checkpoint.note
        let whole = String(decoding: note.bytes, as: UTF8.self)
        guard whole.utf8.count > maximumCheckpointBytes else { return whole }
        let keys = [try descriptor.logKey()] + (try descriptor.witnessKeys())
        var kept: [NoteSignature] = []
        for key in keys {
            guard
                let line = note.signatures.last(where: { $0.keyID == key.keyID && isSame($0.name, key.name) })
            else { continue }
            kept.append(line)
        }
        do {
            return String(decoding: try SignedNote(text: note.text, signatures: kept).bytes, as: UTF8.self)
        } catch {
            throw LogError(.signatureInvalid, "checkpoint", expected: "a note", found: "\(error)")
        }
    }
}

extension EntryProof {
    /// What a proof carries of a proven entry.
    package init(_ proven: ProvenEntry) {
        self.init(entry: proven.entry, path: proven.path)
    }

    /// Unverified.
    package var proven: ProvenEntry { ProvenEntry(entry, path: path) }
}
