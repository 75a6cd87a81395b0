import Age
import AuditLog
import Crypto
import CryptoExtras
import Foundation
import Keys
import Sealing
import TestSupport
import Testing
import Wire

extension SealingVectors {
    /// What the file has to contain.
    ///
    /// - Parameter old: its envelopes are kept where they hold what they should, as encapsulation is random.
    /// - Returns: all vectors; but for new envelopes, and what is computed from them, always the same.
    /// - Throws: what deriving, signing, encoding or sealing throws; `ExpectationFailedError` where a value does
    ///   not have its form.
    static func made(keeping old: [Sealed]) throws -> SealingVectors {
        let codenames = try madeCodenames()
        let roots = try ["root", "another root"].map { name in
            let key = try vectorKey(name).publicKey
            return Root(key: key.hex, fingerprint: Fingerprint.root(key).hex)
        }
        let keys = try [(0, 0), (0, 1), (1, 0)].map { try Keys(words: codenames[$0].words, root: roots[$1]) }
        let sealed = [try madeReport(keys[0], old: old)] + (try madeMessages(keys[0], old: old))
        return SealingVectors(
            notes: notes, codenames: codenames, typed: madeTyped(codenames), roots: roots, keys: keys,
            commitments: try madeCommitments(), keySets: [try madeKeySet()],
            signingInputs: madeSigningInputs(sealed),
            envelopeLengths: [1, 3, 12].flatMap { stanzas in
                (0..<4).map { k in
                    let length = Wire.EnvelopeLength.bytes(k) ?? 0
                    return EnvelopeLength(
                        stanzas: stanzas, k: k, length: length,
                        plaintext: EnvelopeSize.capacity(length, recipients: stanzas) ?? 0)
                }
            }, sealed: sealed)
    }

    private static func madeCodenames() throws -> [CodenameVector] {
        let zeros = [UInt8](repeating: 0, count: 10)
        let randoms = [
            vectorBytes("codename 0", 10), vectorBytes("codename 1", 10), zeros, zeros.map { ~$0 },
        ]
        return try randoms.map { random in
            CodenameVector(random: random.hex, words: try #require(Codename(random: random)).words)
        }
    }

    private static func madeTyped(_ codenames: [CodenameVector]) -> [Typed] {
        let (random, words) = (codenames[0].random, codenames[0].words.split(separator: " ").map(String.init))
        let short = words.map { String($0.prefix(4)) }
        var (swapped, unknown, longer) = (words, words, words)
        swapped.swapAt(0, 1)
        unknown[4] = "zzzz"
        let position = words.firstIndex { $0.count > 5 } ?? 0
        longer[position] += "qq"
        var cut = words
        cut[position].removeLast()
        let list = words.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\r\n")
        return [
            Typed(typed: words.joined(separator: " "), random: random),
            Typed(typed: short.joined(separator: "-"), random: random),
            Typed(typed: "  \(words.joined(separator: "\t").uppercased())\n", random: random),
            Typed(typed: cut.joined(separator: ", "), random: random),
            Typed(typed: "Kode laporan:\n\(list)", random: random),
            Typed(typed: words.dropLast().joined(separator: " "), mistake: "count"),
            Typed(typed: unknown.joined(separator: " "), mistake: "unknown_word", position: 5),
            Typed(typed: longer.joined(separator: " "), mistake: "unknown_word", position: position + 1),
            Typed(typed: swapped.joined(separator: " "), mistake: "checksum"),
        ]
    }

    private static func madeCommitments() throws -> [CommitmentVector] {
        let bodies: [RecordBody] = [
            .filler(Filler()),
            .reportReceived(ReportReceived(agencies: ["agency_a"], envelope: hash("envelope"))),
        ]
        return try bodies.map { body in
            let opening = Opening(nonce: vectorHash("nonce"), record: Record(format: 1, body: body))
            return CommitmentVector(
                nonce: opening.nonce.hex, record: try opening.record.encoded().hex,
                commitment: try Commitment.of(opening).hex)
        }
    }

    private static func madeKeySet() throws -> KeySet {
        let (descriptor, keys) = try VectorSite.keySet()
        return KeySet(
            descriptor: try descriptor.encoded().hex, agencyKeys: try keys.map { try $0.encoded().hex },
            keySet: try Fingerprint.keySet(descriptor: descriptor, keys: keys).hex)
    }

    private static func madeSigningInputs(_ sealed: [Sealed]) -> [SigningInput] {
        func input(_ label: SignatureLabel, _ origin: String, _ body: [UInt8]) -> SigningInput {
            SigningInput(
                label: label.rawValue, origin: origin, body: body.hex,
                bytes: signingInput(label: label.label, origin: origin, body: body).hex)
        }
        let longest = String(repeating: "o", count: 64)
        return SignatureLabel.allCases.map {
            input($0, VectorSite.origin, Array($0.rawValue.utf8.prefix(12)))
        }
            + [
                input(.agencyKeys, "", [1, 2, 3]), input(.act, longest, []),
                input(.act, String(longest.dropFirst()), []),
            ]
    }

    private static func madeReport(_ keys: Keys, old: [Sealed]) throws -> Sealed {
        let files = [SampleFile(vectorBytes("file", 300)), SampleFile([])]
        let story = story("Contoh laporan: sebuah pertemuan di balai desa.", evidence: files.map(\.evidence))
        let (descriptor, agencyKeys) = try VectorSite.keySet()
        let binding = Binding(
            root: try #require(Hash(hex: keys.rootFingerprint)),
            keySet: try Fingerprint.keySet(descriptor: descriptor, keys: agencyKeys),
            author: try #require(PublicKey(hex: keys.author)),
            mailbox: try #require(PublicKey(hex: keys.mailbox)),
            reply: try #require([UInt8](hex: keys.reply)), agencies: ["agency_a", "agency_c"])
        let author = try SigningKey(seed: try #require(FixedBytes<32>(hex: keys.authorSeed)))
        let report = try Report.signed(story, binding: binding, author: author, origin: VectorSite.origin)
        let stanzas = VectorSite.codes.map {
            Stanza(reader: $0, seed: binding.agencies.contains($0) ? VectorSite.recipientSeed($0).hex : nil)
        }
        return try Sealed(
            name: "report", keys: keys, label: .report,
            body: binding.encoded() + sha256(story.encoded()).bytes,
            signerSeed: keys.authorSeed, signature: report.signature, message: report.encoded(), files: files,
            stanzas: stanzas, old: old
        ) { .reportReceived(ReportReceived(agencies: binding.agencies, envelope: $0)) }
    }

    private static func madeMessages(_ keys: Keys, old: [Sealed]) throws -> [Sealed] {
        let act = vectorHash("act key of agency_a").hex
        func reader(_ code: String, reads: Bool = true) -> Stanza {
            Stanza(reader: code, seed: reads ? VectorSite.recipientSeed(code).hex : nil)
        }
        let source = Stanza(reader: "source", seed: keys.replySeed)
        return [
            try madeMessage(
                "question", .question, "Kapan pertemuan itu?", from: act, agencies: ["agency_a"],
                stanzas: [source], keys: keys, old: old),
            try madeMessage(
                "reply", .reply, "Kemarin malam.", from: keys.authorSeed, agencies: ["agency_a"],
                stanzas: [reader("agency_a"), source], keys: keys, old: old),
            try madeMessage(
                "note", .note, "Saksi sudah dipanggil.", from: act, agencies: ["agency_a", "agency_c"],
                stanzas: VectorSite.codes.map { reader($0, reads: $0 != "agency_b") }, keys: keys, old: old),
        ]
    }

    private static func madeMessage(
        _ name: String, _ direction: Direction, _ text: String, from seed: String, agencies: [AgencyCode],
        stanzas: [Stanza], keys: Keys, old: [Sealed]
    ) throws -> Sealed {
        let reply = try #require([UInt8](hex: keys.reply))
        let signer = try SigningKey(seed: try #require(FixedBytes<32>(hex: seed)))
        let message = try Message(
            format: 1, direction: direction, kind: .words, report: hash("report"), agency: "agency_a",
            counter: 0,
            lastSeen: direction == .reply ? 0 : Message.nothingSeen, text: text, signer: PublicKey(),
            signature: Signature()
        ).signed(by: signer, reply: reply, origin: VectorSite.origin)
        let body = MessageBinding(
            format: 1, direction: direction, kind: .words, reply: reply, report: message.report,
            agency: message.agency,
            counter: message.counter, lastSeen: message.lastSeen, text: sha256(Array(text.utf8)))
        return try Sealed(
            name: name, keys: keys, label: .message, body: body.encoded(), signerSeed: seed,
            signature: message.signature, message: message.encoded(), files: [], stanzas: stanzas, old: old
        ) {
            .messagePosted(
                MessagePosted(
                    agencies: agencies, report: message.report, direction: direction, agency: "agency_a",
                    counter: 0, envelope: $0))
        }
    }

    private static let notes = """
        Hexadecimal, but envelopes are base64. Encodings are those of kentongan.schema. keys: README.md \
        section 10, from words and root fingerprint; reply is the X-Wing key of its seed. sealed: body is signed \
        behind label and origin by signer; message, its length before it, is the plaintext's beginning, files \
        and trailer follow. Encapsulation is random, and implementations cannot be made to repeat it: an \
        envelope sealed anew from the same inputs has other bytes. So open these with a stanza's seed (a stanza \
        without one was sealed to a key that was thrown away), and check that what you seal opens likewise. \
        record and commitment are of these envelopes.
        """
}

extension SealingVectors.Keys {
    /// Derived here from the libraries, by Protocol/README.md section 10, and not by what is tested.
    fileprivate init(words: String, root: SealingVectors.Root) throws {
        let fingerprint = try #require([UInt8](hex: root.fingerprint))
        let secret = try KDF.Scrypt.deriveKey(
            from: Array(words.utf8), salt: Array("kentongan codename v1\0".utf8) + fingerprint,
            outputByteCount: 32,
            rounds: 32_768, blockSize: 8, parallelism: 1)
        func seed(_ info: String) -> [UInt8] {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Array(info.utf8), outputByteCount: 32)
                .withUnsafeBytes { [UInt8]($0) }
        }
        let seeds = ["kentongan mailbox v1", "kentongan author v1", "kentongan reply v1"].map(seed)
        self.init(
            words: words, rootFingerprint: root.fingerprint,
            scrypt: secret.withUnsafeBytes { [UInt8]($0).hex },
            mailboxSeed: seeds[0].hex,
            mailbox: try SigningKey(seed: try #require(FixedBytes<32>(seeds[0]))).publicKey.hex,
            authorSeed: seeds[1].hex,
            author: try SigningKey(seed: try #require(FixedBytes<32>(seeds[1]))).publicKey.hex,
            replySeed: seeds[2].hex, reply: try Identity(hybridSeed: seeds[2]).publicKey().hex)
    }
}

extension SealingVectors.Sealed {
    fileprivate init(
        name: String, keys: SealingVectors.Keys, label: SignatureLabel, body: [UInt8], signerSeed: String,
        signature: Signature, message: [UInt8], files: [SampleFile], stanzas: [SealingVectors.Stanza],
        old: [SealingVectors.Sealed], record: (Hash) -> RecordBody
    ) throws {
        let readers = try stanzas.map { stanza in
            try stanza.seed.map { try Identity(hybridSeed: try #require([UInt8](hex: $0))) }
        }
        let kept = old.first { $0.name == name && $0.stanzas == stanzas }.flatMap {
            [UInt8](base64: $0.envelope)
        }
        let reader = try #require(readers.compactMap { $0 }.first)
        let wanted = Opened(message: message, files: files.map(\.bytes))
        let envelope: [UInt8]
        if let kept, (try? open(kept, reader, evidence: files.map(\.evidence))) == wanted {
            envelope = kept
        } else {
            envelope = try sealed(message, files: files, recipients: readers.map { $0?.recipient })
        }
        let opening = Opening(
            nonce: vectorHash("nonce of \(name)"), record: Record(format: 1, body: record(sha256(envelope))))
        let signer = try SigningKey(seed: try #require(FixedBytes<32>(hex: signerSeed))).publicKey
        self.init(
            name: name, origin: VectorSite.origin, rootFingerprint: keys.rootFingerprint,
            replyRecipient: keys.reply,
            label: label.rawValue, body: body.hex, signerSeed: signerSeed, signer: signer.hex,
            signature: signature.hex, message: message.hex, files: files.map { $0.bytes.hex },
            stanzas: stanzas,
            nonce: opening.nonce.hex, record: try opening.record.encoded().hex,
            commitment: try Commitment.of(opening).hex, envelopeHash: sha256(envelope).hex,
            envelope: Data(envelope).base64EncodedString())
    }
}

extension [UInt8] {
    init?(base64: String) {
        guard let data = Data(base64Encoded: base64) else { return nil }
        self.init(data)
    }
}

/// Bytes of no meaning: SHA-256 over `kentongan vectors NAME COUNTER`.
func vectorBytes(_ name: String, _ count: Int) -> [UInt8] { draws("kentongan vectors \(name)")(count) }

func vectorHash(_ name: String) -> Hash { Hash(vectorBytes(name, 32)) ?? Hash() }

func vectorKey(_ name: String) throws -> SigningKey { try SigningKey(seed: vectorHash(name)) }

enum VectorSite {
    static let origin = "log.example/contoh"
    static let codes = ["agency_a", "agency_b", "agency_c"]

    static func recipientSeed(_ code: String) -> [UInt8] { vectorBytes("recipient of \(code)", 32) }

    static func keySet() throws -> (SiteDescriptor, [AgencyKeys]) {
        let root = try vectorKey("root")
        let descriptor = try SiteDescriptor.sample {
            $0.notAfter = 1_797_000_000
            $0.root = root.publicKey
            $0.origin = origin
            $0.t0 = 1_790_000_000
            $0.epochSeconds = 3_600
            $0.log = try vectorKey("log").publicKey
            $0.promise = try vectorKey("promise").publicKey
            $0.tls = [vectorHash("tls")]
            $0.retention = Retention(payload: 180)
            $0.limits = Limits(envelope: 67_107_840, uploads: 2)
            $0.agencies = try codes.map { code in
                Agency(
                    code: code, name: "Contoh \(code)", kind: .notSaid,
                    identity: try vectorKey("identity of \(code)").publicKey)
            }
        }.signed(by: root, origin: origin)
        let keys = try codes.map { code in
            try AgencyKeys.sample(code) {
                $0.origin = origin
                $0.recipient = try Identity(hybridSeed: recipientSeed(code)).publicKey()
                $0.acts = [try vectorKey("act key of \(code)").publicKey]
                $0.witness = try vectorKey("witness of \(code)").publicKey
                $0.notAfter = 1_797_000_000
            }.signed(by: vectorKey("identity of \(code)"), origin: origin)
        }
        return (descriptor, keys)
    }
}
