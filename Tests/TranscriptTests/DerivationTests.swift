import AuditLog
import Crypto
import Foundation
import Keys
import Sealing
import Source
import Testing
import TransparencyLog
import Visit
import Wire

/// Protocol/README.md followed by hand from the given seeds, as a second implementation would; and what the
/// programs' own checks say of the same bytes.
@Suite(.timeLimit(.minutes(1))) struct DerivationTests {
    @Test func `the source's keys come from the codename`() throws {
        let cast = try Cast.get()
        #expect(cast.source.mailbox.publicKey == (try cast.key("source.mailbox").publicKey))
        #expect(cast.source.author.publicKey == (try cast.key("source.author").publicKey))
        #expect(cast.source.replyRecipient == (try hybridKey(cast.seed("source.reply"))))
        let root = try cast.key("root").publicKey
        #expect(cast.fingerprint == hash("kentongan root v1", root.bytes))
    }

    @Test(arguments: Visit.allCases)
    func `the site cell`(_ visit: Visit) async throws {
        let cast = try Cast.get()
        let reply = try #require(try await results(of: visit).compactMap(\.site).first)
        let descriptor = reply.descriptor
        #expect(descriptor == cast.descriptor)
        #expect(
            descriptor.signature
                == (try sign("root", "kentongan site descriptor v1", unsigned(descriptor.encoded()))))
        for keys in reply.keys {
            let body = unsigned(try keys.encoded())
            let signature = try sign("\(keys.agency).identity", "kentongan agency keys v1", body, origin: "")
            #expect(keys.signature == signature)
        }
        let hashes = try [descriptor.encoded()] + reply.keys.map { try $0.encoded() }
        #expect(reply.epoch.keySet == hash("kentongan key set v1", hashes.flatMap { sha256($0).bytes }))
        #expect(reply.epoch.scheduled == Cast.t0 + reply.epoch.number * UInt64(Cast.epochSeconds))
        #expect(reply.checkpoint == (try note(over: reply.checkpoint)))

        let site = try TrustedSite(
            reply: reply, fingerprint: cast.fingerprint, tlsKey: Cast.tlsPin(), now: visit.now)
        #expect(
            site.epoch.number == [.look: 0, .submit: 0, .review: 1, .inbox: 2, .answer: 2][visit, default: 3])
        #expect(site.checkpoint.checkpoint.size == 256 * (site.epoch.number + 1))
    }

    @Test(arguments: Visit.allCases)
    func `commitments and promises`(_ visit: Visit) async throws {
        var promised = try await results(of: visit).compactMap(\.promise)
        promised += try await frames(of: visit).compactMap { $0.value as? Promised }.map {
            ($0.promise, $0.opening)
        }
        promised += try await frames(of: visit).compactMap { $0.value as? AttestedReply }
            .flatMap { $0.accounts.map { ($0.promise, $0.opening) } }
        #expect(promised.count == [.look: 0, .inbox: 2, .answer: 2, .attest: 3][visit, default: 1])
        for (promise, opening) in promised {
            let record = try opening.record.encoded()
            #expect(promise.commitment == hash("kentongan commitment v1", opening.nonce.bytes + record))
            #expect(
                promise.signature
                    == (try sign("promise", "kentongan promise v1", unsigned(promise.encoded()))))
        }
        guard let last = promised.last?.0 else { return }
        #expect(last.epoch == [.submit: 1, .review: 2, .inbox: 2, .answer: 3][visit, default: 4])
    }

    @Test func `the submission`() async throws {
        let cast = try Cast.get()
        let submit = try #require(try await submission())
        let site = try #require(try await results(of: .submit).compactMap(\.site).first)
        #expect(submit.keySet == site.epoch.keySet)
        #expect(submit.agencies == Cast.readers)
        #expect(submit.mailbox == cast.source.mailbox.publicKey)
        let binding = SubmitBinding(
            format: 1, keySet: submit.keySet, agencies: submit.agencies, envelope: sha256(submit.envelope))
        let signature = try sign("source.mailbox", "kentongan submission v1", binding.encoded())
        #expect(submit.signature == signature)
    }

    @Test func `the promise is one that a client takes`() async throws {
        let submit = try #require(try await submission())
        let (promise, opening) = try #require(try await results(of: .submit).compactMap(\.promise).first)
        _ = try AcceptedPromise(
            Promised(promise: promise, opening: opening),
            for: .report(envelope: sha256(submit.envelope), agencies: submit.agencies),
            descriptor: Cast.get().descriptor, now: Visit.submit.now)
    }

    @Test func `authentications are over the exporter`() async throws {
        let cast = try Cast.get()
        for (visit, role, name, count) in [
            (.review, .reviewer, "bawaslu.act", 1), (.inbox, .source, "source.mailbox", 2),
            (.answer, .source, "source.mailbox", 3), (.attest, .auditor, "auditor", 1),
            (.act, .reviewer, "bawaslu.act", 1),
        ] as [(Visit, Role, String, Int)] {
            let shown = try await authentications(of: visit)
            #expect(shown.count == count)
            for authentication in shown {
                let binding = AuthenticationBinding(
                    format: 1, transport: .tls, role: role, root: cast.fingerprint, exporter: visit.exporter)
                let signature = try sign(name, "kentongan authentication v1", binding.encoded())
                #expect(authentication.role == role)
                #expect(authentication.key == (try cast.key(name).publicKey))
                #expect(authentication.signature == signature)
            }
        }
    }

    @Test func `what is sealed is signed inside`() async throws {
        let report = try #require(try await sealed(.submit).first?.value as? Report)
        let body = try report.binding.encoded() + sha256(report.story.encoded()).bytes
        #expect(report.signature == (try sign("source.author", "kentongan report v1", body)))
        let question = try #require(try await sealed(.inbox).first?.value as? Message)
        let binding = MessageBinding(
            format: 1, direction: .question, kind: .words, reply: report.binding.reply,
            report: question.report,
            agency: question.agency, counter: question.counter, lastSeen: question.lastSeen,
            text: sha256(Array(question.text.utf8)))
        let signature = try sign("bawaslu.act", "kentongan message v1", binding.encoded())
        #expect(question.signature == signature)
    }

    @Test func `the inbox holds for the codename`() async throws {
        let cast = try Cast.get()
        let results = try await results(of: .inbox)
        let reply = try #require(results.compactMap(\.site).first)
        let site = try TrustedSite(
            reply: reply, fingerprint: cast.fingerprint, tlsKey: Cast.tlsPin(), now: Visit.inbox.now)
        guard case .report(let shown) = results[1], case .message(let message) = results[3] else {
            throw Unexpected()
        }
        let report = try CheckedReport(
            shown, site: site, mailbox: cast.source.mailbox.publicKey, now: Visit.inbox.now)
        #expect(report.standing == .kept)
        #expect(report.doubts == [])
        let question = try #require(ReadMessage(message, at: 1, of: report, site: site, keys: cast.source))
        #expect(question.text == Cast.question)
        #expect(question.direction == .question)
    }

    // MARK: Frames

    private func frames(of visit: Visit) async throws -> [ReadFrame] {
        try await ReadFrame.all(Transcript.read(visit).frames)
    }

    private func sealed(_ visit: Visit) async throws -> [SealedContent] {
        try await SealedContent.all(frames(of: visit))
    }

    private func results(of visit: Visit) async throws -> [ExchangeResult] {
        try await frames(of: visit).compactMap { ($0.value as? ExchangeReply)?.result }
    }

    private func submission() async throws -> Submit? {
        for frame in try await frames(of: .submit) {
            if case .submit(let submit) = frame.value as? ExchangeRequest { return submit }
        }
        return nil
    }

    private func authentications(of visit: Visit) async throws -> [Authentication] {
        try await frames(of: visit).compactMap { frame in
            if case .inbox(let request) = frame.value as? ExchangeRequest { return request.authentication }
            if case .reply(let reply) = frame.value as? ExchangeRequest { return reply.authentication }
            if let start = frame.value as? UploadStart { return start.authentication }
            return frame.value as? Authentication
        }
    }

    // MARK: By hand

    private func hash(_ label: String, _ input: [UInt8]) -> Hash {
        sha256(Array(label.utf8) + [0] + input)
    }

    private func unsigned(_ encoding: [UInt8]) -> [UInt8] { Array(encoding.dropLast(64)) }

    private func sign(
        _ name: String, _ label: String, _ body: [UInt8], origin: String = Cast.origin
    ) throws -> Signature {
        try sign(name, Array(label.utf8) + [0, UInt8(origin.utf8.count)] + Array(origin.utf8) + body)
    }

    private func sign(_ name: String, _ bytes: [UInt8]) throws -> Signature {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: Cast.get().seed(name).bytes)
        return try #require(Signature(key.signature(for: bytes)))
    }

    /// C2SP signed-note: the text with the log key's one signature, a key id of four bytes before it.
    private func note(over checkpoint: String) throws -> String {
        let text = checkpoint.split(separator: "\n").prefix(3).map { "\($0)\n" }.joined()
        let key = try Cast.get().key("log").publicKey.bytes
        let id = sha256(Array("\(Cast.origin)\n".utf8) + [1] + key).bytes.prefix(4)
        let signature = try Data(id + sign("log", Array(text.utf8)).bytes).base64EncodedString()
        return "\(text)\n— \(Cast.origin) \(signature)\n"
    }
}

extension ExchangeResult {
    fileprivate var site: SiteReply? {
        if case .site(let reply) = self { reply } else { nil }
    }

    fileprivate var promise: (Promise, Opening)? {
        switch self {
        case .promised(let promised): (promised.promise, promised.opening)
        case .report(let report): (report.promised.promise, report.promised.opening)
        case .message(let message): (message.promise, message.opening.opening)
        case .refused, .site, .decoy, .witnessed, .reason: nil
        }
    }
}
