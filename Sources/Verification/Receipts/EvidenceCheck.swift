import AuditLog
import Keys
import TransparencyLog
package import Wire
import Words

/// Evidence of a broken promise, checked offline by whoever is handed it, each thing by its name.
///
/// It shows that the site signed the promise, and that the batch of the first epoch numbered at or above the promised
/// one, in a log that the same site signed, does not hold the commitment.
package struct EvidenceCheck: Equatable, Sendable {
    /// What was handed over.
    package let evidence: BrokenPromiseEvidence
    /// Each thing that was looked at, in order.
    package let checks: [ProofCheck]
    /// `ok`: the promise was broken, by the site of the link.
    ///
    /// `incomplete`: by a site whose root key nobody compared.
    package let result: ProofResult
    /// Whether all of it holds in a log that a quorum saw.
    package let isWitnessed: Bool
    /// The first epoch numbered at or above the promised one, proven; nil where none is.
    package let found: Epoch?

    /// Checks all of it.
    ///
    /// - Parameters:
    ///   - evidence: what was handed over; anybody may have made it.
    ///   - fingerprint: of the root key, from the site's link; nil where nobody has one.
    package init(_ evidence: BrokenPromiseEvidence, fingerprint: Hash?) {
        self.evidence = evidence
        let broken = evidence.broken
        let root = Fingerprint.root(evidence.descriptor.root)
        var checks = [
            ProofCheck(.format, evidence.format == 1, "\(evidence.format)"),
            ProofCheck(.descriptor) {
                try evidence.descriptor.check(fingerprint: root)
                return .verbatim("\(evidence.descriptor.origin)")
            },
            ProofCheck(root: root, link: fingerprint),
            Self.promise(evidence),
        ]
        let note = try? SignedNote([UInt8](evidence.checkpoint.utf8))
        let policy = try? WitnessPolicy(evidence.descriptor)
        let signed = note.flatMap { note in
            policy.map { CheckpointFindings(note, policy: $0, zone: evidence.descriptor.zone) }
        }
        checks +=
            signed?.checks ?? [ProofCheck(.logSignature, false, .noCheckpoint)]
        var epoch: Epoch?
        if let checkpoint = signed?.verified?.checkpoint {
            epoch = Self.epoch(broken.absence.epoch, in: checkpoint)
            checks += [
                Self.epoch(epoch, promised: broken.promise.epoch),
                Self.before(broken, epoch: epoch, in: checkpoint),
                ProofCheck(.neighbours) {
                    _ = try broken.absence.verify(broken.promise.commitment, in: checkpoint)
                    return .neighbours(broken.absence.left.entry.index)
                },
            ]
            do { try broken.verify(descriptor: evidence.descriptor, checkpoint: checkpoint) } catch {
                // What no line above says.
                if checks.allSatisfy({ $0.ok != false }) {
                    checks.append(ProofCheck(.promise, false, "\(error)"))
                }
            }
        }
        let isFalse = checks.contains { $0.ok == false }
        result = isFalse ? .failed : fingerprint == nil ? .incomplete : .ok
        isWitnessed = !isFalse && signed?.isWitnessed == true
        found = epoch
        self.checks = checks
    }

    private static func promise(_ evidence: BrokenPromiseEvidence) -> ProofCheck {
        ProofCheck(.promise) {
            try evidence.promise.check(descriptor: evidence.descriptor)
            return .promised(commitment: evidence.promise.commitment, epoch: evidence.promise.epoch)
        }
    }

    private static func epoch(_ proven: ProvenEntry, in checkpoint: Checkpoint) -> Epoch? {
        guard (try? proven.check(in: checkpoint)) != nil, case .epoch(let epoch) = proven.entry.body else {
            return nil
        }
        return epoch
    }

    private static func epoch(_ epoch: Epoch?, promised: UInt64) -> ProofCheck {
        guard let epoch else { return ProofCheck(.epoch, false, .notAnEpoch) }
        return ProofCheck(
            .epoch, epoch.number >= promised, .epoch(epoch.number, promised: promised))
    }

    private static func before(_ broken: BrokenPromise, epoch: Epoch?, in checkpoint: Checkpoint)
        -> ProofCheck
    {
        guard let epoch else { return ProofCheck(.epochBefore, nil, .noEpoch) }
        guard let before = broken.before else {
            return ProofCheck(.epochBefore, epoch.first == 0, .noneBefore(first: epoch.first))
        }
        guard let earlier = Self.epoch(before, in: checkpoint), before.entry.index &+ 1 == epoch.first else {
            return ProofCheck(.epochBefore, false, .notTheEpochBefore)
        }
        return ProofCheck(.epochBefore, earlier.number < broken.promise.epoch, .epochBefore(earlier.number))
    }
}
