import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct ReceiptTests {
    private let log: SampleLog
    private let commitment: Hash
    private let inclusion: Inclusion
    private let checkpoint: VerifiedCheckpoint

    init() throws {
        log = try SampleLog.busy()
        let opened = try #require(log.openings(for: .agency("bkpsdm")).first)
        commitment = try Commitment.of(opened.opening)
        var reader = LeafHashReader(leaves: log.entries.map { MerkleTree.leafHash($0) })
        let proof = try InclusionProof(index: opened.index, size: 1280, reader: &reader)
        inclusion = Inclusion(
            index: opened.index, previous: MerkleTree.leafHash(log.entries[Int(opened.index) - 1]),
            proof: proof.path)
        checkpoint = try VerifiedCheckpoint(
            bytes: try #require(log.notes.last), origin: log.site.origin, log: log.site.descriptor.logKey(),
            witnesses: log.site.descriptor.witnessKeys())
    }

    @Test func recomputes_the_leaf_from_the_commitment() throws {
        let receipt = try Receipt(commitment: commitment, inclusion: inclusion, checkpoint: checkpoint)
        #expect(receipt.commitment == commitment)
        #expect(receipt.index == inclusion.index)
    }

    @Test func another_commitment_place_or_path_is_refused() throws {
        var wrong = [inclusion, inclusion, inclusion, inclusion]
        wrong[0].index += 1
        wrong[1].previous = Hash()
        wrong[2].proof.removeLast()
        wrong[3].index = .max
        for inclusion in wrong {
            #expect(throws: LogError.self) {
                try Receipt(commitment: commitment, inclusion: inclusion, checkpoint: checkpoint)
            }
        }
        #expect(throws: LogError.self) {
            try Receipt(commitment: sha256([]), inclusion: inclusion, checkpoint: checkpoint)
        }
    }

    @Test func a_saved_receipt_is_checked_offline() throws {
        let receipt = try Receipt(commitment: commitment, inclusion: inclusion, checkpoint: checkpoint)
        let file = try receipt.proof(opening: nil).bytes
        #expect(try Receipt(file, descriptor: log.site.descriptor) == receipt)
        let other = try SampleSite(seed: 5)
        #expect(throws: LogError.self) { try Receipt(file, descriptor: other.descriptor) }
        let proof = try receipt.proof(opening: nil)
        for extra in [nil, [], [UInt8](repeating: 0, count: 77), log.entries[1279]] {
            let changed = LogProof(
                extra: extra, index: proof.index, path: proof.path, checkpoint: proof.checkpoint)
            #expect(throws: LogError.self) { try Receipt(changed.bytes, descriptor: log.site.descriptor) }
        }
    }
}
