@testable import Keys
@testable import Primitives
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct ConsistencyProofTests {
    @Test func accumulatedProofs() throws {
        let vectors = try MerkleVectors.shared.get()
        let all = leaves(vectors.limit)
        var stream = SHA256Stream()
        var count = 0
        for size in 1...vectors.limit {
            var reader = TileStore(leaves: [Hash](all[..<size])).reader(size: size)
            for old in 1...size {
                let proof = try ConsistencyProof(from: UInt64(old), to: UInt64(size), reader: &reader)
                for hash in proof.path { stream.update(hash.bytes) }
                count += proof.path.count
            }
        }
        #expect(count == vectors.consistency_hashes)
        #expect(stream.finalize().hex == vectors.consistency)
    }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 127, 128, 129, 200, 255, 256, 257, 258, 299, 300])
    func tilesEqualDefinition(size: Int) throws {
        let all = leaves(size)
        var reader = TileStore(leaves: all).reader(size: size)
        let root = Naive.root(all[...])
        for old in 0...size {
            let proof = try ConsistencyProof(from: UInt64(old), to: UInt64(size), reader: &reader)
            #expect(proof.path == (old == 0 ? [] : Naive.consistency(old, all[...])))
            try proof.verify(oldRoot: Naive.root(all[..<old]), newRoot: root)
        }
    }

    @Test(arguments: [(3, 7), (4, 7), (4, 8), (6, 11), (8, 11), (1, 2)])
    func rejections(old: Int, new: Int) throws {
        let all = leaves(new)
        let (oldRoot, newRoot) = (Naive.root(all[..<old]), Naive.root(all[...]))
        let path = Naive.consistency(old, all[...])
        func proof(_ path: [Hash]) -> ConsistencyProof {
            ConsistencyProof(oldSize: UInt64(old), newSize: UInt64(new), path: path)
        }
        try proof(path).verify(oldRoot: oldRoot, newRoot: newRoot)
        #expect(throws: ProofError.pathTooLong(expected: path.count, actual: path.count + 1)) {
            try proof(path + [oldRoot]).verify(oldRoot: oldRoot, newRoot: newRoot)
        }
        #expect(throws: ProofError.pathTooShort(expected: path.count, actual: path.count - 1)) {
            try proof([Hash](path.dropLast())).verify(oldRoot: oldRoot, newRoot: newRoot)
        }
        #expect(throws: ProofError.self) { try proof(path).verify(oldRoot: newRoot, newRoot: newRoot) }
        #expect(throws: ProofError.self) { try proof(path).verify(oldRoot: oldRoot, newRoot: oldRoot) }
        for position in path.indices {
            var changed = path
            changed[position] = sha256([1, 2, 3])
            #expect(throws: ProofError.self) { try proof(changed).verify(oldRoot: oldRoot, newRoot: newRoot) }
        }
    }

    @Test func newLeavesDoNotExcuseOldOnes() throws {
        let all = leaves(20)
        var forked = all
        forked[3] = sha256([9])
        for old in 4...20 {
            let path = Naive.consistency(old, forked[...])
            #expect(throws: ProofError.self) {
                try ConsistencyProof(oldSize: UInt64(old), newSize: 20, path: path)
                    .verify(oldRoot: Naive.root(all[..<old]), newRoot: Naive.root(forked[...]))
            }
        }
    }

    @Test func equalSizes() throws {
        let root = sha256([1])
        let other = sha256([2])
        let proof = ConsistencyProof(oldSize: 5, newSize: 5, path: [])
        try proof.verify(oldRoot: root, newRoot: root)
        #expect(throws: ProofError.rootMismatch(expected: other, computed: root)) {
            try proof.verify(oldRoot: root, newRoot: other)
        }
        #expect(throws: ProofError.pathTooLong(expected: 0, actual: 1)) {
            try ConsistencyProof(oldSize: 5, newSize: 5, path: [root]).verify(oldRoot: root, newRoot: root)
        }
        let power = ConsistencyProof(oldSize: 8, newSize: 8, path: [])
        try power.verify(oldRoot: root, newRoot: root)
        #expect(throws: ProofError.rootMismatch(expected: other, computed: root)) {
            try power.verify(oldRoot: root, newRoot: other)
        }
    }

    @Test func fromNothing() throws {
        let (empty, root) = (MerkleTree.emptyRoot, sha256([1]))
        let proof = ConsistencyProof(oldSize: 0, newSize: 5, path: [])
        try proof.verify(oldRoot: empty, newRoot: root)
        #expect(throws: ProofError.oldRootMismatch(expected: root, computed: empty)) {
            try proof.verify(oldRoot: root, newRoot: root)
        }
        #expect(throws: ProofError.pathTooLong(expected: 0, actual: 1)) {
            try ConsistencyProof(oldSize: 0, newSize: 5, path: [root]).verify(oldRoot: empty, newRoot: root)
        }
        let nothing = ConsistencyProof(oldSize: 0, newSize: 0, path: [])
        try nothing.verify(oldRoot: empty, newRoot: empty)
        #expect(throws: ProofError.rootMismatch(expected: root, computed: empty)) {
            try nothing.verify(oldRoot: empty, newRoot: root)
        }
    }

    @Test func backwards() {
        #expect(throws: ProofError.sizesReversed(old: 6, new: 5)) {
            try ConsistencyProof(oldSize: 6, newSize: 5, path: []).verify(oldRoot: Hash(), newRoot: Hash())
        }
        var reader = LeafHashReader(leaves: leaves(5))
        #expect(throws: ProofMakingError<ProofError>.request(.sizesReversed(old: 6, new: 5))) {
            try ConsistencyProof(from: 6, to: 5, reader: &reader)
        }
    }
}
