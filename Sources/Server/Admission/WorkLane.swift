import Keys
import Wire

/// Looks at work, one proof after the other: all proofs together never take more than one processor.
///
/// Who brings none waits here as long as who does, so that an answer that is late is late alike.
actor WorkLane {
    /// Returns when a proof that came at this moment would have been looked at.
    func pass() {}

    /// Whether a proof has the bits that are needed; one try of scrypt.
    func has(_ bits: UInt8, _ proof: WorkProof, for subject: [UInt8]) -> Bool {
        proof.has(bits, for: subject)
    }
}
