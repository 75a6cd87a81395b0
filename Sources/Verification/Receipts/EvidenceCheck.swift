import AuditLog
import Console
import Keys
import TransparencyLog
package import Wire
package import Words

/// Evidence of a broken promise, checked offline by whoever is handed it, each thing by its name.
///
/// It shows that the site signed the promise, and that the batch of the first epoch numbered at or above the promised
/// one, in a log that the same site signed, does not hold the commitment.
package struct EvidenceCheck: Equatable, Sendable {
    package let evidence: BrokenPromiseEvidence
    package let checks: [ProofCheck]
    /// `ok`: the promise was broken, by the site of the link. `incomplete`: by a site whose root key nobody compared.
    package let result: ProofResult
    package let isWitnessed: Bool
    private let found: Epoch?

    /// - Parameter fingerprint: of the root key, from the site's link; nil where nobody has one.
    package init(_ evidence: BrokenPromiseEvidence, fingerprint: Hash?) {
        self.evidence = evidence
        let broken = evidence.broken
        let root = Fingerprint.root(evidence.descriptor.root)
        var checks = [
            ProofCheck(.format, evidence.format == 1, "\(evidence.format)"),
            ProofCheck(.descriptor) {
                try evidence.descriptor.check(fingerprint: root)
                return Phrase("\(evidence.descriptor.origin)", "\(evidence.descriptor.origin)")
            },
            ProofCheck(root: root, link: fingerprint),
            Self.promise(evidence),
        ]
        let note = try? SignedNote([UInt8](evidence.checkpoint.utf8))
        let policy = try? WitnessPolicy(evidence.descriptor)
        let signed = note.flatMap { note in policy.map { CheckpointFindings(note, policy: $0) } }
        checks +=
            signed?.checks ?? [ProofCheck(.logSignature, false, Phrase("bukan checkpoint", "no checkpoint"))]
        var epoch: Epoch?
        if let checkpoint = signed?.verified?.checkpoint {
            epoch = Self.epoch(broken.absence.epoch, in: checkpoint)
            checks += [
                Self.epoch(epoch, promised: broken.promise.epoch),
                Self.before(broken, epoch: epoch, in: checkpoint),
                ProofCheck(.neighbours) {
                    _ = try broken.absence.verify(broken.promise.commitment, in: checkpoint)
                    let index = broken.absence.left.entry.index
                    return Phrase("entri \(index) dan \(index + 1)", "entries \(index) and \(index + 1)")
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

    package var json: JSON {
        let promise = evidence.promise
        return [
            "result": .string(result == .failed ? "failed" : "broken"), "origin": .string(promise.origin),
            "commitment": .string(promise.commitment.hex), "epoch": JSON(promise.epoch),
            "found_epoch": JSON(found?.number), "root_checked": .bool(result == .ok),
            "witnessed": .bool(isWitnessed), "checks": .array(checks.map(\.json)),
        ]
    }

    /// One sentence.
    package var verdict: Phrase {
        let epoch = evidence.promise.epoch
        return switch result {
        case .ok:
            Phrase(
                "Bukti berlaku: janji untuk epoch \(epoch) DILANGGAR.",
                "The evidence holds: the promise for epoch \(epoch) WAS BROKEN.")
        case .incomplete:
            Phrase(
                """
                Bukti ini benar pada dirinya, tetapi kunci akarnya belum dibandingkan dengan tautan situs mana pun: \
                siapa saja dapat membuat situs sendiri. Berikan --link.
                """,
                """
                The evidence agrees with itself, but its root key was not compared with any site's link: anybody can make \
                a site of their own. Give --link.
                """)
        case .failed: Phrase("Bukti ini tidak berlaku.", "The evidence does not hold.")
        }
    }

    package func text(_ language: Language) -> String {
        (checks.map { $0.text(language) } + [verdict(language)]).joined(separator: "\n")
    }

    private static func promise(_ evidence: BrokenPromiseEvidence) -> ProofCheck {
        ProofCheck(.promise) {
            try evidence.promise.check(descriptor: evidence.descriptor)
            let (commitment, epoch) = (evidence.promise.commitment.hex, evidence.promise.epoch)
            return Phrase("\(commitment) pada epoch \(epoch)", "\(commitment) in epoch \(epoch)")
        }
    }

    private static func epoch(_ proven: ProvenEntry, in checkpoint: Checkpoint) -> Epoch? {
        guard (try? proven.check(in: checkpoint)) != nil, case .epoch(let epoch) = proven.entry.body else {
            return nil
        }
        return epoch
    }

    private static func epoch(_ epoch: Epoch?, promised: UInt64) -> ProofCheck {
        guard let epoch else {
            return ProofCheck(
                .epoch, false, Phrase("bukan entri epoch dari log ini", "not an epoch entry of this log"))
        }
        return ProofCheck(
            .epoch, epoch.number >= promised,
            Phrase(
                "epoch \(epoch.number), dijanjikan \(promised)", "epoch \(epoch.number), promised \(promised)"
            ))
    }

    private static func before(_ broken: BrokenPromise, epoch: Epoch?, in checkpoint: Checkpoint)
        -> ProofCheck
    {
        guard let epoch else {
            return ProofCheck(.epochBefore, nil, Phrase("tanpa epoch", "without the epoch"))
        }
        guard let before = broken.before else {
            return ProofCheck(
                .epochBefore, epoch.first == 0,
                Phrase(
                    "tidak ada; batch mulai pada entri \(epoch.first)", "none; batch begins at \(epoch.first)"
                ))
        }
        guard let earlier = Self.epoch(before, in: checkpoint), before.entry.index &+ 1 == epoch.first else {
            return ProofCheck(
                .epochBefore, false,
                Phrase("bukan epoch tepat sebelum batch itu", "not the epoch right before that batch"))
        }
        return ProofCheck(
            .epochBefore, earlier.number < broken.promise.epoch,
            Phrase("epoch \(earlier.number)", "epoch \(earlier.number)"))
    }
}
