@testable import Keys
@testable import Primitives
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

/// `merkle.json`, by `merkle.py`.
struct MerkleVectors: Decodable {
    let limit: Int
    let roots: String
    let inclusion: String
    let inclusion_hashes: Int
    let consistency: String
    let consistency_hashes: Int
    let reference_entries: [String]
    let reference_roots: [String]

    static let shared = Result { try vectors("merkle.json", as: MerkleVectors.self) }
}

@Suite struct TreeTests {
    @Test func emptyRootIsTheHashOfNothing() {
        #expect(Base64.encode(MerkleTree.emptyRoot.bytes) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(RightEdge().root == MerkleTree.emptyRoot)
        #expect(MerkleTree.root(of: []) == MerkleTree.emptyRoot)
    }

    @Test func leafAndNode() {
        #expect(MerkleTree.leafHash([7, 8]) == sha256([0, 7, 8]))
        #expect(MerkleTree.leafHash([]) == sha256([0]))
        let (left, right) = (sha256([1]), sha256([2]))
        #expect(MerkleTree.nodeHash(left, right) == sha256([1] + left.bytes + right.bytes))
    }

    @Test func referenceRoots() throws {
        let vectors = try MerkleVectors.shared.get()
        var edge = RightEdge()
        #expect(edge.root.hex == vectors.reference_roots[0])
        for (index, entry) in vectors.reference_entries.enumerated() {
            edge.append(MerkleTree.leafHash(try required([UInt8](hex: entry))))
            #expect(edge.root.hex == vectors.reference_roots[index + 1])
        }
    }

    @Test func accumulatedRoots() throws {
        let vectors = try MerkleVectors.shared.get()
        var edge = RightEdge()
        var stream = SHA256Stream()
        stream.update(edge.root.bytes)
        for leaf in leaves(vectors.limit) {
            edge.append(leaf)
            stream.update(edge.root.bytes)
        }
        #expect(stream.finalize().hex == vectors.roots)
    }

    @Test func storedEdgeGoesOn() throws {
        let all = leaves(100)
        for size in 0...100 {
            var edge = RightEdge()
            for leaf in all[..<size] { edge.append(leaf) }
            #expect(edge.hashes.count == size.nonzeroBitCount)
            var stored = try required(RightEdge(count: UInt64(size), hashes: edge.hashes))
            for leaf in all[size...] { stored.append(leaf) }
            #expect(stored.root == Naive.root(all[...]))
            #expect(RightEdge(count: UInt64(size), hashes: edge.hashes + [Hash()]) == nil)
        }
    }

    @Test func subtreesAtOnce() throws {
        let all = leaves(13)
        var edge = RightEdge()
        let appended1 = edge.append(subtree: Naive.root(all[0..<8]), level: 3)
        #expect(appended1)
        let appended2 = edge.append(subtree: Naive.root(all[8..<12]), level: 2)
        #expect(appended2)
        let appended3 = edge.append(subtree: all[12], level: 0)
        #expect(appended3)
        #expect(edge.root == Naive.root(all[...]))
        #expect(edge.count == 13)
        let before = edge
        let appended4 = edge.append(subtree: all[0], level: 1)
        #expect(!appended4)
        let appended5 = edge.append(subtree: all[0], level: 64)
        #expect(!appended5)
        #expect(edge == before)
    }

    @Test func perfectRootOfEveryHeight() throws {
        for height in 0...8 {
            let all = leaves(1 << height)
            var folded = all
            #expect(
                folded.withUnsafeMutableBufferPointer { MerkleTree.perfectRoot($0) } == Naive.root(all[...]))
        }
    }
}
