package import Age
import Crypto
import CryptoExtras
package import Keys
package import Wire

/// What a codename becomes at one site: three keys, one job each. Protocol, section 10.
package struct SourceKeys: Sendable {
    /// Authenticates submissions and visits.
    package let mailbox: SigningKey
    /// Signs reports, supplements and replies, inside their seal.
    package let author: SigningKey
    /// Opens questions.
    package let reply: Identity
    package let replyRecipient: [UInt8]

    /// - Parameter root: the site's root fingerprint; at another site the same codename has other keys.
    ///
    /// Takes about 0.1 s and 32 MiB by design (scrypt).
    package init(codename: Codename, root: Hash) throws(SealingError) {
        let secret = try stretched(codename, root: root)
        mailbox = try signingKey(secret, "kentongan mailbox v1")
        author = try signingKey(secret, "kentongan author v1")
        reply = try derived(secret, "kentongan reply v1").withBytes { seed throws(SealingError) in
            do { return try Identity(hybridSeed: seed) } catch {
                throw .keys("the reply key could not be derived")
            }
        }
        guard case .hybrid(let publicKey)? = reply.recipient else {
            throw .keys("the reply key could not be derived")
        }
        replyRecipient = publicKey
    }
}

extension SourceKeys: CustomStringConvertible, CustomReflectable {
    package var description: String { "source keys" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

private func stretched(_ codename: Codename, root: Hash) throws(SealingError) -> SymmetricKey {
    let salt = Array("kentongan codename v1".utf8) + [0] + root.bytes
    let key = codename.withPassword { password in
        try? KDF.Scrypt.deriveKey(
            from: password, salt: salt, outputByteCount: 32, rounds: 1 << 15, blockSize: 8, parallelism: 1)
    }
    guard let key else { throw .keys("the codename's keys could not be derived") }
    return key
}

private func derived(_ secret: SymmetricKey, _ info: String) -> SecretBytes {
    let key = HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Array(info.utf8), outputByteCount: 32)
    return unsafe key.withUnsafeBytes { unsafe SecretBytes($0) }
}

private func signingKey(_ secret: SymmetricKey, _ info: String) throws(SealingError) -> SigningKey {
    try derived(secret, info).withBytes { seed throws(SealingError) in
        guard let seed = FixedBytes<32>(seed), let key = try? SigningKey(seed: seed) else {
            throw .keys("the codename's keys could not be derived")
        }
        return key
    }
}
