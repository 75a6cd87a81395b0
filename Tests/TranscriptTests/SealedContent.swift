import Age
import Testing
import Wire

/// An envelope of a visit, opened with the cast's keys.
struct SealedContent {
    var envelope: [UInt8]
    /// Whose seeds open it.
    var openers: [String]
    /// `u32 length || message || files || trailer || zeros`.
    var plaintext: [UInt8]
    var value: any WireMessage
    /// The bytes of a supplement's files.
    var files: [UInt8]

    /// Every envelope that goes over the connection, in order; chunks are joined.
    static func all(_ frames: [ReadFrame]) throws -> [SealedContent] {
        let cast = try Cast.get()
        var contents: [SealedContent] = []
        var chunks: [UInt8] = []
        func add(_ envelope: [UInt8], _ type: any WireMessage.Type) throws {
            contents.append(try SealedContent(envelope, of: type, cast))
        }
        for frame in frames {
            switch frame.value {
            case let request as ExchangeRequest:
                if case .submit(let submit) = request { try add(submit.envelope, Report.self) }
                if case .reply(let reply) = request { try add(reply.envelope, Message.self) }
            case let reply as ExchangeReply:
                if case .message(let message) = reply.result { try add(message.envelope, Message.self) }
            case let question as Question: try add(question.envelope, Message.self)
            case let request as ActRequest:
                if let reason = request.reason { try add(reason, Reason.self) }
            case let chunk as UploadChunk: try add(chunk.data, Supplement.self)
            case let chunk as EnvelopeChunk:
                chunks += chunk.data
                if chunks.count == envelopeLength { try add(chunks, Report.self) }
            default: break
            }
        }
        return contents
    }

    private static let envelopeLength = 31_744

    private init(_ envelope: [UInt8], of type: any WireMessage.Type, _ cast: Cast) throws {
        let keys = cast.seeds.filter { $0.name.hasSuffix(".recipient") || $0.name.hasSuffix(".reply") }
        let opened = try keys.compactMap { key in
            try opening(envelope, with: hybridIdentity(key.seed)).map { (key.name, $0) }
        }
        self.envelope = envelope
        openers = opened.map(\.0)
        plaintext = try #require(opened.first?.1)
        let length = plaintext.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        value = try type.init(decoding: Array(plaintext.dropFirst(4).prefix(length)))
        let evidence = (value as? Supplement)?.evidence ?? []
        let rest = Array(plaintext.dropFirst(4 + length))
        files = Array(rest.prefix(Int(evidence.reduce(0) { $0 + $1.length })))
        let trailer = evidence.flatMap { $0.hash.bytes }
        #expect(Array(rest.dropFirst(files.count).prefix(trailer.count)) == trailer)
        #expect(rest.dropFirst(files.count + trailer.count).allSatisfy { $0 == 0 })
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
