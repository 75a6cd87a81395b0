package import Keys
import Primitives
package import Wire

/// A public key that signs notes, with the name it signs under: C2SP's vkey.
///
/// `<name>+<8 hex digits of the key ID>+<base64(type || public key)>`
package struct VerifierKey: Hashable, Sendable {
    /// The signature type; those without use here are refused.
    package enum Algorithm: UInt8, Sendable {
        /// Ed25519 over the note's text.
        case ed25519 = 0x01
        /// Timestamped Ed25519 cosignature (tlog-cosignature).
        case cosignature = 0x04
    }

    /// A key name of C2SP: no spaces and no plus.
    package let name: String
    /// What kind of signatures the key makes.
    package let algorithm: Algorithm
    /// The 32 bytes of an Ed25519 key.
    package let publicKey: PublicKey
    /// `SHA-256(name || 0x0A || type || public key)[:4]`.
    package let keyID: UInt32

    /// Refuses a name that cannot stand in a line, and a key that no verifier should take.
    package init(name: String, algorithm: Algorithm, publicKey: PublicKey) throws(NoteError) {
        guard isKeyName(name) else { throw .invalidKeyName }
        guard Ed25519.isAcceptableKey(publicKey) else { throw .unacceptablePublicKey }
        self.name = name
        self.algorithm = algorithm
        self.publicKey = publicKey
        let hash = sha256([UInt8](name.utf8) + [0x0a, algorithm.rawValue] + publicKey.bytes)
        keyID = hash.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads a vkey: lower-case key ID, canonical base64.
    package init(vkey: String) throws(NoteError) {
        // The base64 may contain a plus sign; the name may not.
        let parts = vkey.utf8.split(
            separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = String(parts[0]) else { throw .malformedKey }
        guard let key = Base64.decode(parts[2]), let type = key.first else { throw .malformedKey }
        guard let algorithm = Algorithm(rawValue: type) else { throw .unsupportedAlgorithm(type) }
        guard let publicKey = PublicKey(key.dropFirst()) else { throw .malformedKey }
        try self.init(name: name, algorithm: algorithm, publicKey: publicKey)
        guard parts[1].elementsEqual(hexKeyID.utf8) else { throw .keyIDMismatch }
    }

    /// The key as one line of text.
    package var vkey: String {
        "\(name)+\(hexKeyID)+\(Base64.encode([algorithm.rawValue] + publicKey.bytes))"
    }

    private var hexKeyID: String { keyID.bigEndianBytes.hex }
}

/// Signs notes with signature type 0x01.
package struct NoteSigner: Sendable {
    /// The public half, with the name that lines carry.
    package let verifierKey: VerifierKey
    private let key: SigningKey

    /// Refuses a name that cannot stand in a line.
    package init(name: String, key: SigningKey) throws(NoteError) {
        verifierKey = try VerifierKey(name: name, algorithm: .ed25519, publicKey: key.publicKey)
        self.key = key
    }

    /// A signature line for this text.
    package func sign(_ text: String) throws(SigningError) -> NoteSignature {
        NoteSignature(key: verifierKey, bytes: try key.sign([UInt8](text.utf8)).bytes)
    }
}

/// A key name: not empty, no Unicode space, no plus sign, no control character.
package func isKeyName(_ name: String) -> Bool {
    !name.isEmpty
        && name.unicodeScalars.allSatisfy { $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace }
}

extension FixedWidthInteger {
    var bigEndianBytes: [UInt8] {
        (0..<bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> Self(8 * $0)) }
    }
}
