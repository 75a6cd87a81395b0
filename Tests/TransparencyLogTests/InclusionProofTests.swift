import Keys
@testable import Primitives
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct InclusionProofTests {
    @Test func accumulatedPaths() throws {
        let vectors = try MerkleVectors.shared.get()
        let all = leaves(vectors.limit)
        var stream = SHA256Stream()
        var count = 0
        for size in 1...vectors.limit {
            var reader = TileStore(leaves: [Hash](all[..<size])).reader(size: size)
            for index in 0..<size {
                let proof = try InclusionProof(index: UInt64(index), size: UInt64(size), reader: &reader)
                for hash in proof.path { stream.update(hash.bytes) }
                count += proof.path.count
            }
        }
        #expect(count == vectors.inclusion_hashes)
        #expect(stream.finalize().hex == vectors.inclusion)
    }

    /// Proofs around the tiles' edges, against the definition; and they verify.
    @Test(arguments: [1, 2, 3, 7, 8, 9, 127, 128, 129, 200, 255, 256, 257, 258, 299, 300])
    func tilesEqualDefinition(size: Int) throws {
        let all = leaves(size)
        do {
            var reader = TileStore(leaves: [Hash](all[..<size])).reader(size: size)
            let root = Naive.root(all[..<size])
            for index in 0..<size {
                let proof = try InclusionProof(index: UInt64(index), size: UInt64(size), reader: &reader)
                #expect(proof.path == Naive.path(index, all[..<size]))
                try proof.verify(leaf: all[index], root: root)
            }
        }
    }

    /// The path of every leaf of every size up to 300, by the index arithmetic alone.
    @Test func lengths() throws {
        for size in UInt64(1)...300 {
            for index in 0..<size {
                let plan = try ProofPlan.inclusion(of: index, in: size)
                let below = 64 - (index ^ (size - 1)).leadingZeroBitCount
                #expect(plan.subtrees.count == below + (index >> UInt64(below)).nonzeroBitCount)
            }
        }
    }

    @Test func rejections() throws {
        let all = leaves(11)
        let root = Naive.root(all[...])
        var reader = LeafHashReader(leaves: all)
        let proof = try InclusionProof(index: 6, size: 11, reader: &reader)
        try proof.verify(leaf: all[6], root: root)

        let count = proof.path.count
        func changed(index: UInt64 = 6, size: UInt64 = 11, path: [Hash]? = nil) -> InclusionProof {
            InclusionProof(index: index, size: size, path: path ?? proof.path)
        }
        #expect(throws: ProofError.pathTooLong(expected: count, actual: count + 1)) {
            try changed(path: proof.path + [root]).verify(leaf: all[6], root: root)
        }
        #expect(throws: ProofError.pathTooShort(expected: count, actual: count - 1)) {
            try changed(path: proof.path.dropLast()).verify(leaf: all[6], root: root)
        }
        #expect(throws: ProofError.pathTooShort(expected: count, actual: 0)) {
            try changed(path: []).verify(leaf: all[6], root: root)
        }
        #expect(throws: ProofError.indexBeyondTree(index: 11, size: 11)) {
            try changed(index: 11).verify(leaf: all[6], root: root)
        }
        #expect(throws: ProofError.indexBeyondTree(index: 0, size: 0)) {
            try changed(index: 0, size: 0, path: []).verify(leaf: all[6], root: MerkleTree.emptyRoot)
        }
        #expect(throws: ProofError.self) { try changed(index: 5).verify(leaf: all[6], root: root) }
        #expect(throws: ProofError.self) { try proof.verify(leaf: all[5], root: root) }
        #expect(throws: ProofError.self) { try proof.verify(leaf: all[6], root: all[6]) }
        for position in 0..<count {
            var path = proof.path
            path[position] = all[0]
            let computed = try changed(path: path).computedRoot(leaf: all[6])
            #expect(throws: ProofError.rootMismatch(expected: root, computed: computed)) {
                try changed(path: path).verify(leaf: all[6], root: root)
            }
            path = proof.path
            path.swapAt(position, (position + 1) % count)
            #expect(throws: ProofError.self) { try changed(path: path).verify(leaf: all[6], root: root) }
        }
    }

    @Test func singleLeaf() throws {
        let leaf = leaves(1)[0]
        let proof = InclusionProof(index: 0, size: 1, path: [])
        try proof.verify(leaf: leaf, root: leaf)
        #expect(throws: ProofError.pathTooLong(expected: 0, actual: 1)) {
            try InclusionProof(index: 0, size: 1, path: [leaf]).verify(leaf: leaf, root: leaf)
        }
    }

    @Test func requestBeyondTree() {
        var reader = LeafHashReader(leaves: leaves(3))
        #expect(throws: ProofMakingError<ProofError>.request(.indexBeyondTree(index: 3, size: 3))) {
            try InclusionProof(index: 3, size: 3, reader: &reader)
        }
    }

    @Test func largestTreeDoesNotOverflow() throws {
        let proof = InclusionProof(index: .max - 1, size: .max, path: [])
        #expect(throws: ProofError.pathTooShort(expected: 63, actual: 0)) {
            try proof.verify(leaf: Hash(), root: Hash())
        }
        let plan = try ProofPlan.inclusion(of: 1 << 62, in: .max)
        #expect(plan.subtrees.count == 64)
    }
}
