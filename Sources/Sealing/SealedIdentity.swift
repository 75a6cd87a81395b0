package import Age
import Primitives
package import Wire

/// Who a source is, sealed once more inside its message: to the agency's recipient key and to no other, its own neither.
///
/// So who finds the eight words does not find the name, and an agency's tool that reads replies does not read it in passing.
/// The text of the message is base64 of an age file whose plaintext is `u16 length || text || zeros` of 1,024 bytes
/// (Protocol, section 10).
package enum SealedIdentity {
    /// Bytes of the longest text.
    package static let limit = 1_000
    private static let plaintextLength = 1_024

    /// Seals it.
    ///
    /// - Parameters:
    ///   - text: 1 to `limit` bytes of UTF-8.
    ///   - recipient: the agency's.
    ///   - random: bytes fit for keys.
    /// - Returns: the text of a message of kind `identity`.
    /// - Throws: `tooLarge` for a text of another length, `keys` where it cannot be sealed.
    package static func seal(
        _ text: String, to recipient: RecipientKey, random: RandomBytes
    ) throws(SealingError) -> String {
        let content = Array(text.utf8)
        guard (1...limit).contains(content.count) else {
            throw .tooLarge(bytes: UInt64(content.count), limit: UInt64(limit))
        }
        var plaintext =
            [UInt8(truncatingIfNeeded: content.count >> 8), UInt8(truncatingIfNeeded: content.count)]
            + content
        plaintext += [UInt8](repeating: 0, count: plaintextLength - plaintext.count)
        do throws(AgeError) {
            var encryptor = try Encryptor(
                recipients: [.hybrid(publicKey: recipient)], fileKey: random(16), payloadNonce: random(16))
            var file = encryptor.header
            try encryptor.update(plaintext, into: &file)
            try encryptor.finish(into: &file)
            return Base64.encode(file)
        } catch {
            throw .keys(error.reason)
        }
    }

    /// Opens it, which an agency does by an act alone that two of its keys sign.
    ///
    /// - Parameters:
    ///   - text: of a message of kind `identity`.
    ///   - identities: the agency's.
    /// - Returns: what the source wrote.
    /// - Throws: `notOpened` where it is sealed to others, `layout` for what is no text of this form.
    package static func open(_ text: String, identities: [Identity]) throws(SealingError) -> String {
        guard let file = Base64.decode(text) else { throw .layout("not base64") }
        var plaintext: [UInt8] = []
        do throws(AgeError) {
            var decryptor = Decryptor(identities: identities)
            try decryptor.receive(file, into: &plaintext)
            try decryptor.finish(into: &plaintext)
        } catch {
            throw .notOpened(error.reason)
        }
        guard plaintext.count == plaintextLength else { throw .layout("an identity of another length") }
        let count = Int(plaintext[0]) << 8 | Int(plaintext[1])
        guard (1...limit).contains(count), plaintext.dropFirst(2 + count).allSatisfy({ $0 == 0 }),
            let text = String(validating: plaintext.dropFirst(2).prefix(count), as: UTF8.self)
        else { throw .layout("an identity of another form") }
        return text
    }
}
