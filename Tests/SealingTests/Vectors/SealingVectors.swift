import Foundation

/// `Protocol/vectors/sealing.json`.
///
/// Byte strings are hexadecimal, envelopes base64.
struct SealingVectors: Codable, Equatable {
    struct CodenameVector: Codable, Equatable {
        var random: String
        var words: String
    }

    /// What was typed is a codename, given by its random bytes, or a mistake; of a word with its position from 1.
    struct Typed: Codable, Equatable {
        var typed: String
        var random: String?
        var mistake: String?
        var position: Int?
    }

    struct Root: Codable, Equatable {
        var key: String
        var fingerprint: String
    }

    struct Keys: Codable, Equatable {
        var words: String
        var rootFingerprint: String
        var scrypt: String
        var mailboxSeed: String
        var mailbox: String
        var authorSeed: String
        var author: String
        var replySeed: String
        var reply: String
    }

    struct CommitmentVector: Codable, Equatable {
        var nonce: String
        var record: String
        var commitment: String
    }

    struct KeySet: Codable, Equatable {
        var descriptor: String
        var agencyKeys: [String]
        var keySet: String
    }

    struct SigningInput: Codable, Equatable {
        var label: String
        var origin: String
        var body: String
        var bytes: String
    }

    struct EnvelopeLength: Codable, Equatable {
        var stanzas: Int
        var k: Int
        var length: UInt64
        var plaintext: UInt64
    }

    /// Whose the stanza is, and the X-Wing seed that opens it; none where the key was thrown away.
    struct Stanza: Codable, Equatable {
        var reader: String
        var seed: String?
    }

    struct Sealed: Codable, Equatable {
        var name: String
        var origin: String
        var rootFingerprint: String
        var replyRecipient: String
        var label: String
        var body: String
        var signerSeed: String
        var signer: String
        var signature: String
        var message: String
        var files: [String]
        var stanzas: [Stanza]
        var nonce: String
        var record: String
        var commitment: String
        var envelopeHash: String
        var envelope: String
    }

    var notes: String
    var codenames: [CodenameVector]
    var typed: [Typed]
    var roots: [Root]
    var keys: [Keys]
    var commitments: [CommitmentVector]
    var keySets: [KeySet]
    var signingInputs: [SigningInput]
    var envelopeLengths: [EnvelopeLength]
    var sealed: [Sealed]

    static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Protocol/vectors/sealing.json")

    static func read() throws -> SealingVectors {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(SealingVectors.self, from: Data(contentsOf: path))
    }

    func write() throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try (encoder.encode(self) + [0x0a]).write(to: Self.path)
    }
}
