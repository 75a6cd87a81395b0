import Primitives

/// The passphrase stanza.
///
///     -> scrypt <salt> <log2 N>
///     <body>
///
/// wrap key = scrypt(passphrase, "age-encryption.org/v1/scrypt" || salt, N, r = 8, p = 1).
struct ScryptStanza: Equatable {
    static let type = "scrypt"
    static let saltLength = 16
    /// What common tools write; it costs 256 MiB and about a second.
    ///
    /// Above it a hostile header could
    /// exhaust the reader.
    static let maxWorkFactor = 18

    let salt: [UInt8]
    /// log2 N.
    let workFactor: Int
    let sealedFileKey: [UInt8]

    init(_ stanza: Stanza) throws(AgeError) {
        guard stanza.type == Self.type, stanza.arguments.count == 2 else {
            throw AgeError(.header, "\(Self.type) stanza has \(stanza.arguments.count) arguments, not 2")
        }
        guard let salt = Base64.decodeUnpadded(stanza.arguments[0].utf8), salt.count == Self.saltLength else {
            throw AgeError(.header, "\(Self.type) salt is not \(Self.saltLength) bytes in canonical base64")
        }
        guard let workFactor = Self.decimal(stanza.arguments[1]), workFactor <= Self.maxWorkFactor else {
            throw AgeError(
                .header, "\(Self.type) work factor is not a number from 1 to \(Self.maxWorkFactor)")
        }
        guard stanza.body.count == FileKey.sealedLength else {
            throw AgeError(
                .header, "\(Self.type) body has \(stanza.body.count) bytes, not \(FileKey.sealedLength)")
        }
        self.salt = salt
        self.workFactor = workFactor
        sealedFileKey = stanza.body
    }

    /// Seals under a passphrase.
    ///
    /// - Parameters:
    ///   - fileKey: of one file.
    ///   - passphrase: the secret.
    ///   - salt: 16 random bytes.
    ///   - workFactor: log2 N, 1 to `maxWorkFactor`.
    /// - Returns: the stanza, which stands alone in its header.
    /// - Throws: `usage` for a salt or factor out of bounds, `recipient` where memory is not to be had.
    static func stanza(
        sealing fileKey: FileKey, passphrase: Secret, salt: [UInt8], workFactor: Int
    ) throws(AgeError) -> Stanza {
        guard salt.count == saltLength, (1...maxWorkFactor).contains(workFactor) else {
            throw AgeError(.usage, "scrypt salt of \(salt.count) bytes, work factor \(workFactor)")
        }
        let wrapKey = passphrase.withBytes {
            scrypt($0, salt: label + salt, logN: workFactor, count: 32)
        }
        guard let wrapKey else {
            throw AgeError(.recipient, "\(type) with work factor \(workFactor) failed")
        }
        let argument = String(decoding: Base64.encodeUnpadded(salt), as: UTF8.self)
        return Stanza(
            type: type, arguments: [argument, "\(workFactor)"], body: try fileKey.sealed(under: wrapKey))
    }

    /// Nil if the passphrase is another one.
    func fileKey(passphrase: [UInt8]) throws(AgeError) -> FileKey? {
        guard let wrapKey = scrypt(passphrase, salt: Self.label + salt, logN: workFactor, count: 32) else {
            throw AgeError(.header, "\(Self.type) with work factor \(workFactor) failed")
        }
        return FileKey(opening: sealedFileKey, with: wrapKey)
    }

    /// Digits only, without a leading zero; nil for zero.
    private static func decimal(_ text: String) -> Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard text.utf8.allSatisfy({ digits.contains($0) }), text.utf8.first != digits.lowerBound else {
            return nil
        }
        return Int(text)
    }

    private static let label = Array("age-encryption.org/v1/scrypt".utf8)
}
