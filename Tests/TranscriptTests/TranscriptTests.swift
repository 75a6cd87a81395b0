import AuditLog
import Foundation
import Keys
import Sealing
import Testing
import Visit
import Wire

/// `Protocol/vectors/transcripts`: what stands in the files.
///
/// `KENTONGAN_WRITE_VECTORS=1` records them anew.
///
/// Encapsulation draws its own randomness, so that a new recording has other envelopes.
@Suite(.timeLimit(.minutes(1))) struct TranscriptTests {
    @Test(arguments: Visit.allCases)
    func `the file says what its frames, keys and times say`(_ visit: Visit) async throws {
        let wanted = try await Transcript.read(visit).text().split(separator: "\n")
        let found = try String(contentsOf: Transcript.path(of: visit), encoding: .utf8).split(separator: "\n")
        for (found, wanted) in zip(found, wanted) where found != wanted {
            Issue.record("found \(found.prefix(300)), expected \(wanted.prefix(300))")
        }
        #expect(found.count == wanted.count)
    }

    @Test(arguments: Visit.allCases)
    func `every frame encodes to itself, cells with their padding`(_ visit: Visit) async throws {
        let frames = try await ReadFrame.all(Transcript.read(visit).frames)
        for frame in frames { #expect(try frame.encoded() == frame.frame.bytes) }
        let cells = frames.filter(\.isCell)
        #expect(cells.allSatisfy { $0.frame.bytes.count == 32_768 })
        #expect(cells.count == [.look: 4, .submit: 8, .inbox: 8, .answer: 6][visit, default: 2])
    }

    @Test func `the report opens for its readers, and for nobody else`() async throws {
        let cast = try Cast.get()
        let submit = try await SealedContent.all(ReadFrame.all(Transcript.read(.submit).frames))
        let review = try await SealedContent.all(ReadFrame.all(Transcript.read(.review).frames))
        let sealed = try #require(submit.first)
        #expect(sealed.openers == Cast.readers.map { "\($0).recipient" })
        #expect(review.first?.envelope == sealed.envelope)
        let report = try #require(sealed.value as? Report)
        #expect(report.story == Cast.story)
        let binding = report.binding
        #expect(binding.root == cast.fingerprint)
        #expect(binding.agencies == Cast.readers)
        #expect(binding.author == (try cast.key("source.author").publicKey))
        #expect(binding.mailbox == (try cast.key("source.mailbox").publicKey))
        #expect(binding.reply == (try hybridKey(cast.seed("source.reply"))))
    }

    @Test func `the question opens for the source`() async throws {
        let cast = try Cast.get()
        let review = try await SealedContent.all(ReadFrame.all(Transcript.read(.review).frames))
        let inbox = try await SealedContent.all(ReadFrame.all(Transcript.read(.inbox).frames))
        let sealed = try #require(inbox.first)
        #expect(sealed.openers == ["source.reply"])
        #expect(review.last?.envelope == sealed.envelope)
        let question = try #require(sealed.value as? Message)
        #expect(question.text == Cast.question)
        #expect(question.direction == .question)
        #expect(question.agency == "bawaslu")
        #expect(question.signer == (try cast.key("bawaslu.act").publicKey))
        #expect((question.counter, question.lastSeen) == (0, Message.nothingSeen))
    }

    @Test func `an answer and a file open for their readers and for the source`() async throws {
        let answered = try await SealedContent.all(ReadFrame.all(Transcript.read(.answer).frames))
        #expect(answered.count == 3)
        let reply = try #require(answered.first?.value as? Message)
        #expect(reply.text == Cast.answer && reply.direction == .reply)
        #expect(answered.first?.openers == ["bawaslu.recipient", "source.reply"])
        let supplement = try #require(answered.last?.value as? Supplement)
        #expect(supplement.agencies == Cast.readers)
        #expect(answered.last?.openers == Cast.readers.map { "\($0).recipient" } + ["source.reply"])
        #expect(answered.last?.files == Array(Cast.file.utf8))
    }

    @Test func `a reason opens for the agencies and for the source`() async throws {
        let frames = try await ReadFrame.all(Transcript.read(.act).frames)
        let sealed = try #require(try SealedContent.all(frames).first)
        let request = try #require(frames.compactMap { $0.value as? ActRequest }.first)
        #expect(sealed.openers == Cast.readers.map { "\($0).recipient" } + ["source.reply"])
        let reason = try Reason.verified(
            try #require(sealed.value as? Reason).encoded(), act: request.act,
            envelope: sha256(sealed.envelope))
        #expect(reason.text == Cast.reason)
    }

    @Test func `a reply whose counter skips is refused in a cell`() async throws {
        let frames = try await ReadFrame.all(Transcript.read(.answer).frames)
        let refusals = frames.compactMap { frame -> Status? in
            guard case .refused(let status) = (frame.value as? ExchangeReply)?.result else { return nil }
            return status
        }
        #expect(refusals.map(\.code) == [.aborted])
    }

    @Test func `a server of the same keys, times and randomness answers with the same bytes`() async throws {
        let server = try await SampleServer()
        for visit in Visit.allCases {
            let transcript = try await Transcript.read(visit)
            try await server.advance(to: visit.now)
            #expect(server.random.offset == transcript.randomOffset)
            let found = try await replay(
                transcript.frames, exporter: visit.exporter, services: server.services)
            let wanted = transcript.frames.filter { $0.from == .server }.flatMap(\.bytes)
            let same = zip(found, wanted).prefix { $0 == $1 }.count
            #expect(
                same == wanted.count && found.count == wanted.count,
                "\(visit.rawValue): the first \(same) of \(wanted.count) bytes are the same")
        }
    }
}
