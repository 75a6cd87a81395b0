package import AuditLog
import Console
import Files
import Keys
import TransparencyLog
import Wire
package import Words

/// A saved receipt, checked offline, each thing by its name.
package struct ReceiptCheck: Equatable, Sendable {
    package let checks: [ProofCheck]
    package let result: ProofResult
    /// Whether the entry is where the receipt says, in a tree that the log signed.
    package let isRecorded: Bool
    /// And a quorum of witnesses cosigned.
    package let isWitnessed: Bool
    private let file: ReceiptFile
    private let checkpoint: Checkpoint?
    private let cosigners: [VerifiedSignature]

    /// - Throws: `badInput` where the file is no receipt.
    package init(path: String, pins: ReceiptPins) throws(Failure) {
        let bytes = try Files.read(path, limit: LogProof.maximumBytes, field: "FILE")
        do { self.init(try ReceiptFile(bytes), pins: pins) } catch {
            throw Failure(.badInput, "FILE: '\(path)' is no receipt: \(error)", field: "FILE")
        }
    }

    package init(_ file: ReceiptFile, pins: ReceiptPins) {
        let findings = CheckpointFindings(file.proof.checkpoint, policy: pins.policy)
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

    package var json: JSON {
        let report = file.opening.flatMap { $0.report(of: file.commitment) }
        return [
            "result": .string(result.rawValue), "recorded": .bool(isRecorded && result != .failed),
            "witnessed": .bool(isWitnessed && result != .failed), "origin": JSON(checkpoint?.origin),
            "index": JSON(file.proof.index), "size": JSON(checkpoint?.size),
            "root": JSON(checkpoint?.root.hex),
            "commitment": JSON(file.commitment?.hex), "envelope": JSON(report?.envelope.hex),
            "agencies": report.map { .array($0.agencies.map { .string($0) }) } ?? .null,
            "cosignatures": .array(
                cosigners.map { ["witness": .string($0.key.name), "time": JSON($0.timestamp)] }),
            "checks": .array(checks.map(\.json)),
        ]
    }

    package func text(_ language: Language) -> String {
        let verdict =
            switch result {
            case .ok:
                Phrase("Tercatat, dan disaksikan oleh kuorum saksi.", "Recorded, and witnessed by a quorum.")
            case .incomplete: Phrase("Tercatat, tidak disaksikan.", "Recorded, not witnessed.")
            case .failed: Phrase("Bukti ini tidak berlaku.", "This receipt does not hold.")
            }
        return (checks.map { $0.text(language) } + [verdict(language)]).joined(separator: "\n")
    }

    private static func format(_ file: ReceiptFile) -> ProofCheck {
        guard file.entry != nil else {
            return ProofCheck(
                .format, false, Phrase("tidak memuat entri log", "does not hold an entry of a log"))
        }
        return ProofCheck(.format, true, "c2sp.org/tlog-proof@v1")
    }

    private static func commitment(_ file: ReceiptFile) -> ProofCheck {
        guard let commitment = file.commitment else {
            return ProofCheck(.commitment, nil, Phrase("tanpa entri tersegel", "without a sealed entry"))
        }
        guard let opening = file.opening else {
            return ProofCheck(
                .commitment, nil, Phrase("tidak ada pembuka dalam berkas", "no opening in the file"))
        }
        guard let report = opening.report(of: commitment) else {
            return ProofCheck(
                .commitment, false,
                Phrase(
                    "pembuka bukan milik komitmen ini, atau bukan laporan",
                    "the opening is not this commitment's, or not of a report"))
        }
        let agencies = report.agencies.joined(separator: " ")
        return ProofCheck(
            .commitment, true,
            Phrase(
                "amplop \(report.envelope.hex), instansi \(agencies)",
                "envelope \(report.envelope.hex), agencies \(agencies)"))
    }

    private static func leaf(_ leaf: Hash?, _ file: ReceiptFile) -> ProofCheck {
        guard let leaf else {
            return ProofCheck(
                .leaf, false,
                Phrase(
                    "bukan entri tersegel nomor \(file.proof.index)",
                    "not the sealed entry \(file.proof.index)"))
        }
        return ProofCheck(.leaf, true, leaf.hex)
    }

    private static func inclusion(_ file: ReceiptFile, leaf: Hash?, checkpoint: Checkpoint?) -> ProofCheck {
        guard let leaf, let checkpoint else {
            return ProofCheck(
                .inclusion, nil, Phrase("tanpa entri atau checkpoint", "without an entry or a checkpoint"))
        }
        let (index, size) = (file.proof.index, checkpoint.size)
        return ProofCheck(.inclusion) {
            try InclusionProof(index: index, size: size, path: file.proof.path)
                .verify(leaf: leaf, root: checkpoint.root)
            return Phrase("entri \(index) dari \(size)", "entry \(index) of \(size)")
        }
    }
}

extension Opening {
    /// The report that this opens, if the commitment is this opening's.
    fileprivate func report(of commitment: Hash?) -> ReportReceived? {
        guard record.format == 1, let opened = try? Commitment.of(self), opened == commitment,
            case .reportReceived(let report) = record.body
        else { return nil }
        return report
    }
}
