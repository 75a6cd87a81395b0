import Crypto
import Foundation

/// What Kentongan's server checks of a submission, hashes and signs, with the same library.
///
/// A message is the mailbox key (32 bytes), its signature (64) and the envelope.
struct Submission {
    static let headLength = 96

    let envelope: [UInt8]
    /// Of the promise: what pins the record.
    private let commitment: [UInt8]

    /// Hashes the envelope and what stands around it, verifies the signature, commits to the record.
    init(checking message: [UInt8]) throws {
        guard message.count > Self.headLength else { throw NotSigned() }
        let head = message[..<Self.headLength]
        envelope = Array(message[Self.headLength...])
        let hash = SHA256.hash(data: envelope)
        let mailbox = try Curve25519.Signing.PublicKey(rawRepresentation: head.prefix(32))
        guard mailbox.isValidSignature(head.suffix(64), for: Self.label + Array(hash)) else {
            throw NotSigned()
        }
        var commitment = SHA256()
        commitment.update(data: (0..<32).map { _ in UInt8.random(in: 0 ... .max) })
        commitment.update(data: Array(hash) + Array(SHA256.hash(data: head)))
        self.commitment = Array(commitment.finalize())
    }

    var id: [UInt8] { Array(commitment.prefix(16)) }

    /// The commitment and the server's signature over it.
    func promise(by key: Curve25519.Signing.PrivateKey) throws -> [UInt8] {
        commitment + [UInt8](try key.signature(for: Self.label + commitment))
    }

    /// A message with a mailbox key of its own.
    static func sign(_ envelope: [UInt8]) throws -> [UInt8] {
        let key = Curve25519.Signing.PrivateKey()
        let signature = try key.signature(for: label + Array(SHA256.hash(data: envelope)))
        return [UInt8](key.publicKey.rawRepresentation) + [UInt8](signature) + envelope
    }

    private static let label = Array("bench.Peer submission v1\0bench.kentongan.example".utf8)
}

struct NotSigned: Error {}
