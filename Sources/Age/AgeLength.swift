import Primitives

/// The exact lengths of age files, in bytes.
package enum AgeLength {
    package static let payloadNonce = 16

    /// The header for `count` hybrid recipients, without the payload's nonce: 1,627 for one, 18,754
    /// for twelve. Nil for a count below one and for one whose header is above `Header.maxLength`.
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
    package static func payload(plaintext length: Int) -> Int {
        let chunks = max(1, (length + Stream.chunkLength - 1) / Stream.chunkLength)
        return payloadNonce + length + chunks * Stream.tagLength
    }

    /// A whole file; nil where `header(hybridRecipients:)` is.
    package static func file(plaintext length: Int, hybridRecipients count: Int) -> Int? {
        header(hybridRecipients: count).map { $0 + payload(plaintext: length) }
    }

    /// The plaintext's length in a file of `length` bytes, or nil if no plaintext makes such a file.
    package static func plaintext(file length: Int, hybridRecipients count: Int) -> Int? {
        guard let header = header(hybridRecipients: count), length >= header + payloadNonce else {
            return nil
        }
        let (full, rest) = (length - header - payloadNonce).quotientAndRemainder(
            dividingBy: Stream.sealedChunkLength)
        switch (full, rest) {
        case (0, ..<Stream.tagLength): return nil
        case (0, _): return rest - Stream.tagLength
        case (_, 0): return full * Stream.chunkLength
        case (_, ...Stream.tagLength): return nil
        default: return full * Stream.chunkLength + rest - Stream.tagLength
        }
    }
}
