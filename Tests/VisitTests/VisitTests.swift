import Age
import AuditLog
import Keys
import Sealing
import TestSupport
import Testing
import Visit
import Wire

/// A visit as its cells, without a connection: everything below goes over bytes that a test carries.
@Suite struct VisitTests {
    private let site: SampleSourceSite
    private let keys: SourceKeys
    private let exporter = FixedBytes<32>([UInt8](repeating: 7, count: 32))

    init() throws {
        site = try SampleSourceSite()
        keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
    }

    @Test func lookSendsTheSiteCellAndNothingElse() throws {
        let (requests, finding) = try run(.look) { _ in .init(more: false, result: .decoy(Decoy())) }
        #expect(requests.map(\.discriminant) == [.site])
        #expect(finding == .site(try site.trusted()))
    }

    @Test func nothingLeavesForASiteOfAnotherLink() throws {
        let sealed = try submission()
        for errand in [Errand.submit(sealed, isRepeated: false), .inbox(keys), .decoy] {
            let (requests, finding) = try run(errand, fingerprint: Hash()) { _ in
                .init(more: false, result: .decoy(Decoy()))
            }
            #expect(requests.map(\.discriminant) == [.site])
            guard case .fault(.site(let error)) = finding else {
                Issue.record("\(finding)")
                continue
            }
            #expect(error.code == .descriptorInvalid)
        }
    }

    @Test func nothingLeavesBehindAnotherTLSKey() throws {
        let (requests, finding) = try run(.decoy, tlsKey: sha256([1])) { _ in
            .init(more: false, result: .decoy(Decoy()))
        }
        #expect(requests.map(\.discriminant) == [.site])
        guard case .fault(.site(let error)) = finding else { throw Missing() }
        #expect(error.field == "SiteDescriptor.tls")
    }

    @Test func aSiteThatRanOutByTheOwnClockIsNone() throws {
        let (_, finding) = try run(.look, now: SampleSourceSite.t0 + 7_000_001) { _ in
            .init(more: false, result: .decoy(Decoy()))
        }
        guard case .fault(.site(let error)) = finding else { throw Missing() }
        #expect(error.field == "SiteDescriptor.not_after")
    }

    @Test func aReportIsAcceptedOnlyByAPromiseThatHolds() throws {
        let sealed = try submission()
        let promised = try promised(sealed)
        let (requests, finding) = try run(.submit(sealed, isRepeated: false)) { _ in
            .init(more: false, result: .promised(promised))
        }
        #expect(requests == [.site(SiteRequest()), .submit(sealed.submit)])
        guard case .accepted(let accepted, let trusted) = finding else { throw Missing() }
        #expect(accepted.promise == promised.promise)
        #expect(trusted == (try site.trusted()))

        var hollow = promised
        hollow.opening.nonce = Hash()
        let (_, refused) = try run(.submit(sealed, isRepeated: false)) { _ in
            .init(more: false, result: .promised(hollow))
        }
        guard case .fault(.promise(.commitment)) = refused else {
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
        let (first, stale) = try run(.submit(sealed, isRepeated: false), at: newer, answer: answer)
        #expect(first.map(\.discriminant) == [.site])
        #expect(stale == .stale(try newer.trusted()))
        let (again, accepted) = try run(.submit(sealed, isRepeated: true), at: newer, answer: answer)
        #expect(again.map(\.discriminant) == [.site, .submit])
        guard case .accepted = accepted else {
            Issue.record("\(accepted)")
            return
        }
    }

    @Test(arguments: [
        (StatusCode.failedPrecondition, "stale"), (.alreadyExists, "used"), (.resourceExhausted, "refused"),
    ])
    func refusalsAreFindings(_ code: StatusCode, _ expected: String) throws {
        let status = Status(code: code, field: "", limit: 0, message: "no")
        let sealed = try submission()
        let (_, finding) = try run(.submit(sealed, isRepeated: false)) { _ in
            .init(more: false, result: .refused(status))
        }
        switch expected {
        case "stale": #expect(finding == .stale(try site.trusted()))
        case "used": #expect(finding == .fault(.used(status)))
        default: #expect(finding == .fault(.refused(status)))
        }
    }

    @Test func anInboxIsReadItemByItemToItsEnd() throws {
        let report = try inboxReport()
        let (requests, finding) = try run(.inbox(keys)) { request in
            guard case .inbox(let asked) = request else { return .init(more: false, result: .decoy(Decoy())) }
            return switch asked.item {
            case 0: .init(more: true, result: .report(report))
            // Erased: whether one is behind it, only asking tells.
            case 1:
                .init(more: false, result: .refused(.init(code: .notFound, field: "", limit: 0, message: "")))
            default:
                .init(
                    more: false, result: .refused(.init(code: .outOfRange, field: "", limit: 1, message: "")))
            }
        }
        #expect(requests.map(\.discriminant) == [.site, .inbox, .inbox, .inbox])
        guard case .inbox(let checked, let questions, _) = finding else { throw Missing() }
        #expect(checked.promise == report.promised.promise)
        #expect(questions.doubts == [.erased(1)])
    }

    /// The same message for ever, one left out, and the control: as many as there are.
    @Test(arguments: [([0, 0], 2), ([0, 2], 2), ([1], 1), ([0, 1, 2, 3], nil)] as [([UInt32], Int?)])
    func aMessageThatIsNotTheNextEndsTheVisit(_ counters: [UInt32], _ last: Int?) throws {
        let report = try inboxReport()
        var asked = 0
        let (_, finding) = try run(.inbox(keys)) { request in
            guard case .inbox(let inbox) = request, inbox.item > 0 else {
                return .init(more: true, result: .report(report))
            }
            asked += 1
            let message = MessagePosted(
                agencies: ["bkn"], report: report.promised.promise.commitment, direction: .question,
                counter: counters[asked - 1], envelope: Hash())
            let item = InboxMessage(
                promise: report.promised.promise,
                opening: MessageOpening(nonce: Nonce(), format: 1, message: message),
                envelope: [UInt8](repeating: 0, count: Cell.size - 1_024))
            return .init(more: asked < counters.count || last != nil, result: .message(item))
        }
        if let last {
            #expect(finding == .fault(.otherAnswer(expected: .message)))
            #expect(asked == last)
        } else {
            guard case .inbox = finding else { throw Missing() }
            #expect(asked == counters.count)
        }
    }

    @Test func aStrangerIsNotQuotedAndTheSiteIs() throws {
        let status = Status(code: .internal, field: "SITUS", limit: 7, message: "\nPINDAH")
        var visit = Visit(.decoy, fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter)
        _ = visit.start()
        let action = visit.receive(
            ExchangeReply(more: false, result: .refused(status)), now: SampleSourceSite.now)
        #expect(action == .finish(.fault(.refused(Status(.internal)))))
        #expect(!visit.isSiteTrusted)
        let (_, finding) = try run(.decoy) { _ in .init(more: false, result: .refused(status)) }
        #expect(finding == .fault(.refused(status)))
    }

    /// What the root did not sign is anybody's, however well it is formed.
    @Test func nothingOfAnUnsignedDescriptorIsQuoted() throws {
        var reply = try site.reply()
        reply.descriptor.origin = "PINDAH\nkentongan://evil.example:443/"
        var visit = Visit(.look, fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter)
        _ = visit.start()
        let action = visit.receive(
            ExchangeReply(more: false, result: .site(reply)), now: SampleSourceSite.now)
        guard case .finish(.fault(.site(let error))) = action else { throw Missing() }
        #expect(error.code == .signatureInvalid)
        #expect(!"\(error)".contains("PINDAH"))
    }

    @Test func anInboxWithoutEndEnds() throws {
        let report = try inboxReport()
        var asked = 0
        let (_, finding) = try run(.inbox(keys), itemLimit: 20) { request in
            asked += 1
            guard case .inbox(let inbox) = request, inbox.item > 0 else {
                return .init(more: true, result: .report(report))
            }
            return .init(
                more: true, result: .refused(.init(code: .notFound, field: "", limit: 0, message: "")))
        }
        #expect(finding == .fault(.endless(limit: 20)))
        #expect(asked == 21)
    }

    @Test func anUnknownCodenameAndAnothersReportAreToldApart() throws {
        let (_, unknown) = try run(.inbox(keys)) { _ in
            .init(more: false, result: .refused(.init(code: .notFound, field: "", limit: 0, message: "")))
        }
        #expect(unknown == .unknownCodename(try site.trusted()))
        var report = try inboxReport()
        report.signature = Signature()
        let (_, other) = try run(.inbox(keys)) { [report] _ in .init(more: false, result: .report(report)) }
        #expect(other == .fault(.report(.notSent)))
    }

    @Test func aReplyIsSealedToItsAgencyAndPromised() throws {
        let sealed = try SealedReply(
            "Saya melihatnya sendiri.", to: "bkn", report: sha256([9]), counter: 0,
            lastSeen: Message.nothingSeen, site: site.trusted(), keys: keys, random: { site.random($0) })
        let opening = Opening(
            nonce: site.random.hash(), record: Record(format: 1, body: .messagePosted(sealed.record)))
        let promised = Promised(
            promise: try site.promise(Commitment.of(opening), epoch: 2), opening: opening)
        let (requests, finding) = try run(.reply(sealed, keys)) { _ in
            .init(more: false, result: .promised(promised))
        }
        guard case .reply(let cell)? = requests.last, case .accepted = finding else { throw Missing() }
        #expect(cell.agency == "bkn")
        #expect(
            cell.authentication.isValid(
                origin: site.origin, root: site.fingerprint, exporter: try #require(exporter)))
        let reader = try #require(site.readers.first { $0.code == "bkn" })
        let message = try Message.verified(
            try openEnvelope(cell.envelope, identity: reader.recipient), record: sealed.record,
            envelope: sha256(cell.envelope), reply: keys.replyRecipient,
            signers: [keys.author.publicKey], origin: site.origin)
        #expect(message.text == "Saya melihatnya sendiri.")
        // Another agency's key opens nothing.
        let other = try #require(site.readers.first { $0.code != "bkn" })
        #expect(throws: SealingError.self) { try openEnvelope(cell.envelope, identity: other.recipient) }
    }

    @Test func aDecoyLooksLikeTheRest() throws {
        let (requests, finding) = try run(.decoy) { _ in .init(more: false, result: .decoy(Decoy())) }
        #expect(requests.map(\.discriminant) == [.site, .decoy])
        #expect(finding == .decoy(try site.trusted()))
    }

    @Test func withoutKeyingMaterialNoKeyIsShown() throws {
        var visit = Visit(.inbox(keys), fingerprint: site.fingerprint, tlsKey: Hash(), exporter: nil)
        _ = visit.start()
        let action = visit.receive(
            .init(more: false, result: .site(try site.reply())), now: SampleSourceSite.now)
        #expect(action == .finish(.fault(.noExporter)))
    }

    @Test func afterAnEndNothingMoreIsSent() throws {
        var visit = Visit(.look, fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter)
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
        var visit = Visit(.look, fingerprint: site.fingerprint, tlsKey: Hash(), exporter: exporter)
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
        now: UInt64 = SampleSourceSite.now, itemLimit: UInt32 = Visit.itemLimit,
        answer: (ExchangeRequest) -> ExchangeReply
    ) throws -> (requests: [ExchangeRequest], finding: VisitFinding) {
        let reply = ExchangeReply(more: false, result: .site(try (shown ?? site).reply()))
        var visit = Visit(
            errand, fingerprint: fingerprint ?? site.fingerprint, tlsKey: tlsKey, exporter: exporter,
            itemLimit: itemLimit)
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

    private func inboxReport() throws -> InboxReport {
        let sealed = try submission()
        return InboxReport(
            promised: try promised(sealed), keySet: sealed.submit.keySet, signature: sealed.submit.signature,
            inclusion: nil, batch: nil, acts: [], replies: [], supplement: 0,
            erased: nil, older: [])
    }
}
