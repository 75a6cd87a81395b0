import Age
import AuditLog
import Console
import Keys
import Review
import Sealing
import Source
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire
import Words

@Suite struct SourceInboxTests {
    /// A promised report and what its inbox shows.
    private struct Sample {
        var site: SampleSourceSite
        var keys: SourceKeys
        var opening: Opening
        var report: InboxReport
        var commitment: Hash

        init(quorum: UInt8 = 0) throws {
            site = try SampleSourceSite(quorum: quorum)
            keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
            let random = site.random
            let sealed = try SealedSubmission(
                .sample, readers: ["bawaslu_prov", "bkn"], site: site.trusted(), keys: keys,
                random: { random($0) })
            opening = Opening(
                nonce: random.hash(),
                record: Record(
                    format: 1,
                    body: .reportReceived(
                        ReportReceived(agencies: sealed.submit.agencies, envelope: sealed.envelope))
                ))
            commitment = try Commitment.of(opening)
            report = InboxReport(
                promised: Promised(promise: try site.promise(commitment, epoch: 2), opening: opening),
                keySet: sealed.submit.keySet, signature: sealed.submit.signature, inclusion: nil,
                batch: nil, acts: [], replies: [], supplement: 0, erased: nil, older: [])
        }

        mutating func publish(_ number: UInt64 = 2) throws {
            try site.close(number, PublicEntries(), [opening])
            report.inclusion = try site.inclusion(of: commitment)
            report.batch = try site.batch(of: report.inclusion?.index)
        }

        func act(_ reader: Int, _ state: CaseState, by signer: SigningKey? = nil) throws -> Act {
            let key = signer ?? site.readers[reader].act
            return try Act(
                format: 1, kind: .state, report: commitment, agency: site.readers[reader].code, counter: 0,
                previous: Hash(),
                state: state, outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(),
                signer: key.publicKey, second: nil, signature: Signature()
            ).signed(by: key, origin: site.origin)
        }

        func question(
            _ text: String, counter: UInt32 = 0, agency: AgencyCode = "bkn", by signer: SigningKey? = nil
        ) throws -> InboxMessage {
            let key = try signer ?? #require(site.readers.first { $0.code == agency }).act
            let message = try Message(
                format: 1, direction: .question, report: commitment, agency: agency, counter: counter,
                lastSeen: Message.nothingSeen, text: text, signer: PublicKey(), signature: Signature()
            ).signed(by: key, reply: keys.replyRecipient, origin: site.origin)
            let envelope = try sealEnvelope(
                message: message.encoded(), recipients: [.hybrid(publicKey: keys.replyRecipient)],
                random: { site.random($0) })
            let posted = MessagePosted(
                agencies: [agency], report: commitment, direction: .question, counter: counter,
                envelope: sha256(envelope))
            let opening = MessageOpening(nonce: site.random.hash(), format: 1, message: posted)
            return InboxMessage(
                promise: try site.promise(Commitment.of(opening.opening), epoch: 2), opening: opening,
                envelope: envelope)
        }

        func checked(cosigned: Bool = false) throws -> CheckedReport {
            try CheckedReport(
                report, site: site.trusted(cosigned: cosigned), mailbox: keys.mailbox.publicKey,
                now: SampleSourceSite.now)
        }

        func view(_ items: [InboxMessage] = [], cosigned: Bool = false) throws -> InboxView {
            let checked = try checked(cosigned: cosigned)
            var questions = InboxQuestions(report: commitment, agencies: checked.record.agencies)
            for item in items {
                let isNext = questions.receive(item, site: try site.trusted(), keys: keys)
                #expect(isNext)
            }
            return InboxView(
                report: checked, questions: questions, site: try site.trusted(cosigned: cosigned),
                now: SampleSourceSite.now)
        }
    }

    @Test func isPendingBeforeItsEpoch() throws {
        let view = try Sample().view()
        #expect(
            view.json.text
                == #"{"state":"received","promise":"pending","receipt":null,"messages":[],"agencies":[{"code":"bawaslu_prov","state":"received"},{"code":"bkn","state":"received"}]}"#
        )
        #expect(view.exitCode == 0)
        #expect(view.text(.indonesian).contains("Menunggu pencatatan pada epoch 2"))
    }

    /// What `promise verify` calls late is not kept to its source either.
    @Test(arguments: [(2, .kept), (3, .kept), (4, .late)] as [(UInt64, PromiseStanding)])
    func isKeptInTimeOnly(number: UInt64, standing: PromiseStanding) throws {
        var sample = try Sample()
        // The first epoch at or above the promised one is 2 or 3; behind another one it is too late.
        if standing == .late { try sample.site.close(3) }
        try sample.publish(number)
        let checked = try sample.checked()
        #expect(checked.standing == standing)
        let view = try sample.view()
        #expect(view.exitCode == (standing == .late ? 1 : 0))
        #expect(view.text(.english).contains("recorded late") == (standing == .late))
        // Where the site says the batch of another entry, nothing is proven.
        var other = sample
        other.report.batch?.epoch.first += 256
        #expect(try other.checked().doubts == [.inclusion])
        other.report.batch = nil
        #expect(try other.checked().doubts == [.inclusion])
    }

    @Test func isOverdueByTheOwnClock() throws {
        let sample = try Sample()
        let due = try sample.site.trusted().clock.scheduled(2)
        let patience = try sample.site.trusted().clock.patience
        let last = try #require(due) + patience
        func checked(_ now: UInt64) throws -> CheckedReport {
            try CheckedReport(
                sample.report, site: sample.site.trusted(), mailbox: sample.keys.mailbox.publicKey, now: now)
        }
        #expect(try checked(last).standing == .pending)
        #expect(try checked(last + 1).standing == .overdue)
    }

    @Test func isKeptButNotWitnessedBelowTheQuorum() throws {
        var sample = try Sample(quorum: 1)
        try sample.publish()
        let view = try sample.view()
        let root = sample.site.state.edge.root.hex
        let index = try #require(sample.report.inclusion?.index)
        #expect(
            view.json.text.contains(
                #""promise":"kept","receipt":{"index":\#(index),"size":512,"root":"\#(root)","verified":true,"witnessed":false}"#
            ))
        #expect(view.text(.english).contains("Recorded, not witnessed"))
        #expect(!view.text(.english).contains("Verified"))
        #expect(view.exitCode == 0)
    }

    @Test func isVerifiedWithAQuorum() throws {
        var sample = try Sample(quorum: 1)
        try sample.publish()
        let view = try sample.view(cosigned: true)
        #expect(view.json.text.contains(#""witnessed":true"#))
        #expect(view.text(.english).contains("Verified: your report is in the public log"))
    }

    @Test func isBrokenWhenItsEpochCameWithoutIt() throws {
        var sample = try Sample()
        try sample.site.close(2)
        let view = try sample.view()
        #expect(view.json.text.contains(#""promise":"broken","receipt":null"#))
        #expect(view.exitCode == 1)
        #expect(view.text(.indonesian).contains("JANJI DILANGGAR"))
    }

    @Test func aFalseProofIsNotBelieved() throws {
        var sample = try Sample()
        try sample.publish()
        sample.report.inclusion?.index += 1
        let view = try sample.view()
        #expect(view.json.text.contains(#""verified":false"#))
        #expect(view.doubts == [.inclusion])
        #expect(view.exitCode == 1)
    }

    @Test func anothersReportIsRefused() throws {
        let sample = try Sample()
        let other = try SourceKeys(codename: .sample(8), root: sample.site.fingerprint)
        let fault = #expect(throws: ReportFault.self) {
            try CheckedReport(
                sample.report, site: sample.site.trusted(), mailbox: other.mailbox.publicKey,
                now: SampleSourceSite.now)
        }
        #expect(fault == .notSent)
        #expect(fault.map { Failure(.report($0), language: .english).kind } == .untrusted)
    }

    @Test func aRecordForOtherAgenciesIsRefused() throws {
        var sample = try Sample()
        guard case .reportReceived(var record) = sample.opening.record.body else { throw Missing() }
        record.agencies = ["bawaslu_prov", "bkn", "bkpsdm"]
        sample.opening.record.body = .reportReceived(record)
        let commitment = try Commitment.of(sample.opening)
        sample.report.promised = Promised(
            promise: try sample.site.promise(commitment, epoch: 2), opening: sample.opening)
        #expect(throws: ReportFault.notSent) { try sample.checked() }
    }

    @Test func aPromiseThatTheSiteDidNotSignIsRefused() throws {
        var sample = try Sample()
        sample.report.promised.promise.epoch = 3
        #expect(throws: ReportFault.promise(.signature)) { try sample.checked() }
    }

    @Test func statesAreThoseOfSignedActs() throws {
        var sample = try Sample()
        sample.report.acts = [try sample.act(0, .triage), try sample.act(1, .tracing)]
        let view = try sample.view()
        #expect(view.json.text.hasPrefix(#"{"state":"tracing""#))
        #expect(
            view.json.text.hasSuffix(
                #""agencies":[{"code":"bawaslu_prov","state":"triage"},{"code":"bkn","state":"tracing"}]}"#))
        #expect(view.exitCode == 0)
    }

    @Test func actsThatDoNotHoldAreNotShown() throws {
        var sample = try Sample()
        let stranger = try sample.site.random.key()
        var changed = try sample.act(1, .closed)
        changed.outcome = .noViolation
        sample.report.acts = [
            try sample.act(0, .closed, by: stranger), changed, try sample.act(2, .closed),
        ]
        let view = try sample.view()
        #expect(view.doubts == [.act("bawaslu_prov"), .act("bkn"), .act("bkpsdm")])
        #expect(view.json.text.hasPrefix(#"{"state":"received""#))
        #expect(view.exitCode == 3)
    }

    @Test func questionsAreOpenedAndShownAsPlainText() throws {
        let sample = try Sample()
        let view = try sample.view([
            try sample.question("Di mana?"),
            try sample.question("Siapa\u{202e} saksinya?\u{1b}[31m", counter: 1),
            try sample.question("Kapan?", agency: "bawaslu_prov"),
        ])
        #expect(
            view.json.text.contains(
                #""messages":[{"agency":"bawaslu_prov","text":"Kapan?"},{"agency":"bkn","text":"Di mana?"},{"agency":"bkn","text":"Siapa\#u{fffd} saksinya?\#u{fffd}[31m"}]"#
            ))
        #expect(view.exitCode == 0)
        #expect(!view.text(.indonesian).contains("\u{1b}"))
    }

    @Test func questionsThatDoNotHoldAreNotShown() throws {
        let sample = try Sample()
        let stranger = try sample.site.random.key()
        var wrongPromise = try sample.question("a", agency: "bawaslu_prov")
        wrongPromise.promise.epoch += 1
        let view = try sample.view([
            try sample.question("b", by: stranger), wrongPromise, try sample.question("c", agency: "bkpsdm"),
        ])
        #expect(view.json.text.contains(#""messages":[]"#))
        #expect(view.doubts == [.question("bkn"), .question("bawaslu_prov"), .question("bkpsdm")])
        #expect(view.exitCode == 3)
    }

    @Test func countersRiseByOneForEachAgencyOrAreExplainedByErasures() throws {
        let sample = try Sample()
        let (site, keys) = (try sample.site.trusted(), sample.keys)
        func taken(_ counters: [UInt32?], agencies: [AgencyCode] = ["bkn"]) throws -> [Bool] {
            var questions = InboxQuestions(report: sample.commitment, agencies: ["bawaslu_prov", "bkn"])
            return try counters.enumerated().map { place, counter in
                guard let counter else { return questions.receiveErased() }
                let agency = agencies[place % agencies.count]
                return questions.receive(
                    try sample.question("a", counter: counter, agency: agency), site: site, keys: keys)
            }
        }
        #expect(try taken([0, 1, 2]) == [true, true, true])
        #expect(try taken([0, 0, 1, 1], agencies: ["bkn", "bawaslu_prov"]) == [true, true, true, true])
        #expect(try taken([1]) == [false])
        #expect(try taken([0, 0]) == [true, false])
        #expect(try taken([0, 2]) == [true, false])
        #expect(try taken([0, nil, 2]) == [true, true, true])
        #expect(try taken([0, nil, 3]) == [true, true, false])
        #expect(try taken([0, nil, 2, 4]) == [true, true, true, false])
        let erased = try taken([UInt32?](repeating: nil, count: Int(InboxQuestions.erasedLimit) + 1))
        #expect(erased.last == false && erased.dropLast().allSatisfy { $0 })
    }
}

@Suite struct SourceCodenameTests {
    @Test func aSlipIsCaughtOffline() throws {
        let words = try Codename.sample().words
        var wrong = words.split(separator: " ").map(String.init)
        wrong[2] = "xqzv"
        let unknown = #expect(throws: Failure.self) {
            try Codename(checking: wrong.joined(separator: " "), language: .english)
        }
        #expect(
            unknown
                == Failure(.badInput, "report code mistyped: word 3 is not on the list", field: "codename"))
        let short = #expect(throws: Failure.self) { try Codename(checking: "a b", language: .english) }
        #expect(short?.message == "the report code has 2 words, it should have 8")
        var swapped = words.split(separator: " ").map(String.init)
        swapped.swapAt(0, 7)
        #expect(throws: Failure.self) {
            try Codename(checking: swapped.joined(separator: " "), language: .english)
        }
    }

    @Test func comesFromAFileOrTheTerminal() async throws {
        try await withSourceFolder { folder in
            let words = try Codename.sample().words
            let path = try write([UInt8]("\(words.uppercased())\n".utf8), folder, "kode.txt")
            let dialogue = SampleScript().dialogue(isInteractive: false)
            #expect(try Codename(file: path, dialogue: dialogue).words == words)
            #expect(try Codename(file: nil, dialogue: SampleScript([words]).dialogue()).words == words)
            let none = #expect(throws: Failure.self) { try Codename(file: nil, dialogue: dialogue) }
            #expect(none?.kind == .usage)
        }
    }
}
