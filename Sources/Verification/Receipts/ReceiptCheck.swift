package import AuditLog
import Keys
package import TransparencyLog
import Wire

/// A saved receipt, checked offline, each thing by its name.
package struct ReceiptCheck: Equatable, Sendable {
    /// Each thing that was looked at, in order.
    package let checks: [ProofCheck]
    /// What they come to.
    package let result: ProofResult
    /// Whether the entry is where the receipt says, in a tree that the log signed.
    package let isRecorded: Bool
    /// And a quorum of witnesses cosigned.
    package let isWitnessed: Bool
    /// What was checked.
    package let file: ReceiptFile
    /// What the file's checkpoint says, whoever signed it; nil where it is none.
    package let checkpoint: Checkpoint?
    /// The witnesses' signatures that hold.
    package let cosigners: [VerifiedSignature]

    /// Reads and checks a file: a tlog-proof, or the lines of the QR codes that carry one on paper.
    ///
    /// - Throws: `notAReceipt` where it is no receipt.
    package init(path: String, pins: ReceiptPins) throws(VerificationError) {
        var bytes = try NamedFile.subject.lines(path, limit: 2 * LogProof.maximumBytes)
        do throws(ReceiptCodes.Mistake) {
            if let text = String(validating: bytes, as: UTF8.self),
                let joined = try ReceiptCodes.receipt(in: text)
            {
                bytes = joined
            }
        } catch {
            throw .notAReceipt(path: path, reason: "\(error)")
        }
        do { self.init(try ReceiptFile(bytes), pins: pins) } catch {
            throw .notAReceipt(path: path, reason: "\(error)")
        }
    }

    /// Checks one that was read already.
    package init(_ file: ReceiptFile, pins: ReceiptPins) {
        let findings = CheckpointFindings(file.proof.checkpoint, policy: pins.policy, zone: pins.zone)
        let leaf = file.commitment == nil ? nil : file.leaf
        let inclusion = Self.inclusion(file, leaf: leaf, checkpoint: findings.checkpoint)
        checks =
            pins.checks + [Self.format(file), Self.commitment(file), Self.leaf(leaf, file)] + findings.checks
            + [inclusion]
        isRecorded = findings.verified != nil && inclusion.ok == true
        isWitnessed = isRecorded && findings.isWitnessed
        let isFalse = checks.contains { $0.ok == false }
        result = isFalse || !isRecorded ? .failed : isWitnessed ? .ok : .incomplete
        self.file = file
        checkpoint = findings.checkpoint
        cosigners = findings.verified?.cosignatures ?? []
    }

    private static func format(_ file: ReceiptFile) -> ProofCheck {
        guard file.entry != nil else {
            return ProofCheck(.format, false, .noLogEntry)
        }
        return ProofCheck(.format, true, "c2sp.org/tlog-proof@v1")
    }

    private static func commitment(_ file: ReceiptFile) -> ProofCheck {
        guard let commitment = file.commitment else {
            return ProofCheck(.commitment, nil, .noSealedEntry)
        }
        guard let opening = file.opening else {
            return ProofCheck(.commitment, nil, .noOpening)
        }
        guard let report = opening.report(of: commitment) else {
            return ProofCheck(.commitment, false, .otherOpening)
        }
        return ProofCheck(
            .commitment, true, .opened(envelope: report.envelope, agencies: report.agencies))
    }

    private static func leaf(_ leaf: Hash?, _ file: ReceiptFile) -> ProofCheck {
        guard let leaf else {
            return ProofCheck(.leaf, false, .notTheSealedEntry(file.proof.index))
        }
        return ProofCheck(.leaf, true, leaf.hex)
    }

    private static func inclusion(_ file: ReceiptFile, leaf: Hash?, checkpoint: Checkpoint?) -> ProofCheck {
        guard let leaf, let checkpoint else {
            return ProofCheck(.inclusion, nil, .noEntryOrCheckpoint)
        }
        let (index, size) = (file.proof.index, checkpoint.size)
        return ProofCheck(.inclusion) {
            try InclusionProof(index: index, size: size, path: file.proof.path)
                .verify(leaf: leaf, root: checkpoint.root)
            return .place(index: index, size: size)
        }
    }
}

extension Opening {
    /// The report that this opens, if the commitment is this opening's.
    func report(of commitment: Hash?) -> ReportReceived? {
        guard record.format == 1, let opened = try? Commitment.of(self), opened == commitment,
            case .reportReceived(let report) = record.body
        else { return nil }
        return report
    }
}
