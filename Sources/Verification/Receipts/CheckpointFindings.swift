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

    init(_ note: SignedNote, policy: WitnessPolicy, zone: Zone) {
        checkpoint = try? Checkpoint(text: note.text)
        let origin = checkpoint?.origin ?? "?"
        let logs = policy.logs.filter { $0.name == origin }
        var refusal = ProofDetail.unknownLog(origin: origin)
        var signed: VerifiedCheckpoint?
        for log in logs where signed == nil {
            do {
                signed = try VerifiedCheckpoint(note, origin: log.name, log: log, witnesses: [])
            } catch {
                refusal = .verbatim("\(error)")
            }
        }
        guard let signed, let log = logs.first(where: { (try? note.verify(by: [$0])) != nil }) else {
            verified = nil
            isWitnessed = false
            checks = [
                ProofCheck(.logSignature, false, refusal),
                ProofCheck(.cosignatures, nil, .noLogSignature),
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
            checks = [
                logCheck, Self.cosignatures(witnessed.cosignatures, policy: policy, isMet: isMet, zone: zone),
            ]
        } catch {
            verified = signed
            isWitnessed = false
            checks = [logCheck, ProofCheck(.cosignatures, false, "\(error)")]
        }
    }

    /// Who and when, and of how many.
    private static func cosignatures(
        _ signatures: [VerifiedSignature], policy: WitnessPolicy, isMet: Bool, zone: Zone
    ) -> ProofCheck {
        let (known, fewest) = (policy.witnesses.count, policy.fewest)
        guard fewest > 0 else { return ProofCheck(.cosignatures, nil, .noWitnessAsked) }
        let cosigners = signatures.map {
            ProofDetail.Cosigner(name: $0.key.name, time: $0.timestamp ?? 0)
        }
        return ProofCheck(
            .cosignatures, isMet ? true : nil,
            .cosigned(cosigners, known: known, fewest: fewest, isMet: isMet, zone: zone))
    }
}
