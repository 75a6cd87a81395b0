import Primitives
package import Wire

/// The one kind of work that there is: scrypt over what is sent, as many nonces as it takes.
///
/// Protocol/README.md section 8. A try costs 256 KiB and half a millisecond, and 5 ms on a slow phone; a check is one try.
package enum Work {
    /// Zero bits that a site may ask for at most: 512 tries on average.
    package static let hardest: UInt8 = 9
    /// Tries that a source makes at most, about ten seconds of a slow phone; it then brings the best that it found.
    package static let mostTries = 2_048

    private static let logN = 8

    /// What work is bound to, so that it serves one report and no other.
    package static func subject(envelope: Hash, mailbox: PublicKey) -> [UInt8] {
        envelope.bytes + mailbox.bytes
    }

    /// How many zero bits a nonce gives.
    ///
    /// - Parameters:
    ///   - nonce: 16 bytes.
    ///   - subject: what the work is for.
    ///   - challenge: the site's.
    /// - Returns: 0 to 255; 0 also where there is no memory to find out.
    package static func bits(of nonce: [UInt8], for subject: [UInt8], challenge: Hash) -> UInt8 {
        let hash = scrypt(subject + nonce, salt: Label.work.bytes + challenge.bytes, logN: logN, count: 32)
        return hash?.withBytes { bytes in
            let zeros = bytes.prefix { $0 == 0 }.count
            let rest = zeros < bytes.count ? bytes[zeros].leadingZeroBitCount : 0
            return UInt8(clamping: 8 * zeros + rest)
        } ?? 0
    }
}

extension WorkProof {
    /// Reads the `work` of a submission, as far as that costs no try; nil where it cannot have the bits by its own word, or
    /// solves no challenge in force.
    ///
    /// - Parameters:
    ///   - work: as it came.
    ///   - bits: that are needed.
    ///   - challenges: those in force.
    package init?(_ work: [UInt8], claiming bits: UInt8, of challenges: [Hash]) {
        guard let proof = try? WorkProof(decoding: work), proof.kind == .scrypt, proof.difficulty >= bits,
            challenges.contains(proof.challenge)
        else { return nil }
        self = proof
    }

    /// Whether it has the bits that are needed: one try.
    package func has(_ bits: UInt8, for subject: [UInt8]) -> Bool {
        Work.bits(of: nonce.bytes, for: subject, challenge: challenge) >= bits
    }
}
