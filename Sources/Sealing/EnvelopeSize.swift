import Age
import Wire

/// How much an envelope of each length holds.
package enum EnvelopeSize {
    /// Plaintext bytes of an envelope of `bytes` with that many stanzas.
    package static func capacity(_ bytes: UInt64, recipients: Int) -> UInt64? {
        AgeLength.plaintext(file: bytes, hybridRecipients: recipients)
    }

    /// The shortest envelope whose plaintext has room for `content` bytes, and that room.
    ///
    /// - Parameters:
    ///   - content: bytes of plaintext before the zeros.
    ///   - recipients: stanzas, all hybrid.
    ///   - limit: bytes of the longest envelope.
    /// - Returns: bytes of the envelope, and of its plaintext with the zeros.
    /// - Throws: `tooLarge`, whose limit is the room in the longest envelope within `limit`.
    package static func fitting(
        _ content: UInt64, recipients: Int, limit: UInt64
    ) throws(SealingError) -> (bytes: UInt64, capacity: UInt64) {
        var most: UInt64 = 0
        for k in 0..<40 {
            guard let bytes = EnvelopeLength.bytes(k), bytes <= limit else { break }
            guard let capacity = capacity(bytes, recipients: recipients) else { continue }
            if capacity >= content { return (bytes, capacity) }
            most = capacity
        }
        throw .tooLarge(bytes: content, limit: most)
    }

    /// A message of that many bytes can be one of the three that envelopes hold.
    static func check(message bytes: UInt64) throws(SealingError) {
        guard bytes > 0, bytes <= longestMessage else {
            throw .layout("message of \(bytes) bytes, limit 1 to \(longestMessage)")
        }
    }

    private static let longestMessage = UInt64(
        max(Report.maximumSize, Supplement.maximumSize, Message.maximumSize))
}
