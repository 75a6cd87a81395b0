/// A stanza read by its type.
///
/// Known types are read strictly whichever identities are at hand, so
/// that all readers of a file agree on whether its header is good; unknown types are passed over.
enum RecipientStanza: Equatable {
    case hybrid(HybridStanza)
    case x25519(X25519Stanza)
    case scrypt(ScryptStanza)
    case unknown

    init(_ stanza: Stanza) throws(AgeError) {
        switch stanza.type {
        case HybridStanza.type: self = .hybrid(try HybridStanza(stanza))
        case X25519Stanza.type: self = .x25519(try X25519Stanza(stanza))
        case ScryptStanza.type: self = .scrypt(try ScryptStanza(stanza))
        default: self = .unknown
        }
    }
}

extension Header {
    /// The file key, from the first identity that opens a stanza, and the MAC checked with it.
    ///
    /// - Throws: `header` for a malformed stanza of a known type, `noMatch`, `hmac`.
    func fileKey(with identities: [Identity]) throws(AgeError) -> FileKey {
        var known: [RecipientStanza] = []
        for stanza in stanzas {
            known.append(try RecipientStanza(stanza))
        }
        for identity in identities {
            for stanza in known {
                guard let fileKey = try identity.fileKey(from: stanza) else { continue }
                guard fileKey.authenticates(self) else {
                    throw AgeError(.hmac, "the header's mac is wrong")
                }
                return fileKey
            }
        }
        throw AgeError(
            .noMatch, "none of \(identities.count) identities opens any of \(stanzas.count) stanzas")
    }
}
