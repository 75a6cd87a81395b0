import AuditLog
import Keys
import Testing
import TransparencyLog
import Wire

/// A file, and the checks of it that are false.
struct ProofCase {
    var name: String
    var bytes: [UInt8]
    var failed: Set<String>
}

extension SamplePromises {
    /// An entry of the log and its path.
    func entry(_ index: UInt64) throws -> EntryProof {
        var reader = LeafHashReader(leaves: entries.map { MerkleTree.leafHash($0) })
        let path = try InclusionProof(index: index, size: size, reader: &reader).path
        return EntryProof(entry: try Entry(decoding: entries[Int(index)]), path: path)
    }

    /// Each part of a receipt false by itself.
    func receiptCases(_ opening: Opening) throws -> [ProofCase] {
        let receipt = try self.receipt(opening)
        let whole = try receipt.proof(opening: opening)
        func proof(
            extra: [UInt8]?? = nil, index: UInt64? = nil, path: [Hash]? = nil, note: SignedNote? = nil
        ) -> [UInt8] {
            LogProof(
                extra: extra ?? whole.extra, index: index ?? whole.index, path: path ?? whole.path,
                checkpoint: note ?? whole.checkpoint
            ).bytes
        }
        var other = try SamplePromises(seed: 8)
        try other.close(1)
        let cosigned = try #require(
            NoteSignature(line: whole.checkpoint.signatures[1].line.replacing("saksi-0", with: "saksi-1")))
        let wrongLine = try SignedNote(
            text: whole.checkpoint.text, signatures: [whole.checkpoint.signatures[0], cosigned])
        let text = String(decoding: whole.checkpoint.bytes, as: UTF8.self)
        let flipped = try SignedNote([UInt8](text.replacing("\n1280\n", with: "\n1281\n").utf8))
        let cases: [(String, [UInt8], Set<String>)] = [
            ("whole", whole.bytes, []),
            ("no extra", proof(extra: .some(nil)), ["format", "leaf"]),
            ("garbage", proof(extra: [1, 2, 3]), ["format", "leaf"]),
            ("other index", proof(index: whole.index + 1), ["leaf"]),
            ("short path", proof(path: whole.path.dropLast()), ["inclusion"]),
            ("no path", proof(path: []), ["inclusion"]),
            ("long path", proof(path: whole.path + Array(repeating: Hash(), count: 50)), ["inclusion"]),
            ("other log", proof(note: try other.note()), ["log_signature", "inclusion"]),
            ("other size", proof(note: flipped), ["log_signature"]),
            ("unknown witness line", proof(note: wrongLine), []),
        ]
        return cases.map { ProofCase(name: $0.0, bytes: $0.1, failed: $0.2) }
    }

    /// Each part of evidence wrong by itself; `good` is of epoch 4, `opening` of what was promised for epoch 2.
    func evidenceCases(_ good: BrokenPromiseEvidence, _ opening: Opening) throws -> [ProofCase] {
        let (promised, absent) = (try Commitment.of(opening), good.promise.commitment)
        func changed(
            _ change: (inout BrokenPromiseEvidence) throws -> Void
        ) throws -> BrokenPromiseEvidence {
            var evidence = good
            try change(&evidence)
            return evidence
        }
        let left = good.left.entry.index
        let cases: [(String, BrokenPromiseEvidence, Set<String>)] = [
            ("whole", good, []),
            ("format", try changed { $0.format = 2 }, ["format"]),
            ("descriptor", try changed { $0.descriptor.taxonomy = 9 }, ["descriptor"]),
            ("promise", try changed { $0.promise.epoch = 5 }, ["promise"]),
            (
                "promise by the log's key",
                try changed { $0.promise = try self.promise(absent, epoch: 4, by: self.log) }, ["promise"]
            ),
            (
                "promise of another log",
                try changed { $0.promise = try SamplePromises(seed: 9).promise(absent, epoch: 4) },
                ["promise"]
            ),
            ("no checkpoint", try changed { $0.checkpoint = "none" }, ["log_signature"]),
            (
                "another checkpoint",
                try changed { $0.checkpoint = $0.checkpoint.replacing("\n1280\n", with: "\n1281\n") },
                ["log_signature"]
            ),
            (
                "not due", try changed { $0.promise = try self.promise(absent, epoch: 7) }, ["epoch"]
            ),
            (
                "not the first epoch", try changed { $0.promise = try self.promise(absent, epoch: 3) },
                ["epoch_before"]
            ),
            ("no epoch before", try changed { $0.before = nil }, ["epoch_before"]),
            ("an earlier epoch before", try changed { $0.before = try entry(767) }, ["epoch_before"]),
            ("a sealed entry before", try changed { $0.before = try entry(1_022) }, ["epoch_before"]),
            ("left twice", try changed { $0.right = $0.left }, ["neighbours"]),
            ("exchanged", try changed { swap(&$0.left, &$0.right) }, ["neighbours"]),
            ("left one off", try changed { $0.left = try entry(left - 1) }, ["neighbours"]),
            (
                "next pair", try changed { ($0.left, $0.right) = (try entry(left + 1), try entry(left + 2)) },
                ["neighbours"]
            ),
            (
                "pair of another batch",
                try changed { ($0.left, $0.right) = (try entry(300), try entry(301)) }, ["neighbours"]
            ),
            (
                "path too long", try changed { $0.left.path += Array(repeating: Hash(), count: 50) },
                ["neighbours"]
            ),
            ("path empty", try changed { $0.right.path = [] }, ["neighbours"]),
            ("not an epoch", try changed { $0.epoch = try entry(1_278) }, ["epoch", "neighbours"]),
            (
                "a kept promise", try changed { $0.promise = try self.promise(promised, epoch: 2) },
                ["epoch_before", "neighbours"]
            ),
        ]
        return try cases.map { ProofCase(name: $0.0, bytes: try $0.1.encoded(), failed: $0.2) }
    }
}
