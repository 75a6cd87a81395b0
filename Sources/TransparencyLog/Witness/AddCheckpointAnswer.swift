import Wire

/// What a witness answered to `add-checkpoint`, as the log reads it.
///
/// Nothing in it is verified.
package enum AddCheckpointAnswer: Equatable, Sendable {
    /// Bytes of the longest answer.
    package static let maximumBytes = 65_536
    /// The media type of an answer that states a size.
    package static let sizeType = "text/x.tlog.size"

    /// Cosignature lines, in the order given: see `cosignature(by:on:)`.
    case cosigned([NoteSignature])
    /// The witness last cosigned this size: prove from there.
    case conflict(size: UInt64)
    /// Any other status: 404 does not know the origin, 403 not the key, 422 the proof does not hold.
    case refused(status: Int)

    /// - Parameters:
    ///   - status: HTTP's.
    ///   - contentType: as in the header; without parameters.
    ///   - body: at most `maximumBytes`.
    /// - Throws: `tooLarge`, `malformedCosignatures` for a 200, `malformedConflict` for a 409 of `sizeType`.
    package init(status: Int, contentType: String?, body: [UInt8]) throws(AddCheckpointError) {
        guard body.count <= Self.maximumBytes else {
            throw .tooLarge(byteCount: body.count, limit: Self.maximumBytes)
        }
        switch status {
        case 200: self = .cosigned(try Self.signatures(body))
        case 409 where contentType == Self.sizeType:
            guard body.last == UInt8(ascii: "\n"),
                let size = parseDecimal(body.dropLast(), limit: Checkpoint.maximumSize)
            else { throw .malformedConflict }
            self = .conflict(size: size)
        default: self = .refused(status: status)
        }
    }

    /// The first line by this witness's key, if it is right: a line of it that is wrong makes nil.
    ///
    /// Lines of other
    /// keys are passed over.
    package func cosignature(by witness: VerifierKey, on checkpoint: Checkpoint) -> NoteSignature? {
        guard case .cosigned(let lines) = self, witness.algorithm == .cosignature else { return nil }
        let own = lines.filter { $0.keyID == witness.keyID && isSame($0.name, witness.name) }
        guard let first = own.first, let note = try? SignedNote(text: checkpoint.text, signatures: own),
            (try? note.verify(by: [witness])) != nil
        else { return nil }
        return first
    }

    private static func signatures(_ body: [UInt8]) throws(AddCheckpointError) -> [NoteSignature] {
        let limit = SignedNote.maximumSignatures
        guard let lines = body.terminatedLines(), (1...limit).contains(lines.count) else {
            throw .malformedCosignatures(limit: limit)
        }
        var signatures: [NoteSignature] = []
        for line in lines {
            guard let text = String(validating: line, as: UTF8.self),
                let signature = NoteSignature(line: text)
            else { throw .malformedCosignatures(limit: limit) }
            signatures.append(signature)
        }
        return signatures
    }
}
