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
                batch: nil, acts: [],
                conversations: sealed.submit.agencies.map {
                    Conversation(agency: $0, questions: 0, replies: 0)
                }, messages: 0, supplement: 0, supplements: [], erased: nil,
                older: [])
        }

        mutating func publish(_ number: UInt64 = 2) throws {
            try site.close(number, PublicEntries(), [opening])
            report.inclusion = try site.inclusion(of: commitment)
            report.batch = try site.batch(of: report.inclusion?.index)
        }

        /// So many questions of an agency, and so many replies to it, all published.
        mutating func count(_ agency: AgencyCode = "bkn", questions: UInt32, replies: UInt32 = 0) {
            for place in report.conversations.indices where report.conversations[place].agency == agency {
                report.conversations[place] = Conversation(
                    agency: agency, questions: questions, replies: replies)
            }
            report.messages = report.conversations.reduce(0) { $0 + $1.questions + $1.replies }
        }

        func act(
            _ reader: Int, _ state: CaseState, by signer: SigningKey? = nil, due: DueClass = .none,
            epoch: UInt64 = 2
        ) throws -> PostedAct {
            try posted(signed(reader, state, by: signer, due: due), epoch: epoch)
        }

        /// As the site promises it.
        func posted(_ act: Act, epoch: UInt64 = 2) throws -> PostedAct {
            guard case .reportReceived(let record) = opening.record.body else { throw Missing() }
            let opening = Opening(
                nonce: site.random.hash(),
                record: Record(format: 1, body: .act(ActRecorded(agencies: record.agencies, act: act))))
            return PostedAct(
                act: act, nonce: opening.nonce,
                promise: try site.promise(Commitment.of(opening), epoch: epoch))
        }

        func signed(
            _ reader: Int, _ state: CaseState, by signer: SigningKey? = nil, due: DueClass = .none
        ) throws -> Act {
            let key = signer ?? site.readers[reader].act
            return try Act(
                format: 1, kind: .state, report: commitment, agency: site.readers[reader].code, counter: 0,
                previous: Hash(),
                state: state, outcome: .none, due: due, other: "", related: Hash(), reason: Hash(),
                signer: key.publicKey, second: nil, signature: Signature()
            ).signed(by: key, origin: site.origin)
        }

        func question(
            _ text: String, counter: UInt32 = 0, agency: AgencyCode = "bkn", by signer: SigningKey? = nil,
            lastSeen: UInt32 = Message.nothingSeen
        ) throws -> InboxMessage {
            let key = try signer ?? #require(site.readers.first { $0.code == agency }).act
            let message = try Message(
                format: 1, direction: .question, kind: .words, report: commitment, agency: agency,
                counter: counter,
                lastSeen: lastSeen, text: text, signer: PublicKey(), signature: Signature()
            ).signed(by: key, reply: keys.replyRecipient, origin: site.origin)
            let envelope = try sealEnvelope(
                message: message.encoded(), recipients: [.hybrid(publicKey: keys.replyRecipient)],
                random: { site.random($0) })
            let posted = MessagePosted(
                agencies: [agency], report: commitment, direction: .question, agency: agency,
                counter: counter,
                envelope: sha256(envelope))
            let opening = MessageOpening(nonce: site.random.hash(), format: 1, message: posted)
            return InboxMessage(
                promise: try site.promise(Commitment.of(opening.opening), epoch: 2), opening: opening,
                envelope: envelope)
        }

        /// Of the epoch by which everything here is promised.
        var dueDate: String {
            guard let due = EpochClock(site.descriptor)?.scheduled(2) else { return "" }
            let text = JSON(CivilTime(due, zone: .wib).date).text
            return String(text.dropFirst().dropLast())
        }

        func checked(cosigned: Bool = false) throws -> CheckedReport {
            try CheckedReport(
                report, site: site.trusted(cosigned: cosigned), mailbox: keys.mailbox.publicKey,
                now: SampleSourceSite.now)
        }

        /// The inbox with one item read last; `seen` is the look's, of the same site.
        ///
        /// `number` is the place at which it was asked for; `earlier` what was read before.
        func view(
            _ item: InboxMessage? = nil, number: UInt32 = 1, earlier: [ReadMessage] = [],
            cosigned: Bool = false, seen: SeenSite? = nil,
            at now: UInt64 = SampleSourceSite.now
        ) throws -> InboxView {
            let checked = try CheckedReport(
                report, site: site.trusted(cosigned: cosigned), seen: seen, mailbox: keys.mailbox.publicKey,
                now: SampleSourceSite.now)
            var message = Visited.Message.nothing
            if let item {
                let read = ReadMessage(item, at: number, of: checked, site: try site.trusted(), keys: keys)
                message = read.map { .message($0) } ?? .doubt(.message(item.opening.message.agency))
            }
            return InboxView(
                report: checked, messages: [message], earlier: earlier, seen: try seen ?? site.seen(),
                site: try site.trusted(cosigned: cosigned), now: now)
        }
    }

    @Test func isPendingBeforeItsEpoch() throws {
        let view = try Sample().view()
        #expect(
            view.json.text
                == #"{"state":"received","promise":"pending","receipt":null,"items":0,"messages":[],"reason":null,"agencies":[{"code":"bawaslu_prov","state":"received","outcome":null,"due":null,"due_date":null,"due_limits":[],"received":false,"silent":false,"kind":null,"other":null,"reason":false,"breaks":null},{"code":"bkn","state":"received","outcome":null,"due":null,"due_date":null,"due_limits":[],"received":false,"silent":false,"kind":null,"other":null,"reason":false,"breaks":null}],"attachments":[],"erased":null}"#
        )
        #expect(view.exitCode == 0)
        #expect(view.text(.indonesian).contains("Menunggu pencatatan: laporan Anda akan tercatat pada "))
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
        #expect(view.text(.english).contains("Verified: your report is in the public record"))
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
        #expect(fault.map { VisitFault.report($0).kind } == .untrusted)
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
                #""agencies":[{"code":"bawaslu_prov","state":"triage","outcome":"none","due":"initial_study","due_date":"2027-01-18","due_limits":[{"election":"all","days":2,"working_days":false,"date":"2027-01-18","certain":true,"or_earlier":false}],"received":true,"silent":false,"kind":"state","other":null,"reason":false,"breaks":null},{"code":"bkn","state":"tracing","outcome":"none","due":"finding","due_date":"2027-01-23","due_limits":[{"election":"pilkada","days":7,"working_days":false,"date":"2027-01-23","certain":true,"or_earlier":false},{"election":"pemilu","days":7,"working_days":true,"date":"2027-01-26","certain":false,"or_earlier":false}],"received":true,"silent":false,"kind":"state","other":null,"reason":false,"breaks":null}],"attachments":[],"erased":null}"#
            ))
        #expect(view.exitCode == 0)
    }

    /// As in the agency's own list: its limit is told while somebody may object, and nothing after that.
    @Test func whatIsClosedIsNeverLateForItsSourceEither() throws {
        var sample = try Sample()
        let later = SampleSourceSite.now + 90 * 86_400
        sample.report.acts = [try sample.act(1, .closed)]
        #expect(try sample.view().json.text.contains(#""due":"objection","due_date":"2027-"#))
        let closed = try sample.view(at: later)
        #expect(closed.json.text.contains(#""due":"objection","due_date":null,"due_limits":[]"#))
        #expect(!closed.text(.english).contains("Overdue"))
        // Of a year without a list of holidays, too: 30 days later it is over for certain.
        sample.report.acts = [try sample.act(1, .escalated)]
        #expect(try sample.view(at: later).text(.english).contains("Overdue by "))
    }

    @Test func actsThatDoNotHoldAreNotShown() throws {
        var sample = try Sample()
        let stranger = try sample.site.random.key()
        var changed = try sample.act(1, .closed)
        changed.act.outcome = .noViolation
        sample.report.acts = [
            try sample.act(0, .closed, by: stranger), changed, try sample.act(2, .closed),
        ]
        let view = try sample.view()
        #expect(view.doubts == [.act("bawaslu_prov"), .act("bkn"), .act("bkpsdm")])
        #expect(view.json.text.hasPrefix(#"{"state":"received""#))
        #expect(view.exitCode == 3)
    }

    @Test func aQuestionIsOpenedAndShownAsPlainText() throws {
        var sample = try Sample()
        sample.count(questions: 2)
        let view = try sample.view(
            try sample.question("Siapa\u{202e} saksinya?\u{1b}[31m", counter: 1), number: 2)
        #expect(
            view.json.text.contains(
                #""messages":[{"agency":"bkn","direction":"question","counter":1,"date":"\#(sample.dueDate)","number":2,"kind":"words","text":"Siapa\#u{fffd} saksinya?\#u{fffd}[31m","link":false,"asks_identity":false}]"#
            ))
        #expect(view.exitCode == 0)
        #expect(view.text(.indonesian).contains("Pertanyaan dari pemeriksa"))
        #expect(!view.text(.indonesian).contains("\u{1b}"))
    }

    @Test func aLinkInAQuestionIsShownWithAWarning() throws {
        var sample = try Sample()
        sample.count(questions: 1)
        for text in [
            "Unggah di https://evil.example/x", "lihat bit.ly/abc", "chat wa.me/628", "buka lapor.go.id",
        ] {
            let view = try sample.view(try sample.question(text))
            #expect(view.text(.english).contains("this message holds a link"), "\(text)")
            #expect(view.json.text.contains(#""link":true"#))
        }
        for text in ["Di mana? Kapan.", "Rp1.000.000 pukul 13.00", "Sdr. A. dan B.", "desa.Besok"] {
            let view = try sample.view(try sample.question(text))
            #expect(!view.text(.english).contains("holds a link"), "\(text)")
        }
    }

    @Test func questionsThatDoNotHoldAreNotShown() throws {
        var sample = try Sample()
        sample.count(questions: 1)
        sample.count("bawaslu_prov", questions: 1)
        let stranger = try sample.site.random.key()
        var wrongPromise = try sample.question("a", agency: "bawaslu_prov")
        wrongPromise.promise.epoch += 1
        for (item, agency) in [
            (try sample.question("b", by: stranger), "bkn"), (wrongPromise, "bawaslu_prov"),
            (try sample.question("c", agency: "bkpsdm"), "bkpsdm"),
        ] {
            let view = try sample.view(item)
            #expect(view.json.text.contains(#""messages":[]"#))
            #expect(view.doubts == [.message(agency)])
            #expect(view.exitCode == 3)
        }
    }

    /// Eight words alone read again what was answered.
    @Test func anOwnReplyIsReadAgain() throws {
        var sample = try Sample()
        sample.count(questions: 1, replies: 1)
        let site = sample.site
        let sealed = try SealedReply(
            "Di balai desa.", to: "bkn", report: sample.commitment, counter: 0, lastSeen: 0,
            site: site.trusted(), keys: sample.keys, random: { site.random($0) })
        let opening = MessageOpening(nonce: site.random.hash(), format: 1, message: sealed.record)
        let item = InboxMessage(
            promise: try site.promise(Commitment.of(opening.opening), epoch: 2), opening: opening,
            envelope: sealed.envelope)
        let view = try sample.view(item, number: 2)
        #expect(view.exitCode == 0)
        #expect(view.json.text.contains(#""direction":"reply""#))
        #expect(view.text(.english).contains("Your answer"))
        #expect(view.text(.english).contains("    Di balai desa."))
        // Another codename's keys open nothing.
        var other = sample
        other.keys = try SourceKeys(codename: .sample(8), root: site.fingerprint)
        let checked = try sample.checked()
        #expect(ReadMessage(item, at: 1, of: checked, site: try site.trusted(), keys: other.keys) == nil)
    }

    /// What the look's witnesses saw counts, on the tree that the look showed and on no other.
    @Test func isVerifiedByWhatTheLookShowed() throws {
        var sample = try Sample(quorum: 1)
        try sample.publish()
        let seen = try sample.site.seen(sample.site.witnessed())
        #expect(try sample.view(seen: seen).json.text.contains(#""witnessed":true"#))
        let older = try sample.site.seen(sample.site.witnessed(256))
        #expect(try sample.view(seen: older).json.text.contains(#""witnessed":false"#))
    }

    /// Witnesses whom the root has just put there say nothing of the report yet.
    @Test func isNotVerifiedByWitnessesThatAreTooNew() throws {
        var sample = try Sample(quorum: 1)
        let own = try sample.site.random.key()
        let entries = try sample.site.renew { $0.witnesses[0].key = own.publicKey }
        sample.site.witness = own
        try sample.site.close(1, entries)
        try sample.publish()
        let seen = try sample.site.seen(sample.site.witnessed())
        #expect(try sample.view(cosigned: true, seen: seen).json.text.contains(#""witnessed":false"#))
    }

    @Test func anAgencyWhoseIdentityIsTooNewIsNotBelieved() throws {
        var sample = try Sample()
        sample.report.acts = [try sample.act(0, .triage), try sample.act(1, .closed)]
        let entries = try sample.site.replaceIdentity(of: 1)
        try sample.site.close(1, entries)
        let seen = try sample.site.seen()
        let view = try sample.view(seen: seen)
        #expect(view.doubts == [.act("bkn")])
        #expect(view.json.text.hasPrefix(#"{"state":"triage""#))
        let failure = try #require(UnsettledSite(seen, readers: ["bawaslu_prov", "bkn"])).failure
        for language in Language.allCases { #expect(view.text(language).contains(failure.text(language))) }
    }

    /// An act of whatever kind shows that the agency has the report; its want is said after a week.
    @Test func agenciesThatStaySilentAreNamed() throws {
        var sample = try Sample()
        try sample.publish()
        sample.report.acts = [try sample.act(1, .received)]
        let included = try #require(sample.site.trusted().clock.scheduled(2))
        let week = CheckedReport.longestSilence
        let before = try sample.view(at: included + week)
        #expect(!before.text(.english).contains("has not shown"))
        let after = try sample.view(at: included + week + 1)
        #expect(
            after.text(.english).contains(
                "Kantor bawaslu_prov (bawaslu_prov) has not shown in more than 7 days"))
        #expect(!after.text(.english).contains("Kantor bkn (bkn) has not shown"))
        #expect(
            after.json.text.contains(
                #""code":"bawaslu_prov","state":"received","outcome":null,"due":null,"due_date":null,"due_limits":[],"received":false,"silent":true"#
            ))
    }

    /// The report's inbox where its envelope is erased in epoch `number`, as `change` would have it.
    private func erased(
        in number: UInt64, _ cause: ErasureCause, isLogged: Bool = true,
        _ change: (inout PayloadErased) throws -> Void = { _ in }
    ) throws -> CheckedReport {
        var sample = try Sample()
        try sample.publish()
        guard case .reportReceived(let record) = sample.opening.record.body else { throw Missing() }
        let consents = try zip(record.agencies, sample.site.readers).map { agency, reader in
            try ErasureConsent(
                agency: agency, key: reader.act, origin: sample.site.origin, commitment: sample.commitment,
                cause: cause)
        }
        var erased = PayloadErased(
            agencies: record.agencies, commitment: sample.commitment,
            index: try #require(sample.report.inclusion).index, envelope: record.envelope, cause: cause,
            consents: cause == .fetchedByAll ? consents : [])
        try change(&erased)
        let opening = Opening(
            nonce: sample.site.random.hash(), record: Record(format: 1, body: .payloadErased(erased)))
        try sample.site.close(number, PublicEntries(), isLogged ? [opening] : [])
        sample.report.inclusion = try sample.site.inclusion(of: sample.commitment)
        sample.report.batch = try sample.site.batch(of: sample.report.inclusion?.index)
        let place = try sample.site.inclusion(of: Commitment.of(opening)) ?? sample.report.inclusion
        sample.report.erased = ErasedEnvelope(opening: opening, inclusion: try #require(place))
        return try sample.checked()
    }

    /// Whoever runs the site erases early, alone, something else, or without a word in the log.
    @Test func onlyALawfulErasureIsShownAsOne() throws {
        // The report is of epoch 2; four epochs are a day.
        let (retained, agreed): (UInt64, UInt64) = (2 + 180 * 4, 2 + 30 * 4)
        for (number, cause) in [(retained, .retention), (agreed, .fetchedByAll)] as [(UInt64, ErasureCause)] {
            let lawful = try erased(in: number, cause)
            #expect(lawful.erasure?.cause == cause && lawful.doubts == [])
            #expect(try erased(in: number - 1, cause).doubts == [.erasure])
            #expect(try erased(in: number, cause, isLogged: false).doubts == [.erasure])
        }
        let stranger = try SigningKey(seed: sha256([1]))
        let changes: [(ErasureCause, (inout PayloadErased) throws -> Void)] = [
            (.retention, { $0.commitment = sha256([1]) }), (.retention, { $0.index += 1 }),
            (.retention, { $0.envelope = sha256([1]) }), (.retention, { $0.agencies.removeLast() }),
            (
                .retention,
                { $0.consents = [ErasureConsent(agency: "bkn", signer: Hash(), signature: Signature())] }
            ),
            (.fetchedByAll, { $0.consents.removeLast() }), (.fetchedByAll, { $0.consents = [] }),
            (.fetchedByAll, { $0.consents[1].signature = Signature() }),
            (.fetchedByAll, { $0.consents[1].signer = $0.consents[0].signer }),
            (
                .fetchedByAll,
                {
                    $0.consents[1] = try ErasureConsent(
                        agency: "bkn", key: stranger, origin: SiteDescriptor.sample().origin,
                        commitment: $0.commitment, cause: .fetchedByAll)
                }
            ),
        ]
        for (number, (cause, change)) in changes.enumerated() {
            let checked = try erased(in: cause == .retention ? retained : agreed, cause, change)
            #expect(checked.erasure == nil && checked.doubts == [.erasure], "\(number)")
        }
    }

    @Test func anErasureThatDoesNotHoldIsAnAlarm() throws {
        var sample = try Sample()
        try sample.publish()
        let inclusion = try #require(sample.report.inclusion)
        let erased = PayloadErased(
            agencies: ["bawaslu_prov", "bkn"], commitment: sample.commitment, index: inclusion.index,
            envelope: Hash(), cause: .retention, consents: [])
        sample.report.erased = ErasedEnvelope(
            opening: Opening(nonce: Hash(), record: Record(format: 1, body: .payloadErased(erased))),
            inclusion: inclusion)
        let view = try sample.view()
        #expect(view.doubts == [.erasure])
        #expect(view.exitCode == 1)
        #expect(view.text(.english).contains("the proof is wrong"))
    }
}

@Suite struct SourceCodenameTests {
    @Test func aSlipIsCaughtOffline() throws {
        let words = try Codename.sample().words
        var wrong = words.split(separator: " ").map(String.init)
        wrong[2] = "xqzv"
        let unknown = #expect(throws: CodenameError.self) {
            try Codename(checking: wrong.joined(separator: " "))
        }
        #expect(unknown?.kind == .badInput)
        #expect(unknown?.message == "report code mistyped: word 3, 'xqzv', is not on the list")
        #expect(unknown?.field == "codename")
        let short = #expect(throws: CodenameError.self) { try Codename(checking: "a b") }
        #expect(short?.message == "the report code has 2 words, it should have 8")
        var swapped = words.split(separator: " ").map(String.init)
        swapped.swapAt(0, 7)
        #expect(throws: CodenameError.typo(.checksum, nil)) {
            try Codename(checking: swapped.joined(separator: " "))
        }
    }

    @Test func comesFromAFileOrTheTerminal() async throws {
        try await withSourceFolder { folder in
            let words = try Codename.sample().words
            let path = try write([UInt8]("\(words.uppercased())\n".utf8), folder, "kode.txt")
            let dialogue = SampleScript().dialogue(isInteractive: false)
            #expect(try Codename(file: path, dialogue: dialogue).words == words)
            #expect(try Codename(file: nil, dialogue: SampleScript([words]).dialogue()).words == words)
            // At a terminal `-` is somebody who types.
            #expect(try Codename(file: "-", dialogue: SampleScript([words]).dialogue()).words == words)
            let none = #expect(throws: CodenameError.self) { try Codename(file: nil, dialogue: dialogue) }
            #expect(none?.kind == .usage)
            let lost = #expect(throws: CodenameError.self) {
                try Codename(file: folder + "/tiada", dialogue: dialogue)
            }
            #expect(lost?.kind == .missingFile)
            #expect(lost?.failure.text(.english) == "--codename-file: '\(folder)/tiada' does not exist")
            #expect(lost?.failure.text(.indonesian) == "--codename-file: '\(folder)/tiada' tidak ada")
        }
    }
}
