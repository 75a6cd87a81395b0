import Age
import AuditLog
import Foundation
import Keys
import Sealing
import Testing
import Wire

/// `Protocol/vectors/sealing.json`, in both directions.
///
/// `KENTONGAN_WRITE_VECTORS=1` writes it anew.
@Suite struct SealingVectorTests {
    private let vectors: SealingVectors

    init() throws {
        vectors = try Self.file.get()
    }

    private static let file = Result {
        if ProcessInfo.processInfo.environment["KENTONGAN_WRITE_VECTORS"] == "1" {
            try SealingVectors.made(keeping: (try? SealingVectors.read())?.sealed ?? []).write()
        }
        return try SealingVectors.read()
    }

    @Test func `the file is what the values here derive to`() throws {
        let made = try SealingVectors.made(keeping: vectors.sealed)
        #expect(vectors.codenames == made.codenames)
        #expect(vectors.typed == made.typed)
        #expect(vectors.roots == made.roots)
        #expect(vectors.keys == made.keys)
        #expect(vectors.commitments == made.commitments)
        #expect(vectors.keySets == made.keySets)
        #expect(vectors.signingInputs == made.signingInputs)
        #expect(vectors.envelopeLengths == made.envelopeLengths)
        #expect(vectors.sealed == made.sealed)
        #expect(vectors.notes == made.notes)
    }

    @Test func `codenames are read and written`() throws {
        for vector in vectors.codenames {
            #expect(try #require(Codename(random: try bytes(vector.random))).words == vector.words)
            #expect(try Codename(typed: vector.words).words == vector.words)
        }
        for vector in vectors.typed {
            do {
                let codename = try Codename(typed: vector.typed)
                #expect(codename.words == Codename(random: try bytes(try #require(vector.random)))?.words)
            } catch let mistake as Codename.Typo {
                switch mistake {
                case .count: #expect(vector.mistake == "count")
                case .unknownWord(let position):
                    #expect(vector.mistake == "unknown_word" && vector.position == position)
                case .checksum: #expect(vector.mistake == "checksum")
                }
            }
        }
    }

    @Test func `codenames derive the keys`() throws {
        for vector in vectors.keys {
            let root = try #require(Hash(hex: vector.rootFingerprint))
            let keys = try SourceKeys(codename: Codename(typed: vector.words), root: root)
            #expect(keys.mailbox.publicKey.hex == vector.mailbox)
            #expect(keys.author.publicKey.hex == vector.author)
            #expect(keys.replyRecipient.hex == vector.reply)
        }
    }

    @Test func `hashes and signing inputs`() throws {
        for vector in vectors.roots {
            #expect(Fingerprint.root(try #require(PublicKey(hex: vector.key))).hex == vector.fingerprint)
        }
        for vector in vectors.commitments {
            let opening = try Opening(decoding: bytes(vector.nonce) + bytes(vector.record))
            #expect(try Commitment.of(opening).hex == vector.commitment)
        }
        for vector in vectors.keySets {
            let descriptor = try SiteDescriptor(decoding: bytes(vector.descriptor))
            let keys = try vector.agencyKeys.map { try AgencyKeys(decoding: bytes($0)) }
            #expect(descriptor.isSigned(by: descriptor.root, origin: descriptor.origin))
            #expect(try Fingerprint.keySet(descriptor: descriptor, keys: keys).hex == vector.keySet)
        }
        #expect(Set(vectors.signingInputs.map(\.label)) == Set(SignatureLabel.allCases.map(\.rawValue)))
        for vector in vectors.signingInputs {
            let label = try #require(SignatureLabel(rawValue: vector.label)).label
            #expect(
                signingInput(label: label, origin: vector.origin, body: try bytes(vector.body)).hex
                    == vector.bytes)
        }
    }

    @Test func `envelopes open for each seed, and hold what their record says`() throws {
        for vector in vectors.sealed {
            let envelope = try #require([UInt8](base64: vector.envelope))
            let message = try bytes(vector.message)
            #expect(envelope.count == 31_744 && sha256(envelope).hex == vector.envelopeHash)
            #expect(try Header.parse(envelope).stanzas.count == vector.stanzas.count)
            let opening = try Opening(decoding: bytes(vector.nonce) + bytes(vector.record))
            #expect(try Commitment.of(opening).hex == vector.commitment)
            let evidence = try verified(vector, message, opening.record.body)
            for stanza in vector.stanzas {
                guard let seed = stanza.seed else { continue }
                let opened = try open(envelope, Identity(hybridSeed: bytes(seed)), evidence: evidence)
                #expect(opened.message == message && opened.files.map(\.hex) == vector.files)
            }
        }
        let report = try #require(vectors.sealed.first)
        #expect(report.stanzas.map { $0.seed == nil } == [false, true, false])
        let excluded = try Identity(hybridSeed: VectorSite.recipientSeed(report.stanzas[1].reader))
        #expect(throws: SealingError.notOpened("none of 1 identities opens any of 3 stanzas")) {
            try openEnvelope(try #require([UInt8](base64: report.envelope)), identity: excluded)
        }
    }

    /// - Returns: the evidence that the message states.
    private func verified(
        _ vector: SealingVectors.Sealed, _ message: [UInt8], _ record: RecordBody
    ) throws -> [Evidence] {
        let signer = try #require(PublicKey(hex: vector.signer))
        let label = try #require(SignatureLabel(rawValue: vector.label)).label
        let signature = try #require(Signature(hex: vector.signature))
        #expect(
            Ed25519.verify(
                signature, label: label, origin: vector.origin, body: try bytes(vector.body), by: signer))
        let envelope = try #require(Hash(hex: vector.envelopeHash))
        switch record {
        case .reportReceived(let record):
            let root = try #require(Hash(hex: vector.rootFingerprint))
            let report = try Report.verified(
                message, record: record, envelope: envelope, root: root, origin: vector.origin)
            #expect(report.binding.author == signer && report.binding.reply.hex == vector.replyRecipient)
            return report.story.evidence
        case .messagePosted(let record):
            _ = try Message.verified(
                message, record: record, envelope: envelope, reply: bytes(vector.replyRecipient),
                signers: [signer],
                origin: vector.origin)
            return []
        default:
            Issue.record("no such record is sealed")
            return []
        }
    }

    private func bytes(_ hex: String) throws -> [UInt8] { try #require([UInt8](hex: hex)) }
}
