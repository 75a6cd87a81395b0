package import Keys
import Wire

/// What a witness does with a request.
package enum WitnessDecision: Equatable, Sendable {
    /// Cosign this, keep it, and answer only when it is durable.
    case cosign(Cosigning)
    /// Nothing is kept.
    case answer(WitnessAnswer)
}

/// An HTTP answer of a witness.
package struct WitnessAnswer: Equatable, Sendable {
    /// The media type of an answer that says why.
    package static let textType = "text/plain; charset=utf-8"

    /// The status of HTTP.
    package let status: Int
    /// The body's media type.
    package let contentType: String
    /// The body.
    package let body: [UInt8]

    /// Takes the parts as they are.
    package init(status: Int, contentType: String = Self.textType, body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    /// A line that says why.
    package init(status: Int, _ reason: String) {
        self.init(status: status, body: [UInt8]("\(reason)\n".utf8))
    }
}

/// Why a checkpoint was not cosigned.
package enum CosigningError: Error, Equatable, Sendable {
    /// The key did not sign.
    case signing(SigningError)
    /// The checkpoint and its lines make no note.
    case note(NoteError)
    /// The note's text is no checkpoint.
    case checkpoint(CheckpointError)
}

/// A checkpoint that a witness may cosign.
package struct Cosigning: Equatable, Sendable {
    /// What may be cosigned.
    package let checkpoint: Checkpoint
    /// Those of the log's keys, one for each; lines of anybody else are left out.
    package let logSignatures: [NoteSignature]
    /// Not below the one given before.
    package let timestamp: UInt64

    /// What to remember, and the line to answer with once it is durable.
    package func cosigned(
        by cosigner: Cosigner
    ) throws(CosigningError) -> (log: WitnessedLog, line: NoteSignature) {
        let line: NoteSignature
        do { line = try cosigner.cosign(checkpoint, at: timestamp) } catch { throw .signing(error) }
        let note: SignedNote
        do { note = try SignedNote(text: checkpoint.text, signatures: logSignatures + [line]) } catch {
            throw .note(error)
        }
        do { return (try WitnessedLog(note: note, timestamp: timestamp), line) } catch {
            throw .checkpoint(error)
        }
    }
}

extension WitnessDecision {
    /// The checks of C2SP tlog-witness `add-checkpoint`, in its order.
    ///
    /// - Parameters:
    ///   - request: as parsed, unverified.
    ///   - log: what is remembered of the request's origin; nil for nothing yet.
    ///   - keys: trusted for that origin, no two of one ID or public key; empty where the origin is unknown.
    ///   - now: POSIX seconds. A clock that went back does not take the timestamps back.
    package init(
        on request: AddCheckpointRequest, log: WitnessedLog?, keys: [VerifierKey], now: UInt64
    ) {
        guard !keys.isEmpty else {
            self = .refuse(404, "origin is not one of this witness's logs")
            return
        }
        let signers: [VerifiedSignature]
        do { signers = try request.checkpoint.verify(by: keys) } catch {
            self = .refuse(403, "\(error)")
            return
        }
        let (head, latest) = (request.head, log?.checkpoint.size ?? 0)
        guard request.oldSize <= head.size else {
            self = .refuse(400, "old size \(request.oldSize) is above checkpoint size \(head.size)")
            return
        }
        guard request.oldSize == latest else {
            self = .answer(
                WitnessAnswer(
                    status: 409, contentType: AddCheckpointAnswer.sizeType, body: [UInt8]("\(latest)\n".utf8))
            )
            return
        }
        // The proof's own check covers size 0 with another root, and the same size with another root.
        let proof = ConsistencyProof(oldSize: latest, newSize: head.size, path: request.proof)
        do {
            try proof.verify(oldRoot: log?.checkpoint.root ?? MerkleTree.emptyRoot, newRoot: head.root)
        } catch {
            self = .refuse(422, "\(error)")
            return
        }
        self = .cosign(
            Cosigning(
                checkpoint: head, logSignatures: request.checkpoint.lines(of: signers.map { $0.key }),
                timestamp: min(max(1, now, log?.timestamp ?? 0), Cosignature.maximumTimestamp)))
    }

    private static func refuse(_ status: Int, _ reason: String) -> WitnessDecision {
        .answer(WitnessAnswer(status: status, reason))
    }
}

extension SignedNote {
    /// The first line of each key.
    fileprivate func lines(of keys: [VerifierKey]) -> [NoteSignature] {
        keys.compactMap { key in
            signatures.first { $0.keyID == key.keyID && isSame($0.name, key.name) }
        }
    }
}
