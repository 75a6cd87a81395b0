import Primitives

/// The exact lengths of age files, in bytes.
package enum AgeLength {
    /// Bytes of the nonce between header and chunks.
    package static let payloadNonce = 16

    /// The header for `count` hybrid recipients, without the payload's nonce: 1,627 for one, 18,754
    /// for twelve.
    ///
    /// Nil for a count below one and for one whose header is above `Header.maxLength`.
    package static func header(hybridRecipients count: Int) -> Int? {
        header(recipients: count, hybrid: true)
    }

    static func header(recipients count: Int, hybrid: Bool) -> Int? {
        let argument = hybrid ? HybridStanza.encapsulationLength : X25519Stanza.keyLength
        let type = hybrid ? HybridStanza.type : X25519Stanza.type
        let stanza =
            Stanza.prefix.count + type.utf8.count + 1 + Base64.unpaddedLength(of: argument) + 1
            + Base64.unpaddedLength(of: FileKey.sealedLength) + 1
        let rest =
            Header.version.count + Header.macPrefix.count + Base64.unpaddedLength(of: Header.macLength) + 1
        guard count >= 1, count <= (Header.maxLength - rest) / stanza else { return nil }
        return rest + count * stanza
    }

    /// What follows the header for a plaintext of `length` bytes (0 to 2^62): nonce and chunks.
    package static func payload(plaintext length: UInt64) -> UInt64 {
        let chunks = max(1, (length + chunk - 1) / chunk)
        return UInt64(payloadNonce) + length + chunks * tag
    }

    /// A whole file; nil where `header(hybridRecipients:)` is.
    package static func file(plaintext length: UInt64, hybridRecipients count: Int) -> UInt64? {
        header(hybridRecipients: count).map { UInt64($0) + payload(plaintext: length) }
    }

    /// The plaintext's length in a file of `length` bytes, or nil if no plaintext makes such a file.
    package static func plaintext(file length: UInt64, hybridRecipients count: Int) -> UInt64? {
        guard let header = header(hybridRecipients: count), length >= UInt64(header + payloadNonce) else {
            return nil
        }
        let (full, rest) = (length - UInt64(header + payloadNonce)).quotientAndRemainder(
            dividingBy: chunk + tag)
        switch (full, rest) {
        case (0, ..<tag): return nil
        case (0, _): return rest - tag
        case (_, 0): return full * chunk
        case (_, ...tag): return nil
        default: return full * chunk + rest - tag
        }
    }

    private static let chunk = UInt64(Stream.chunkLength)
    private static let tag = UInt64(Stream.tagLength)
}
