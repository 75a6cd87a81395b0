package import Primitives

/// A key file that a passphrase protects: an age file of scrypt, armored, so that `age -d` opens it.
package enum ProtectedKey {
    /// log2 of scrypt's N, as common tools write it.
    package static let workFactor = 18
    /// Bytes of the longest passphrase.
    package static let longestPassphrase = 1_024

    /// Whether bytes are an age file, and no key file that can be read as it is.
    package static func isProtected(_ bytes: [UInt8]) -> Bool {
        AgeArmor.isArmored(bytes) || bytes.starts(with: "age-encryption.org/".utf8)
    }

    /// Opens it.
    ///
    /// - Throws: `noMatch` for another passphrase, or a file that is sealed to a key; else what is wrong with the file. What costs
    ///   more than 256 MiB to open is refused before anything is computed.
    package static func open(_ bytes: [UInt8], passphrase: Secret) throws(AgeError) -> [UInt8] {
        try open(bytes, with: [Identity(passphrase: passphrase)])
    }

    /// The same by any identities.
    package static func open(_ bytes: [UInt8], with identities: [Identity]) throws(AgeError) -> [UInt8] {
        let file = AgeArmor.isArmored(bytes) ? try AgeArmor.file(bytes) : bytes
        var decryptor = Decryptor(identities: identities)
        var plaintext: [UInt8] = []
        try decryptor.receive(file.span, into: &plaintext)
        try decryptor.finish(into: &plaintext)
        return plaintext
    }

    /// Protects the text of a key file.
    ///
    /// - Parameters:
    ///   - text: all of it.
    ///   - passphrase: 1 to 1,024 bytes.
    ///   - workFactor: see `Encryptor`; less is for tests.
    ///   - random: gives as many bytes as asked for, fit for keys.
    /// - Returns: an armored age file.
    /// - Throws: as `Encryptor`.
    package static func seal(
        _ text: [UInt8], passphrase: Secret, workFactor: Int = workFactor, random: (Int) -> [UInt8]
    ) throws(AgeError) -> String {
        var encryptor = try Encryptor(
            passphrase: passphrase, salt: random(16), workFactor: workFactor, fileKey: random(16),
            payloadNonce: random(16))
        return try sealed(text, by: &encryptor)
    }

    /// Seals the text to recipients.
    package static func seal(
        _ text: [UInt8], to recipients: [Recipient], random: (Int) -> [UInt8]
    ) throws(AgeError) -> String {
        var encryptor = try Encryptor(recipients: recipients, fileKey: random(16), payloadNonce: random(16))
        return try sealed(text, by: &encryptor)
    }

    private static func sealed(_ text: [UInt8], by encryptor: inout Encryptor) throws(AgeError) -> String {
        var file = encryptor.header
        try encryptor.update(text, into: &file)
        try encryptor.finish(into: &file)
        return AgeArmor.text(file)
    }
}
