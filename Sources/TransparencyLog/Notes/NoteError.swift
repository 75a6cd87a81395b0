package import Keys

/// Why bytes are no signed note, a text cannot become one, a key is none, or the signatures do not count.
package enum NoteError: Error, Equatable {
    case tooLarge(byteCount: Int, limit: Int)
    case tooManySignatures(limit: Int)
    case notUTF8
    /// A byte below 0x20 other than LF.
    case controlCharacter
    /// The text is empty or does not end in LF, or the note has no empty line, no signature or no last LF.
    case malformed
    /// Lines are counted from 1, signature lines only.
    case malformedSignature(line: Int)
    /// Empty, or with a space or a plus sign.
    case invalidKeyName
    case malformedKey
    case keyIDMismatch
    case unsupportedAlgorithm(UInt8)
    /// Not a canonical encoding, or of small order.
    case unacceptablePublicKey
    /// Two of the given keys have the same name and ID, or are the same public key.
    case ambiguousKeys
    /// A key that we know did not make the signature on this line, so nothing in the note counts.
    case invalidSignature(line: Int)
    case noKnownKey
    case signing(SigningError)
}

extension NoteError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let count, let limit): "note has \(count) bytes (limit: \(limit))"
        case .tooManySignatures(let limit): "note has too many signatures (limit: \(limit))"
        case .notUTF8: "note is not utf-8"
        case .controlCharacter: "note has a control character"
        case .malformed: "note is malformed"
        case .malformedSignature(let line): "signature line \(line) of the note is malformed"
        case .invalidKeyName: "key name is empty or has a space or a plus sign"
        case .malformedKey: "verifier key is malformed"
        case .keyIDMismatch: "key id does not belong to name and key"
        case .unsupportedAlgorithm(let type): "signature type \(type) is not supported (supported: 1, 4)"
        case .unacceptablePublicKey: "public key is not canonical or of small order"
        case .ambiguousKeys: "two known keys cannot be told apart"
        case .invalidSignature(let line): "signature line \(line) of the note is not by the key it names"
        case .noKnownKey: "note has no signature by a known key"
        case .signing: "note could not be signed"
        }
    }
}
