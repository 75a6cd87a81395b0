package import Wire

/// Why something could not be sealed, or why what was opened is not to be believed.
package enum SealingError: Error, Equatable, CustomStringConvertible {
    /// The content's bytes and the room in the longest envelope that the site takes.
    case tooLarge(bytes: UInt64, limit: UInt64)
    /// A field is outside the schema's bounds.
    case field(EncodeError)
    /// The bytes of evidence `index` (from 0) are not those that were hashed and signed.
    case evidenceChanged(index: Int)
    /// Not an age file for this key.
    case notOpened(String)
    /// What was inside is not laid out as an envelope's plaintext.
    case layout(String)
    case decode(DecodeError)
    case signature(String)
    /// A binding is not what the record or the site says; `what` names it.
    case mismatch(what: String, expected: String, found: String)
    case agencies(String)
    /// Keys could not be made or used: never the caller's bytes.
    case keys(String)

    package var description: String {
        switch self {
        case .tooLarge(let bytes, let limit): "\(bytes) bytes, limit \(limit)"
        case .field(let error): error.description
        case .evidenceChanged(let index): "evidence \(index + 1) changed while it was read"
        case .notOpened(let reason): "cannot be opened: \(reason)"
        case .layout(let reason): "not an envelope's content: \(reason)"
        case .decode(let error): error.description
        case .signature(let what): "signature of the \(what) does not hold"
        case .mismatch(let what, let expected, let found): "\(what) is \(found), expected \(expected)"
        case .agencies(let reason): "agencies: \(reason)"
        case .keys(let reason): reason
        }
    }
}

/// Draws random bytes: a parameter, so that transcripts can be repeated.
package typealias RandomBytes = (_ count: Int) -> [UInt8]
