import Age
import AuditLog
import Keys
import Sealing
import TestSupport
import Testing
import Visit
import Wire
import Words

/// A visit as its cells, without a connection: everything below goes over bytes that a test carries.
@Suite struct VisitTests {
    private let site: SampleSourceSite
    private let keys: SourceKeys
    private let exporter = FixedBytes<32>([UInt8](repeating: 7, count: 32))

    init() throws {
        site = try SampleSourceSite()
        keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
    }

    // MARK: Look

    @Test func aLookIsTwoCells() throws {
        let reply = try site.unwitnessed()
        let (requests, finding) = try run(.look) { _ in .init(more: false, result: .witnessed(reply)) }
        #expect(requests.map(\.discriminant) == [.site, .witnessed])
        #expect(finding == .seen(try site.seen()))
    }

    @Test func aLookThatShowsAnotherHistoryIsNoSite() throws {
        var reply = try site.witnessed()
        reply.newest?.consistency = [Hash()]
        let (_, finding) = try run(.look) { [reply] _ in .init(more: false, result: .witnessed(reply)) }
        guard case .fault(.site) = finding else { throw Missing() }
        let (_, other) = try run(.look) { _ in .init(more: false, result: .decoy(Decoy())) }
        #expect(other == .fault(.otherAnswer(expected: .witnessed)))
    }

    @Test func nothingLeavesForASiteOfAnotherLink() throws {
        let full = FullErrand(
            after: try site.seen(), inbox: keys, parcel: .submission(try submission(), isRepeated: false))
        for errand in [Errand.look, .site(readsExpired: false), .full(full)] {
            let (requests, finding) = try run(errand, fingerprint: Hash()) { _ in decoy }
            #expect(requests.map(\.discriminant) == [.site])
            guard case .fault(.site(let error)) = finding else {
                Issue.record("\(finding)")
                continue
            }
            #expect(error.code == .descriptorInvalid)
        }
    }

    @Test func nothingLeavesBehindAnotherTLSKey() throws {
        let (requests, finding) = try run(.look, tlsKey: sha256([1])) { _ in decoy }
        #expect(requests.map(\.discriminant) == [.site])
        guard case .fault(.site(let error)) = finding else { throw Missing() }
        #expect(error.field == "SiteDescriptor.tls")
    }

    @Test func nothingLeavesForASiteThatShowsLessThanItsLook() throws {
        var later = site
        try later.close(1)
        let errand = FullErrand(after: try later.seen(), inbox: keys)
        let (requests, finding) = try run(.full(errand)) { _ in decoy }
        #expect(requests.map(\.discriminant) == [.site])
        guard case .fault(.site(let error)) = finding else { throw Missing() }
        #expect(error.code == .rollback)
    }

    @Test func aSiteThatRanOutByTheOwnClockIsNone() throws {
        let late = SampleSourceSite.t0 + 7_000_001
        for errand in [Errand.look, .site(readsExpired: false)] {
            let (_, finding) = try run(errand, now: late) { _ in decoy }
            guard case .fault(.site(let error)) = finding else { throw Missing() }
            #expect(error.field == "SiteDescriptor.not_after")
        }
        // Who seals nothing reads it all the same.
        let (_, read) = try run(.site(readsExpired: true), now: late) { _ in decoy }
        #expect(read == .site(try site.trusted()))
    }

    // MARK: Full visit

    /// Whatever it is for, whatever is answered: four cells, and the first three answers change nothing of that.
    @Test func aFullVisitIsFourCells() throws {
        let seen = try site.seen()
        let report = try inboxReport(messages: 2)
        let errands: [FullErrand] = [
            FullErrand(after: seen),
            FullErrand(after: seen, inbox: keys),
            FullErrand(after: seen, inbox: keys, reading: .message(1)),
            FullErrand(after: seen, parcel: .submission(try submission(), isRepeated: false)),
            FullErrand(after: seen, inbox: keys, parcel: .reply(ReplyDraft(text: "Ya.", agency: "bkn"))),
        ]
        let refusals: [StatusCode] = [.notFound, .failedPrecondition, .alreadyExists, .internal]
        var answers: [(ExchangeRequest) -> ExchangeReply] = [
            { _ in decoy },
            { request in
                if case .inbox = request { .init(more: true, result: .report(report)) } else { decoy }
            },
        ]
        answers += refusals.map { code in { _ in .init(more: false, result: .refused(Status(code))) } }
        for errand in errands {
            for answer in answers {
                let (requests, finding) = try run(.full(errand), answer: answer)
                #expect(requests.count == 4)
                guard case .visited(let visited) = finding else {
                    Issue.record("\(finding)")
                    continue
                }
                #expect(visited.isWhole)
            }
        }
    }

    @Test func whatIsNotNeededIsADecoy() throws {
        let (requests, finding) = try run(.full(FullErrand(after: try site.seen()))) { _ in decoy }
        #expect(requests.map(\.discriminant) == [.site, .decoy, .decoy, .decoy])
        let visited = try visited(finding)
        #expect(visited.inbox == .notAsked && visited.parcel == .nothing && visited.message == .nothing)
    }

    @Test func aReportIsAcceptedOnlyByAPromiseThatHolds() throws {
        let sealed = try submission()
        let promised = try promised(sealed)
        let errand = FullErrand(after: try site.seen(), parcel: .submission(sealed, isRepeated: false))
        let (requests, finding) = try run(.full(errand)) { request in
            if case .submit = request { .init(more: false, result: .promised(promised)) } else { decoy }
        }
        #expect(requests.map(\.discriminant) == [.site, .decoy, .submit, .decoy])
        #expect(requests[2] == .submit(sealed.submit))
        guard case .accepted(let accepted) = try visited(finding).parcel else { throw Missing() }
        #expect(accepted.promise == promised.promise)

        var hollow = promised
        hollow.opening.nonce = Hash()
        let (_, refused) = try run(.full(errand)) { [hollow] _ in
            .init(more: false, result: .promised(hollow))
        }
        guard case .fault(.promise(.commitment)) = try visited(refused).parcel else {
            Issue.record("\(refused)")
            return
        }
    }

    @Test func whatIsSealedToOlderKeysStaysHereUnlessItWasSentBefore() throws {
        let sealed = try submission()
        var newer = site
        try newer.close(1, try newer.join("inspektorat"))
        let promised = try promised(sealed)
        let answer: (ExchangeRequest) -> ExchangeReply = { _ in
            .init(more: false, result: .promised(promised))
        }
        let seen = try site.seen()
        let first = FullErrand(after: seen, parcel: .submission(sealed, isRepeated: false))
        let (requests, stale) = try run(.full(first), at: newer, answer: answer)
        #expect(requests.map(\.discriminant) == [.site, .decoy, .decoy, .decoy])
        #expect(try visited(stale).parcel == .stale)
        let again = FullErrand(after: seen, parcel: .submission(sealed, isRepeated: true))
        let (repeated, accepted) = try run(.full(again), at: newer, answer: answer)
        #expect(repeated.map(\.discriminant) == [.site, .decoy, .submit, .decoy])
        guard case .accepted = try visited(accepted).parcel else { throw Missing() }
    }

    /// Nothing is sealed to what may be old: the cells leave all the same, as decoys.
    @Test func aStaleSiteGetsDecoys() throws {
        let sealed = try submission()
        let errand = FullErrand(after: try site.seen(), parcel: .submission(sealed, isRepeated: false))
        let late = SampleSourceSite.t0 + 46_801
        let (requests, finding) = try run(.full(errand), now: late) { _ in decoy }
        #expect(requests.map(\.discriminant) == [.site, .decoy, .decoy, .decoy])
        #expect(try visited(finding).parcel == .held)
        #expect(try visited(finding).timeliness == .stale(since: SampleSourceSite.t0))
        let (sent, _) = try run(.full(errand), now: late - 1) { _ in decoy }
        #expect(sent[2].discriminant == .submit)
    }

    @Test func workThatIsNotKnownKeepsTheReportHere() throws {
        let errand = FullErrand(
            after: try site.seen(), parcel: .submission(try submission(), isRepeated: false))
        var reply = try site.reply()
        reply.work.kind = WorkKind(rawValue: 9)
        let (requests, finding) = try run(.full(errand), reply: reply) { _ in decoy }
        #expect(requests.map(\.discriminant) == [.site, .decoy, .decoy, .decoy])
        #expect(try visited(finding).parcel == .fault(.work(.unknownKind(WorkKind(rawValue: 9)))))
    }

    @Test func whatNoSiteMayAskForKeepsTheReportHere() throws {
        let errand = FullErrand(
            after: try site.seen(), parcel: .submission(try submission(), isRepeated: false))
        var reply = try site.reply()
        reply.work = WorkChallenge(
            kind: .scrypt, difficulty: 255, challenge: try #require(site.leaves.last).bytes)
        let (requests, finding) = try run(.full(errand), reply: reply) { _ in decoy }
        #expect(requests.map(\.discriminant) == [.site, .decoy, .decoy, .decoy])
        #expect(try visited(finding).parcel == .fault(.work(.tooHard(255))))
        // What a site may ask for, the visit does not hold against it: what was computed before it goes along.
        reply.work.difficulty = 9
        let (sent, _) = try run(.full(errand), reply: reply) { _ in decoy }
        #expect(sent.map(\.discriminant) == [.site, .decoy, .submit, .decoy])
    }

    @Test func noRoomIsAFindingWithATime() throws {
        let status = Status(code: .unavailable, field: Shortage.room.rawValue, limit: 4, message: "full")
        let errand = FullErrand(
            after: try site.seen(), parcel: .submission(try submission(), isRepeated: false))
        let (requests, finding) = try run(.full(errand)) { _ in .init(more: false, result: .refused(status)) }
        #expect(requests.count == 4)
        #expect(try visited(finding).parcel == .fault(.crowded(minutes: 23)))
    }

    @Test(arguments: [
        (StatusCode.failedPrecondition, "stale"), (.alreadyExists, "used"), (.resourceExhausted, "refused"),
    ])
    func refusalsAreFindings(_ code: StatusCode, _ expected: String) throws {
        let status = Status(code: code, field: "", limit: 0, message: "no")
        let errand = FullErrand(
            after: try site.seen(), parcel: .submission(try submission(), isRepeated: false))
        let (_, finding) = try run(.full(errand)) { _ in .init(more: false, result: .refused(status)) }
        let parcel = try visited(finding).parcel
        switch expected {
        case "stale": #expect(parcel == .stale)
        case "used": #expect(parcel == .fault(.used(status)))
        default: #expect(parcel == .fault(.refused(status)))
        }
    }

    // MARK: Inbox

    @Test func anInboxIsItsReportAndItsNewestMessage() throws {
        let report = try inboxReport(messages: 3)
        let wanted: [(Reading, UInt32)] = [
            (.newest, 3), (.message(1), 1), (.message(0), 1), (.message(9), 3),
        ]
        for (reading, asked) in wanted {
            let errand = FullErrand(after: try site.seen(), inbox: keys, reading: reading)
            let (requests, finding) = try run(.full(errand)) { request in
                guard case .inbox(let inbox) = request else { return decoy }
                guard inbox.item > 0 else { return .init(more: true, result: .report(report)) }
                return .init(more: false, result: .refused(Status(.notFound)))
            }
            #expect(requests.map(\.discriminant) == [.site, .inbox, .decoy, .inbox])
            guard case .inbox(let last) = requests[3] else { throw Missing() }
            #expect(last.item == asked)
            let visited = try visited(finding)
            guard case .report(let checked) = visited.inbox else { throw Missing() }
            #expect(checked.promise == report.promised.promise)
            #expect(visited.message == .doubt(.erased))
        }
    }

    @Test func anUnknownCodenameAndAnothersReportAreToldApart() throws {
        let errand = FullErrand(after: try site.seen(), inbox: keys)
        let (_, unknown) = try run(.full(errand)) { request in
            if case .inbox = request {
                .init(more: false, result: .refused(Status(.notFound)))
            } else {
                decoy
            }
        }
        #expect(try visited(unknown).inbox == .unknownCodename)
        var report = try inboxReport()
        report.signature = Signature()
        let (_, other) = try run(.full(errand)) { [report] _ in .init(more: false, result: .report(report)) }
        #expect(try visited(other).inbox == .fault(.report(.notSent)))
    }

    // MARK: Reply

    @Test func aReplyIsSealedWithTheCounterThatTheInboxTells() throws {
        let report = try inboxReport(replies: 4)
        let draft = ReplyDraft(text: "Saya melihatnya sendiri.", agency: "bkn", lastSeen: 2)
        let errand = FullErrand(after: try site.seen(), inbox: keys, parcel: .reply(draft))
        let (requests, _) = try run(.full(errand)) { request in
            if case .inbox = request { .init(more: false, result: .report(report)) } else { decoy }
        }
        #expect(requests.map(\.discriminant) == [.site, .inbox, .reply, .decoy])
        guard case .reply(let cell) = requests[2] else { throw Missing() }
        #expect(cell.agency == "bkn" && cell.counter == 4)
        #expect(
            cell.authentication.isValid(
                origin: site.origin, root: site.fingerprint, exporter: try #require(exporter)))
        let reader = try #require(site.readers.first { $0.code == "bkn" })
        let message = try Message(
            decoding: try openEnvelope(cell.envelope, identity: reader.recipient))
        #expect(message.text == draft.text && message.lastSeen == 2 && message.counter == 4)
        // Another agency's key opens nothing.
        let other = try #require(site.readers.first { $0.code == "bkpsdm" })
        #expect(throws: SealingError.self) { try openEnvelope(cell.envelope, identity: other.recipient) }
    }

    @Test func withoutTheReportNoReplyIsSealed() throws {
        let draft = ReplyDraft(text: "Ya.", agency: "bkn")
        let errand = FullErrand(after: try site.seen(), inbox: keys, parcel: .reply(draft))
        let (requests, finding) = try run(.full(errand)) { _ in
            .init(more: false, result: .refused(Status(.notFound)))
        }
        #expect(requests.map(\.discriminant) == [.site, .inbox, .decoy, .decoy])
        #expect(try visited(finding).parcel == .notSealed)
        let stranger = FullErrand(
            after: try site.seen(), inbox: keys, parcel: .reply(ReplyDraft(text: "Ya.", agency: "bkpsdm")))
        let report = try inboxReport()
        let (cells, refused) = try run(.full(stranger)) { _ in .init(more: false, result: .report(report)) }
        #expect(cells[2].discriminant == .decoy)
        guard case .refused(.agencies) = try visited(refused).parcel else { throw Missing() }
    }

    // MARK: Broken connections

    @Test func whatWasOnItsWayIsSentAgainAsTheSameBytes() throws {
        let sealed = try submission()
        let errand = FullErrand(after: try site.seen(), parcel: .submission(sealed, isRepeated: false))
        for answered in 0...3 {
            guard let (broken, _) = try breakOff(.full(errand), after: answered) else {
                #expect(answered == 0)
                continue
            }
            let expected: [Visited.Parcel] = [
                .nothing, .notSealed, .unanswered, .fault(.otherAnswer(expected: .promised)),
            ]
            #expect(broken.parcel == expected[answered])
            #expect(!broken.isWhole)
            let again = errand.repeated(after: broken, sealed: nil)
            switch answered {
            case 1: #expect(again.parcel == .submission(sealed, isRepeated: false))
            case 2: #expect(again.parcel == .submission(sealed, isRepeated: true))
            default: #expect(again.parcel == nil)
            }
        }
    }

    @Test func aReplyIsSealedOnce() throws {
        let report = try inboxReport()
        let draft = ReplyDraft(text: "Ya.", agency: "bkn")
        let errand = FullErrand(after: try site.seen(), inbox: keys, parcel: .reply(draft))
        let broken = try breakOff(.full(errand), after: 2) { _ in .init(more: false, result: .report(report))
        }
        let (visited, sealed) = try #require(broken)
        #expect(visited.parcel == .unanswered)
        let first = try #require(sealed)
        let again = errand.repeated(after: visited, sealed: first)
        #expect(again.parcel == .repeatedReply(first))
        let (requests, _) = try run(.full(again)) { _ in .init(more: false, result: .report(report)) }
        guard case .reply(let cell) = requests[2] else { throw Missing() }
        #expect(sha256(cell.envelope) == first.record.envelope)
    }

    @Test func whatWasAcceptedStaysSoWhenTheSecondTimeSaysNothing() throws {
        let sealed = try submission()
        let errand = FullErrand(
            after: try site.seen(), inbox: keys, parcel: .submission(sealed, isRepeated: false))
        let (_, first) = try run(.full(errand)) { [promised = try promised(sealed)] _ in
            .init(more: false, result: .promised(promised))
        }
        let (_, nothing) = try run(.full(FullErrand(after: try site.seen()))) { _ in decoy }
        let merged = try visited(nothing).merged(into: try visited(first))
        guard case .accepted = merged.parcel else { throw Missing() }
    }

    /// The first time broke before the report left, the second behind it: nobody may say that nothing was sent.
    @Test func whatLeftOnlyTheSecondTimeMayHaveArrived() throws {
        let errand = FullErrand(
            after: try site.seen(), parcel: .submission(try submission(), isRepeated: false))
        let first = try #require(try breakOff(.full(errand), after: 1)).0
        let repeated = errand.repeated(after: first, sealed: nil)
        let second = try #require(try breakOff(.full(repeated), after: 2)).0
        #expect(first.parcel == .notSealed && second.parcel == .unanswered)
        #expect(second.merged(into: first).parcel == .unanswered)
        #expect(first.merged(into: second).parcel == .unanswered)
    }

    // MARK: Strangers

    @Test func aStrangerIsNotQuotedAndTheSiteIs() throws {
        let status = Status(code: .internal, field: "SITUS", limit: 7, message: "\nPINDAH")
        var visit = Visit(
            .look, fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter, random: { _ in [] })
        _ = visit.start()
        let action = visit.receive(
            ExchangeReply(more: false, result: .refused(status)), now: SampleSourceSite.now)
        #expect(action == .finish(.fault(.refused(Status(.internal)))))
        #expect(!visit.isSiteTrusted)
        let (_, finding) = try run(.look) { _ in .init(more: false, result: .refused(status)) }
        #expect(finding == .fault(.refused(status)))
    }

    /// What the root did not sign is anybody's, however well it is formed.
    @Test func nothingOfAnUnsignedDescriptorIsQuoted() throws {
        var reply = try site.reply()
        reply.descriptor.origin = "PINDAH\nkentongan://evil.example:443/"
        var visit = Visit(
            .look, fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter, random: { _ in [] })
        _ = visit.start()
        let action = visit.receive(
            ExchangeReply(more: false, result: .site(reply)), now: SampleSourceSite.now)
        guard case .finish(.fault(.site(let error))) = action else { throw Missing() }
        #expect(error.code == .signatureInvalid)
        #expect(!"\(error)".contains("PINDAH"))
    }

    @Test func withoutKeyingMaterialNoKeyIsShown() throws {
        let errand = FullErrand(
            after: try site.seen(), inbox: keys, parcel: .reply(ReplyDraft(text: "Ya.", agency: "bkn")))
        let (requests, finding) = try run(.full(errand), lendsKeys: false) { _ in decoy }
        #expect(requests.map(\.discriminant) == [.site, .decoy, .decoy, .decoy])
        #expect(try visited(finding).inbox == .fault(.noExporter))
    }

    @Test func afterAnEndNothingMoreIsSent() throws {
        var visit = Visit(
            .site(readsExpired: false), fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter,
            random: { _ in [] })
        _ = visit.start()
        let reply = ExchangeReply(more: false, result: .site(try site.reply()))
        guard case .finish(.site) = visit.receive(reply, now: SampleSourceSite.now) else { throw Missing() }
        for _ in 0..<3 {
            guard case .finish(.fault) = visit.receive(reply, now: SampleSourceSite.now) else {
                throw Missing()
            }
        }
        guard case .finish(.fault) = visit.start() else { throw Missing() }
    }

    @Test(arguments: [0, 1, 32_759, 32_760, 32_761])
    func bytesThatAreNoCellEndTheVisit(_ count: Int) throws {
        var visit = Visit(
            .look, fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter, random: { _ in [] })
        _ = visit.start()
        let action = visit.receive(cell: [UInt8](repeating: 0xff, count: count), now: SampleSourceSite.now)
        guard case .finish(.fault(.undecodable)) = action else {
            Issue.record("\(action)")
            return
        }
    }

    // MARK: Carrying

    /// Carries cells as bytes of one size until the visit ends; the site's cell is answered by `site`.
    private func run(
        _ errand: Errand, at shown: SampleSourceSite? = nil, fingerprint: Hash? = nil, tlsKey: Hash = Hash(),
        lendsKeys: Bool = true, now: UInt64 = SampleSourceSite.now, reply changed: SiteReply? = nil,
        answer: (ExchangeRequest) -> ExchangeReply
    ) throws -> (requests: [ExchangeRequest], finding: VisitFinding) {
        let reply = ExchangeReply(more: false, result: .site(try changed ?? (shown ?? site).reply()))
        var visit = Visit(
            errand, fingerprint: fingerprint ?? site.fingerprint, tlsKey: tlsKey,
            exporter: lendsKeys ? exporter : nil, random: { site.random($0) })
        var requests: [ExchangeRequest] = []
        var action = visit.start()
        while true {
            switch action {
            case .finish(let finding): return (requests, finding)
            case .send(let request):
                requests.append(request)
                let bytes = try request.cell()
                #expect(bytes.count == Cell.contentSize)
                #expect(try ExchangeRequest(decoding: Cell.open(bytes)) == request)
                var next = reply
                if case .site = request {} else { next = answer(request) }
                action = visit.receive(cell: try Cell.seal(next.encoded()), now: now)
            }
        }
    }

    /// What a visit comes to whose connection breaks when so many cells were answered; nil where nothing of it counts.
    private func breakOff(
        _ errand: Errand, after answered: Int, answer: (ExchangeRequest) -> ExchangeReply = { _ in decoy }
    ) throws -> (visited: Visited, sealed: SealedReply?)? {
        var visit = Visit(
            errand, fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter,
            random: { site.random($0) })
        var action = visit.start()
        for _ in 0..<answered {
            guard case .send(let request) = action else { throw Missing() }
            var reply = answer(request)
            if case .site = request { reply = ExchangeReply(more: false, result: .site(try site.reply())) }
            action = visit.receive(reply, now: SampleSourceSite.now)
        }
        let sealed = visit.sealedReply
        guard case .visited(let visited)? = visit.breakOff() else { return nil }
        return (visited, sealed)
    }

    private func visited(_ finding: VisitFinding) throws -> Visited {
        guard case .visited(let visited) = finding else { throw Missing() }
        return visited
    }

    private func submission() throws -> SealedSubmission {
        try SealedSubmission(
            .sample, readers: ["bawaslu_prov", "bkn"], site: site.trusted(), keys: keys,
            random: { site.random($0) })
    }

    private func promised(_ sealed: SealedSubmission) throws -> Promised {
        let opening = Opening(
            nonce: site.random.hash(),
            record: Record(
                format: 1,
                body: .reportReceived(
                    ReportReceived(agencies: sealed.submit.agencies, envelope: sealed.envelope))))
        return Promised(promise: try site.promise(Commitment.of(opening), epoch: 2), opening: opening)
    }

    private func inboxReport(messages: UInt32 = 0, replies: UInt32 = 0) throws -> InboxReport {
        let sealed = try submission()
        return InboxReport(
            promised: try promised(sealed), keySet: sealed.submit.keySet, signature: sealed.submit.signature,
            inclusion: nil, batch: nil, acts: [],
            conversations: sealed.submit.agencies.map {
                Conversation(agency: $0, questions: $0 == "bkn" ? messages : 0, replies: replies)
            },
            messages: messages, supplement: 0, supplements: [], erased: nil, older: [])
    }
}

private let decoy = ExchangeReply(more: false, result: .decoy(Decoy()))
