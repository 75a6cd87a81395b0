import Age
import Testing
import Wire

/// An envelope of a visit, opened with the cast's keys.
struct SealedContent {
    var envelope: [UInt8]
    /// Whose seeds open it.
    var openers: [String]
    /// `u32 length || message || zeros`.
    var plaintext: [UInt8]
    var value: any WireMessage

    /// Every envelope that goes over the connection, in order; chunks are joined.
    static func all(_ frames: [ReadFrame]) throws -> [SealedContent] {
        let cast = try Cast.get()
        var envelopes: [[UInt8]] = []
        var chunks: [UInt8] = []
        for frame in frames {
            switch frame.value {
            case let request as ExchangeRequest:
                if case .submit(let submit) = request { envelopes.append(submit.envelope) }
            case let reply as ExchangeReply:
                if case .message(let message) = reply.result { envelopes.append(message.envelope) }
            case let question as Question: envelopes.append(question.envelope)
            case let chunk as EnvelopeChunk:
                chunks += chunk.data
                if chunks.count == envelopeLength { envelopes.append(chunks) }
            default: break
            }
        }
        return try envelopes.map { try SealedContent($0, cast) }
    }

    private static let envelopeLength = 31_744

    private init(_ envelope: [UInt8], _ cast: Cast) throws {
        let keys = cast.seeds.filter { $0.name.hasSuffix(".recipient") || $0.name.hasSuffix(".reply") }
        let opened = try keys.compactMap { key in
            try opening(envelope, with: hybridIdentity(key.seed)).map { (key.name, $0) }
        }
        self.envelope = envelope
        openers = opened.map(\.0)
        plaintext = try #require(opened.first?.1)
        let length = plaintext.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let message = Array(plaintext.dropFirst(4).prefix(length))
        value = openers == ["source.reply"] ? try Message(decoding: message) : try Report(decoding: message)
        #expect(plaintext.dropFirst(4 + length).allSatisfy { $0 == 0 })
        #expect(opened.allSatisfy { $0.1 == plaintext })
    }
}

func hybridIdentity(_ seed: Hash) throws -> Identity { try Identity(hybridSeed: seed.bytes) }

func hybridKey(_ seed: Hash) throws -> RecipientKey {
    guard case .hybrid(let key)? = try hybridIdentity(seed).recipient else { throw Unexpected() }
    return key
}

/// Nil where no stanza is for this identity.
private func opening(_ envelope: [UInt8], with identity: Identity) throws -> [UInt8]? {
    var decryptor = Decryptor(identities: [identity])
    var plaintext: [UInt8] = []
    do throws(AgeError) {
        try decryptor.receive(envelope, into: &plaintext)
        try decryptor.finish(into: &plaintext)
        return plaintext
    } catch {
        guard error.kind == .noMatch else { throw error }
        return nil
    }
}
