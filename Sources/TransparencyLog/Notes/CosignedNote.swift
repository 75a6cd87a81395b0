import Wire

/// Why a signature line is not taken for a cosignature of a checkpoint.
package enum CosignatureRefusal: Error, Equatable {
    /// Not one signature line.
    case malformed
    /// The name and key ID of no witness; such lines are passed over.
    case unknownWitness
    /// A witness's name and key ID under another text, another time, or by another key.
    case invalid
    /// Zero, which is for subtrees, or later than the clock can explain.
    case timestamp(UInt64, limit: UInt64)
    /// The note would be longer than what carries it allows.
    case tooLong(limit: Int)
}

extension CosignatureRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed: "not one signature line"
        case .unknownWitness: "not by a witness of the site"
        case .invalid: "not the witness's cosignature of this checkpoint"
        case .timestamp(let time, let limit): "cosignature of time \(time), limit 1 to \(limit)"
        case .tooLong(let limit): "the note would have more than \(limit) bytes"
        }
    }
}

/// A line that a witness of ours put under a checkpoint, verified.
package struct WitnessLine: Equatable, Sendable {
    /// Whose line it is.
    package let witness: VerifierKey
    /// POSIX seconds, as the witness states them.
    package let timestamp: UInt64
    let signature: NoteSignature

    /// - Parameters:
    ///   - line: without its LF.
    ///   - text: the checkpoint that it must be under.
    ///   - witnesses: the keys of ours that it may be by.
    ///   - latest: POSIX seconds that no honest clock is beyond.
    /// - Throws: `malformed`, `unknownWitness`, `invalid` or `timestamp`, the first that is so.
    package init(
        _ line: some StringProtocol, under text: String, by witnesses: [VerifierKey], latest: UInt64
    ) throws(CosignatureRefusal) {
        guard let signature = NoteSignature(line: line) else { throw .malformed }
        try self.init(signature, under: text, by: witnesses, latest: latest)
    }

    /// See the other initialiser.
    package init(
        _ signature: NoteSignature, under text: String, by witnesses: [VerifierKey], latest: UInt64
    ) throws(CosignatureRefusal) {
        guard let witness = witnesses.first(where: { $0.isNamed(by: signature) }),
            witness.algorithm == .cosignature
        else { throw .unknownWitness }
        guard let time = witness.verify(signature, of: text) else { throw .invalid }
        guard (1...max(latest, 1)).contains(time) else { throw .timestamp(time, limit: latest) }
        self.witness = witness
        self.signature = signature
        timestamp = time
    }
}

extension SignedNote {
    /// Puts witnesses' lines under the note.
    ///
    /// - Parameters:
    ///   - lines: verified under this note's text.
    ///   - limit: bytes of the whole note.
    /// - Returns: the note with one line for each of these witnesses, the newest of those that it has and is
    ///   given.
    /// - Throws: `tooLong` beyond the limit, or a note's own.
    package func cosigned(by lines: [WitnessLine], limit: Int) throws(CosignatureRefusal) -> SignedNote {
        var note = self
        for line in lines {
            var others: [NoteSignature] = []
            var newest = line
            for signature in note.signatures {
                guard line.witness.isNamed(by: signature) else {
                    others.append(signature)
                    continue
                }
                let old = try? WitnessLine(signature, under: text, by: [line.witness], latest: .max)
                if let old, old.timestamp >= newest.timestamp { newest = old }
            }
            do { note = try SignedNote(text: text, signatures: others + [newest.signature]) } catch {
                throw .tooLong(limit: limit)
            }
        }
        guard note.bytes.count <= limit else { throw .tooLong(limit: limit) }
        return note
    }

    /// Those of `witnesses` whose name and key ID a line of the note has.
    package func witnesses(among witnesses: [VerifierKey]) -> [VerifierKey] {
        witnesses.filter { witness in signatures.contains { witness.isNamed(by: $0) } }
    }
}
