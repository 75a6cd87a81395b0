import Primitives
package import Wire

/// Ed25519 (RFC 8032) where every verifier gives the same answer.
///
/// Cofactorless, S < L, and neither A nor R encoded non-canonically or of small order. Implementations differ
/// on exactly these, and a log whose verifiers disagree has forked.
package enum Ed25519 {
    /// Whether `signature` is that of `message` by `key`, by the rules above.
    package static func verify(_ signature: Signature, of message: RawSpan, by key: PublicKey) -> Bool {
        verify(signature, of: unsafe message.withUnsafeBytes { unsafe [UInt8]($0) }, by: key)
    }

    /// Whether `signature` is that of `message` by `key`, by the rules above.
    package static func verify(_ signature: Signature, of message: [UInt8], by key: PublicKey) -> Bool {
        let bytes = signature.bytes
        let (r, s) = (bytes[..<32], bytes[32...])
        guard isAcceptablePoint(key.bytes[...]), isAcceptablePoint(r), isReducedScalar(s) else {
            return false
        }
        return isEd25519Signature(bytes, of: message, by: key.bytes)
    }

    /// Whether the encoding is canonical and not that of a point of small order.
    ///
    /// Refuse other keys where they enter. Whether the point is on the curve shows only when a signature is
    /// verified: there it fails.
    package static func isAcceptableKey(_ key: PublicKey) -> Bool {
        isAcceptablePoint(key.bytes[...])
    }

    /// RFC 8032 §5.1.3: y, little-endian, with the sign of x in the top bit.
    ///
    /// Canonical is y < p, and not x = 0 with its sign set; x = 0 is y = 1 or y = −1, of small order.
    private static func isAcceptablePoint(_ encoding: ArraySlice<UInt8>) -> Bool {
        var y = [UInt8](encoding)
        y[31] &= 0x7f
        return isBelow(y, p) && !smallOrder.contains(y)
    }

    private static func isReducedScalar(_ s: ArraySlice<UInt8>) -> Bool {
        isBelow([UInt8](s), order)
    }

    /// Little-endian, same length.
    private static func isBelow(_ value: [UInt8], _ limit: [UInt8]) -> Bool {
        value.reversed().lexicographicallyPrecedes(limit.reversed())
    }

    /// 2^255 − 19.
    private static let p = [0xed] + [UInt8](repeating: 0xff, count: 30) + [0x7f]

    /// L = 2^252 + 27742317777372353535851937790883648493.
    private static let order: [UInt8] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ]

    /// The y of all eight points whose order divides 8: one of order 1, one of 2, two of 4, four of 8.
    private static let smallOrder: [[UInt8]] = [
        [1] + [UInt8](repeating: 0, count: 31),
        [0xec] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        [UInt8](repeating: 0, count: 32),
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
            0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
        ],
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
            0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
        ],
    ]
}
