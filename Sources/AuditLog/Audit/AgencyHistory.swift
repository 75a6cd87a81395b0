import Keys
package import Wire

/// Whose identity an agency had, from an entry on.
struct IdentityTerm: Equatable, Sendable {
    /// Of the entry with the descriptor that names it.
    var index: UInt64
    /// The identity key.
    var key: PublicKey
}

/// An identity that the one before it signed on to; an empty code is the auditor's.
struct IdentityChange: Hashable, Sendable {
    var agency: AgencyCode
    var old: PublicKey
    var new: PublicKey
}

/// The working keys of one agency, from the first ones on.
struct AgencyHistory: Equatable, Sendable {
    /// An act key, and the identity that vouched for it first.
    struct ActKey: Equatable, Sendable {
        var key: PublicKey
        var identity: PublicKey
    }

    var newest: AgencyKeys
    /// Of the entry that holds them.
    var index: UInt64
    /// Every act key there ever was.
    var acts: [ActKey]
    /// Every key there ever was, in each use, with the index of the first entry that has it.
    var keys: [LoggedKey]

    /// Nothing is in it yet.
    init(newest: AgencyKeys, index: UInt64) {
        self.init(newest: newest, index: index, acts: [], keys: [])
    }

    init(newest: AgencyKeys, index: UInt64, acts: [ActKey], keys: [LoggedKey]) {
        self.newest = newest
        self.index = index
        self.acts = acts
        self.keys = keys
    }

    /// Takes the next keys, which the identity signed.
    mutating func enter(_ keys: AgencyKeys, under identity: PublicKey, at index: UInt64) {
        newest = keys
        self.index = index
        for key in keys.acts {
            if !acts.contains(where: { $0.key == key && $0.identity == identity }) {
                acts.append(ActKey(key: key, identity: identity))
            }
            note(key, .act, at: index)
        }
        note(sha256(keys.recipient), .recipient, at: index)
        note(keys.witness, .witness, at: index)
    }

    private mutating func note(_ key: Hash, _ use: LoggedKey.Use, at index: UInt64) {
        guard !self.keys.contains(where: { $0.key == key && $0.use == use }) else { return }
        self.keys.append(LoggedKey(key: key, use: use, index: index))
    }
}

/// A key that a log ever published under an agency's code, in whatever use.
package struct LoggedKey: Equatable, Sendable {
    /// What a key is for.
    package enum Use: UInt8, Sendable {
        case recipient = 1
        case act = 2
        case witness = 3
    }

    /// The key; of a recipient key its SHA-256.
    package let key: Hash
    /// What it is for.
    package let use: Use
    /// Of the first entry that has it.
    package let index: UInt64
}
