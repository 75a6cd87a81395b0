import TransparencyLog
import Wire
import Words

/// A saved checkpoint held against a policy: the log's signature apart from the witnesses'.
struct CheckpointFindings: Equatable {
    /// Nil where the log did not sign it.
    let verified: VerifiedCheckpoint?
    /// What the note says, whoever signed it; nil where it is no checkpoint.
    let checkpoint: Checkpoint?
    /// Whether a quorum cosigned it.
    let isWitnessed: Bool
    let checks: [ProofCheck]

    init(_ note: SignedNote, policy: WitnessPolicy) {
        checkpoint = try? Checkpoint(text: note.text)
        let origin = checkpoint?.origin ?? "?"
        let logs = policy.logs.filter { $0.name == origin }
        var refusal = Phrase(
            "log '\(origin)' tidak dikenal di sini", "the log '\(origin)' is not known here")
        var signed: VerifiedCheckpoint?
        for log in logs where signed == nil {
            do {
                signed = try VerifiedCheckpoint(note, origin: log.name, log: log, witnesses: [])
            } catch {
                refusal = Phrase("\(error)", "\(error)")
            }
        }
        guard let signed, let log = logs.first(where: { (try? note.verify(by: [$0])) != nil }) else {
            verified = nil
            isWitnessed = false
            checks = [
                ProofCheck(.logSignature, false, refusal),
                ProofCheck(
                    .cosignatures, nil, Phrase("tanpa tanda tangan log", "without the log's signature")),
            ]
            return
        }
        let head = signed.checkpoint
        let logCheck = ProofCheck(.logSignature, true, "\(log.vkey), \(head.size), \(head.root.hex)")
        do {
            let witnessed = try VerifiedCheckpoint(
                note, origin: log.name, log: log, witnesses: policy.witnesses.map(\.key))
            let isMet = policy.isMet(by: witnessed.cosignatures.map(\.key))
            verified = witnessed
            isWitnessed = isMet
            checks = [logCheck, Self.cosignatures(witnessed.cosignatures, policy: policy, isMet: isMet)]
        } catch {
            verified = signed
            isWitnessed = false
            checks = [logCheck, ProofCheck(.cosignatures, false, "\(error)")]
        }
    }

    /// Who and when, and of how many.
    private static func cosignatures(
        _ signatures: [VerifiedSignature], policy: WitnessPolicy, isMet: Bool
    ) -> ProofCheck {
        let (known, fewest) = (policy.witnesses.count, policy.fewest)
        let count = Phrase(
            "\(signatures.count) dari \(known) saksi; kuorum \(fewest) \(isMet ? "tercapai" : "tidak tercapai")",
            "\(signatures.count) of \(known) witnesses; quorum of \(fewest) \(isMet ? "met" : "not met")")
        guard fewest > 0 else {
            return ProofCheck(
                .cosignatures, nil, Phrase("tidak ada saksi yang diminta", "no witness is asked for"))
        }
        var detail = count
        for signature in signatures {
            let time = CivilTime.wib(signature.timestamp ?? 0)
            detail = Phrase(
                "\(detail.indonesian); \(signature.key.name), \(time.indonesian)",
                "\(detail.english); \(signature.key.name), \(time.english)")
        }
        return ProofCheck(.cosignatures, isMet ? true : nil, detail)
    }
}
