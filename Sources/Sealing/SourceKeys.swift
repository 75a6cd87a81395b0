package import Age
package import Keys
import Primitives
package import Wire

/// What a codename becomes at one site: three keys, one job each.
///
/// Protocol, section 10.
package struct SourceKeys: Sendable {
    /// Authenticates submissions and visits.
    package let mailbox: SigningKey
    /// Signs reports, supplements and replies, inside their seal.
    package let author: SigningKey
    /// Opens questions.
    package let reply: Identity
    /// The public half of `reply`: 1,216 bytes, which the report carries.
    package let replyRecipient: [UInt8]

    /// Takes about 0.1 s and 32 MiB by design (scrypt).
    ///
    /// - Parameters:
    ///   - codename: the source's only secret.
    ///   - root: the site's root fingerprint; at another site the same codename has other keys.
    /// - Throws: `keys` where the crypto library refuses, or the memory is not to be had.
    package init(codename: Codename, root: Hash) throws(SealingError) {
        let secret = try stretched(codename, root: root)
        mailbox = try signingKey(secret, "kentongan mailbox v1")
        author = try signingKey(secret, "kentongan author v1")
        let reply = derived(secret, "kentongan reply v1").withBytes { try? Identity(hybridSeed: $0) }
        guard let reply, case .hybrid(let publicKey)? = reply.recipient else {
            throw .keys("the reply key could not be derived")
        }
        self.reply = reply
        replyRecipient = publicKey
    }
}

extension SourceKeys: CustomStringConvertible {
    /// The same for every codename.
    package var description: String { "source keys" }
}

#if !hasFeature(Embedded)
    extension SourceKeys: CustomReflectable {
        /// Shows no children, so that a dump prints no key.
        package var customMirror: Mirror { Mirror(self, children: [:]) }
    }
#endif

private func stretched(_ codename: Codename, root: Hash) throws(SealingError) -> Secret {
    let salt = Array("kentongan codename v1".utf8) + [0] + root.bytes
    guard let secret = codename.withPassword({ scrypt($0, salt: salt, logN: 15, count: 32) }) else {
        throw .keys("the codename's keys could not be derived")
    }
    return secret
}

private func derived(_ secret: Secret, _ info: String) -> Secret {
    hkdfSHA256(secret, salt: [], info: Array(info.utf8), count: 32)
}

private func signingKey(_ secret: Secret, _ info: String) throws(SealingError) -> SigningKey {
    let key = derived(secret, info).withBytes { seed in
        FixedBytes<32>(seed).flatMap { try? SigningKey(seed: $0) }
    }
    guard let key else { throw .keys("the codename's keys could not be derived") }
    return key
}
