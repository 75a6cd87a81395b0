import Keys
import Wire

/// Numbers that nobody outside can tell from chance, from a secret that lives as long as the process.
struct SecretDraws: RandomNumberGenerator, Sendable {
    private let secret: [UInt8]
    private var count: UInt64 = 0

    /// - Parameter secret: 32 bytes fit for keys.
    init(secret: [UInt8]) {
        self.secret = secret
    }

    /// SHA-256 over secret and a number of its own.
    mutating func next() -> UInt64 {
        count &+= 1
        return sha256(secret + count.bigEndianBytes).leadingNumber
    }

    /// How lucky a report is in an epoch: bits that it need not bring, half of the zeros in front of a hash.
    ///
    /// One that lacks n bits gets in with probability 4^−n; the same report is always as lucky, so sending it again is
    /// no use.
    func luck(of envelope: Hash, in epoch: UInt64) -> UInt8 {
        let hash = sha256(secret + epoch.bigEndianBytes + envelope.bytes)
        return UInt8(clamping: hash.leadingNumber.leadingZeroBitCount / 2)
    }
}

extension UInt64 {
    fileprivate var bigEndianBytes: [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
    }
}

extension Hash {
    /// The first eight bytes, big-endian.
    fileprivate var leadingNumber: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
