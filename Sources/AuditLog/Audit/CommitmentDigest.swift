import Keys
import Primitives
import Wire

/// SHA-256 over commitments in a row, which can be stored in the middle and taken up again.
struct CommitmentDigest: Equatable, Sendable {
    private var hash = ResumableSHA256()
    /// Commitments so far.
    private(set) var count: UInt64 = 0
    /// The last one of an odd number: half a block.
    private(set) var odd: Hash?

    init() {}

    /// Nil for parts that do not fit each other.
    ///
    /// - Parameters:
    ///   - count: commitments so far, `odd` included; below 2^56.
    ///   - state: `state` of a stored one, FIPS 180-4 section 6.2.2's H: 8 words.
    ///   - odd: nil exactly where `count` is even.
    init?(count: UInt64, state: [UInt32], odd: Hash?) {
        guard state.count == 8, count < 1 << 56, (count % 2 == 1) == (odd != nil) else { return nil }
        hash = ResumableSHA256(words: SIMD8(state), blocks: count / 2)
        self.count = count & ~1
        if let odd { append(odd) }
    }

    /// After the last whole block.
    var state: [UInt32] { (0..<8).map { hash.words[$0] } }

    mutating func append(_ commitment: Hash) {
        unsafe commitment.withUnsafeBytes { unsafe hash.update(RawSpan(_unsafeBytes: $0)) }
        count += 1
        odd = count % 2 == 1 ? commitment : nil
    }

    /// The hash so far.
    func finalize() -> Hash { Hash(filling: { hash.finalize(into: &$0) }) }
}
