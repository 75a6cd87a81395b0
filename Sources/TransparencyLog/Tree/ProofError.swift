package import Wire

/// Why a proof does not show what it should.
package enum ProofError: Error, Equatable {
    case indexBeyondTree(index: UInt64, size: UInt64)
    /// The old tree is larger than the new one.
    case sizesReversed(old: UInt64, new: UInt64)
    case pathTooShort(expected: Int, actual: Int)
    case pathTooLong(expected: Int, actual: Int)
    case rootMismatch(expected: Hash, computed: Hash)
    case oldRootMismatch(expected: Hash, computed: Hash)
}

extension ProofError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .indexBeyondTree(let index, let size): "index \(index) is not below the tree size \(size)"
        case .sizesReversed(let old, let new): "old tree size \(old) is above new tree size \(new)"
        case .pathTooShort(let expected, let actual):
            "proof has \(actual) hashes, too few (expected: \(expected))"
        case .pathTooLong(let expected, let actual):
            "proof has \(actual) hashes, too many (expected: \(expected))"
        case .rootMismatch(let expected, let computed):
            "root does not follow from the proof (expected: \(expected.hex), computed: \(computed.hex))"
        case .oldRootMismatch(let expected, let computed):
            "old root does not follow from the proof (expected: \(expected.hex), computed: \(computed.hex))"
        }
    }
}

/// Nothing but the count of hashes in a proof is checked here.
func checkLength(of path: [Hash], expected: Int) throws(ProofError) {
    guard path.count >= expected else { throw .pathTooShort(expected: expected, actual: path.count) }
    guard path.count <= expected else { throw .pathTooLong(expected: expected, actual: path.count) }
}
