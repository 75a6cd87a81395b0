import Keys
import Primitives
import Wire

/// One signature line, `— <name> <base64(key ID || signature)>`.
package struct NoteSignature: Hashable, Sendable {
    /// The signer's name, as it stands in the line.
    package let name: String
    /// The first four bytes of a hash over name and key, which proves neither.
    package let keyID: UInt32
    /// What follows the key ID; how it reads is the key type's affair.
    package let bytes: [UInt8]

    init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    init(key: VerifierKey, bytes: [UInt8]) {
        self.init(name: key.name, keyID: key.keyID, bytes: bytes)
    }

    /// Reads one line without its LF; nil if it is not exactly what `line` writes.
    package init?(line: some StringProtocol) {
        let parts = line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual("—".utf8) else { return nil }
        guard let name = String(validating: parts[1], as: UTF8.self), isKeyName(name) else { return nil }
        guard let blob = Base64.decode(parts[2]), blob.count > 4 else { return nil }
        self.init(
            name: name,
            keyID: blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
            bytes: [UInt8](blob.dropFirst(4))
        )
    }

    /// Without LF.
    package var line: String {
        "— \(name) \(Base64.encode(keyID.bigEndianBytes + bytes))"
    }
}

/// A C2SP signed note: a text and signatures that nobody has verified yet.
package struct SignedNote: Equatable, Sendable {
    /// Sixteen signatures must be accepted, near 5 kB each when post-quantum; this leaves room for the text.
    package static let maximumBytes = 131_072
    /// Signature lines that a note may have.
    package static let maximumSignatures = 64

    /// Ends in LF.
    ///
    /// Trust it no further than the signatures that verified.
    package let text: String
    /// In the order of their lines.
    package let signatures: [NoteSignature]

    /// Puts signatures under a text that ends in LF and has no other control character.
    package init(text: String, signatures: [NoteSignature]) throws(NoteError) {
        guard text.utf8.last == UInt8(ascii: "\n"), !signatures.isEmpty else { throw .malformed }
        guard text.utf8.allSatisfy(isAllowedByte) else { throw .controlCharacter }
        guard signatures.count <= Self.maximumSignatures else {
            throw .tooManySignatures(limit: Self.maximumSignatures)
        }
        self.text = text
        self.signatures = signatures
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(byteCount: bytes.count, limit: Self.maximumBytes)
        }
    }

    /// Reads a note.
    ///
    /// What is accepted is exactly what `bytes` writes.
    package init(_ bytes: some Collection<UInt8>) throws(NoteError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(byteCount: bytes.count, limit: Self.maximumBytes)
        }
        let bytes = [UInt8](bytes)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        guard bytes.allSatisfy(isAllowedByte) else { throw .controlCharacter }
        guard let end = Self.endOfText(in: bytes) else { throw .malformed }
        guard let lines = bytes[(end + 1)...].terminatedLines(), !lines.isEmpty else { throw .malformed }
        guard lines.count <= Self.maximumSignatures else {
            throw .tooManySignatures(limit: Self.maximumSignatures)
        }
        text = String(decoding: bytes[..<end], as: UTF8.self)
        var signatures: [NoteSignature] = []
        for (index, line) in lines.enumerated() {
            guard let signature = NoteSignature(line: String(decoding: line, as: UTF8.self)) else {
                throw .malformedSignature(line: index + 1)
            }
            signatures.append(signature)
        }
        self.signatures = signatures
    }

    /// The note as a file.
    package var bytes: [UInt8] {
        var bytes = [UInt8](text.utf8)
        bytes.append(UInt8(ascii: "\n"))
        for signature in signatures { bytes += [UInt8]("\(signature.line)\n".utf8) }
        return bytes
    }

    /// The note with more signature lines; those that it has already are not repeated.
    package func adding(_ more: [NoteSignature]) throws(NoteError) -> SignedNote {
        try SignedNote(text: text, signatures: signatures + more.filter { !signatures.contains($0) })
    }

    /// Verifies every signature by a key in `keys`; one that fails rejects the note.
    ///
    /// Lines of other keys are
    /// ignored.
    ///
    /// - Returns: one element for each key that signed, in the order of `keys`; never empty. Of several
    ///   cosignatures by one key it is the latest.
    package func verify(by keys: [VerifierKey]) throws(NoteError) -> [VerifiedSignature] {
        guard Self.areDistinct(keys) else { throw .ambiguousKeys }
        var latest: [VerifierKey: UInt64] = [:]
        for (index, signature) in signatures.enumerated() {
            guard let key = keys.first(where: { $0.isNamed(by: signature) }) else { continue }
            guard let timestamp = key.verify(signature, of: text) else {
                throw .invalidSignature(line: index + 1)
            }
            latest[key] = max(timestamp, latest[key] ?? 0)
        }
        guard !latest.isEmpty else { throw .noKnownKey }
        return keys.compactMap { key in
            latest[key].map {
                VerifiedSignature(key: key, timestamp: key.algorithm == .cosignature ? $0 : nil)
            }
        }
    }

    /// The offset of the last empty line's LF.
    private static func endOfText(in bytes: [UInt8]) -> Int? {
        let newline = UInt8(ascii: "\n")
        return bytes.indices.dropFirst().last { bytes[$0] == newline && bytes[$0 - 1] == newline }
    }

    private static func areDistinct(_ keys: [VerifierKey]) -> Bool {
        Set(keys.map { $0.publicKey }).count == keys.count
            && Set(keys.map { "\($0.keyID) \($0.name)" }).count == keys.count
    }
}

/// A known key signed the note, and the signature is right.
package struct VerifiedSignature: Hashable, Sendable {
    /// The known key that the line was verified by.
    package let key: VerifierKey
    /// POSIX seconds, as the cosigner states them; nil for plain signatures, which state none.
    package let timestamp: UInt64?
}

extension VerifierKey {
    func isNamed(by signature: NoteSignature) -> Bool {
        keyID == signature.keyID && isSame(name, signature.name)
    }

    /// Nil if the signature is wrong, else its timestamp, 0 where the type has none.
    func verify(_ signature: NoteSignature, of text: String) -> UInt64? {
        switch algorithm {
        case .ed25519:
            guard let bytes = Signature(signature.bytes) else { return nil }
            return Ed25519.verify(bytes, of: [UInt8](text.utf8), by: publicKey) ? 0 : nil
        case .cosignature:
            guard let cosignature = Cosignature(signature.bytes) else { return nil }
            return cosignature.verify(checkpointText: text, key: publicKey) ? cosignature.timestamp : nil
        }
    }
}

/// Byte for byte.
///
/// Strings' own equality is that of Unicode, where two spellings of é are one name.
package func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
}

private func isAllowedByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 || byte == UInt8(ascii: "\n")
}
