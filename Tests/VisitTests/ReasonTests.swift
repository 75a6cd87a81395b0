import Age
import AuditLog
import Keys
import Sealing
import TestSupport
import Testing
@testable import Visit
import Wire

/// A source reads why an agency acted, in the last cell of a visit; what is not that act's reason is told and not shown.
@Suite struct ReasonTests {
    private let site: SampleSourceSite
    private let keys: SourceKeys
    private let exporter = FixedBytes<32>()
    private let opening: Opening
    private let sealed: SealedSubmission
    private let report: Hash

    init() throws {
        let site = try SampleSourceSite()
        keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
        sealed = try SealedSubmission(
            .sample, readers: ["bawaslu_prov", "bkn"], site: site.trusted(), keys: keys,
            random: { site.random($0) })
        opening = Opening(
            nonce: site.random.hash(),
            record: Record(
                format: 1,
                body: .reportReceived(
                    ReportReceived(agencies: sealed.submit.agencies, envelope: sealed.envelope))))
        report = try Commitment.of(opening)
        self.site = site
    }

    /// An act of an agency's, with its reason as it is sealed.
    private func act(
        _ reader: Int, text: String = "Terbukti.", counter: UInt32 = 0, epoch: UInt64 = 2,
        change: (inout Reason) -> Void = { _ in }, to recipient: [UInt8]? = nil
    ) throws -> (posted: PostedAct, envelope: [UInt8]) {
        var reason = Reason(
            format: 1, report: report, agency: site.readers[reader].code, counter: counter, text: text)
        change(&reason)
        let envelope = try sealEnvelope(
            message: try reason.encoded(),
            recipients: [nil, nil, nil, .hybrid(publicKey: recipient ?? keys.replyRecipient)],
            random: { site.random($0) })
        let key = site.readers[reader].act
        let act = try Act(
            format: 1, kind: .state, report: report, agency: site.readers[reader].code, counter: counter,
            previous: counter == 0 ? Hash() : site.random.hash(), state: .decided, outcome: .lightOral,
            due: .none,
            other: "", related: Hash(), reason: sha256(envelope), signer: key.publicKey, second: nil,
            signature: Signature()
        ).signed(by: key, origin: site.origin)
        let opening = Opening(
            nonce: site.random.hash(),
            record: Record(
                format: 1, body: .act(ActRecorded(agencies: sealed.submit.agencies, act: act))))
        return (
            PostedAct(
                act: act, nonce: opening.nonce,
                promise: try site.promise(Commitment.of(opening), epoch: epoch)), envelope
        )
    }

    private func inbox(_ acts: [PostedAct], questions: UInt32 = 0, replies: UInt32 = 0) throws -> InboxReport
    {
        InboxReport(
            promised: Promised(promise: try site.promise(report, epoch: 2), opening: opening),
            keySet: sealed.submit.keySet, signature: sealed.submit.signature, inclusion: nil, batch: nil,
            acts: acts,
            conversations: sealed.submit.agencies.map {
                Conversation(
                    agency: $0, questions: $0 == "bkn" ? questions : 0, replies: $0 == "bkn" ? replies : 0)
            }, messages: questions + replies, supplement: 0, supplements: [], erased: nil, older: [])
    }

    /// The cells that leave, and what is read last.
    private func visit(
        _ inbox: InboxReport, _ reading: Reading = .newest, reason: [UInt8]? = nil
    ) throws -> (requests: [ExchangeRequest], message: Visited.Message) {
        var visit = Visit(
            .full(FullErrand(after: try site.seen(), inbox: keys, reading: reading)),
            fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter, random: { site.random($0) })
        var requests: [ExchangeRequest] = []
        var action = visit.start()
        while true {
            switch action {
            case .finish(.visited(let visited)): return (requests, visited.message)
            case .finish: throw Missing()
            case .send(let request):
                requests.append(request)
                #expect(try request.cell().count == Cell.contentSize)
                let result: ExchangeResult =
                    switch request {
                    case .site: .site(try site.reply())
                    case .inbox: .report(inbox)
                    case .reason: reason.map { .reason(SealedReason(envelope: $0)) } ?? .decoy(Decoy())
                    default: .decoy(Decoy())
                    }
                action = visit.receive(
                    ExchangeReply(more: false, result: result), now: SampleSourceSite.now)
            }
        }
    }

    @Test func the_reason_takes_the_place_of_the_message_unless_a_question_waits() throws {
        let (bawaslu, _) = try act(0, epoch: 1)
        let (bkn, envelope) = try act(1, epoch: 2)
        let (requests, message) = try visit(try inbox([bawaslu, bkn]), reason: envelope)
        #expect(requests.map(\.discriminant) == [.site, .inbox, .decoy, .reason])
        guard case .reason(let reason) = message else { throw Missing() }
        // The newest act's, of the two that give one.
        #expect(reason.agency == "bkn" && reason.text == "Terbukti.")
        // Answered: the reason again. Not answered: the question.
        let answered = try inbox([bkn], questions: 1, replies: 1)
        #expect(try visit(answered, reason: envelope).requests.last?.discriminant == .reason)
        let open = try inbox([bkn], questions: 2, replies: 1)
        let (cells, _) = try visit(open)
        guard case .inbox(let wanted)? = cells.last else { throw Missing() }
        #expect(cells.count == 4 && wanted.item == 3)
        // Who asks for a message gets that.
        #expect(try visit(answered, .message(.max)).requests.last?.discriminant == .inbox)
        // Without a reason or a message nothing is asked for, in as many cells.
        #expect(try visit(try inbox([])).requests.map(\.discriminant) == [.site, .inbox, .decoy, .decoy])
    }

    @Test func what_is_not_that_acts_reason_is_told_and_not_shown() throws {
        let (posted, envelope) = try act(1)
        let (_, others) = try act(0)
        let (_, earlier) = try act(1, text: "Tidak terbukti.", counter: 1)
        var flipped = envelope
        flipped[20_000] ^= 1
        let noise = site.random(31_744)
        for wrong in [others, earlier, flipped, noise, [UInt8](repeating: 0, count: 31_744)] {
            let (requests, message) = try visit(try inbox([posted]), reason: wrong)
            #expect(requests.last?.discriminant == .reason)
            #expect(message == .doubt(.message("bkn")))
        }
        // Named by the act, and of another report, agency or act inside; or sealed to somebody else.
        let changes: [(inout Reason) -> Void] = [
            { $0.report = Hash() }, { $0.agency = "bawaslu_prov" }, { $0.counter = 9 }, { $0.format = 2 },
        ]
        for change in changes {
            let (posted, envelope) = try act(1, change: change)
            #expect(try visit(try inbox([posted]), reason: envelope).message == .doubt(.message("bkn")))
        }
        let stranger = try SourceKeys(codename: .sample(9), root: site.fingerprint)
        let (strange, hidden) = try act(1, to: stranger.replyRecipient)
        #expect(try visit(try inbox([strange]), reason: hidden).message == .doubt(.message("bkn")))
        // The right one, after all.
        guard case .reason = try visit(try inbox([posted]), reason: envelope).message else { throw Missing() }
    }
}
