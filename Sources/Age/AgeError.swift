/// Why an age file, a recipient or an identity was refused.
///
/// `kind` is the failure class of the public age test kit where there is one. `reason` names a
/// field, a length or a limit, never bytes of a key, of a passphrase or of a file.
package struct AgeError: Error, Equatable, Sendable {
    /// What kind of refusal it is.
    package enum Kind: Equatable, Sendable {
        /// The header is not an age v1 header, or a stanza of a known type is malformed.
        case header
        /// The header is well formed, but no identity opens any of its stanzas.
        case noMatch
        /// A file key was found, but the header's MAC is not the one it makes.
        case hmac
        /// A chunk does not authenticate, or the chunks do not end with a final one.
        case payload
        /// A recipient, or a set of recipients, cannot be encrypted to.
        case recipient
        /// An identity's encoding or length is wrong.
        case identity
        /// The caller broke the order of calls or gave a parameter of the wrong length.
        case usage
    }

    /// What kind of refusal it is.
    package let kind: Kind
    /// What is wrong, in lower case, with the length or limit concerned.
    package let reason: String

    /// Takes a kind, and the reason in lower case.
    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}
