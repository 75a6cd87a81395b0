@testable import AuditLog
import Cases
import Keys
import Interview
import RPC
@testable import Review
import Sealing
import Synchronization
import TestSupport
import Testing
import Verification
import Wire
import Words

/// An agency acts: by the lifecycle, with a sealed reason, signed, and told only with the site's promise.
@Suite struct ReviewActTests {
    private let sample: SampleReview
    private let report: Hash
    private let source: SourceKeys
    private let site: SampleReviewSite
    private let colleague: SigningKey

    init() throws {
        var sample = try SampleReview(hasColleague: true)
        source = try sample.source(1)
        report = try sample.report(source)
        try sample.report(try sample.source(2))
        try sample.close(1)
        self.sample = sample
        site = try SampleReviewSite(sample)
        colleague = try #require(sample.colleague)
    }

    private func act(
        _ task: ReviewAct.Task, reason: String? = nil, second: SigningKey? = nil, on id: String? = nil,
        at other: SampleReviewSite? = nil
    ) async throws -> DoneAct {
        let (site, sample) = (other ?? site, sample)
        let key = KeyFile.agency(sample.bawaslu)
        let handIn = ActHandIn { try await site.session(key) }
        return try await ReviewAct(
            session: try await site.session(key), key: sample.bawaslu, handIn: handIn, now: SampleReview.now,
            random: { sample.random($0) }
        ).run(id ?? String(report.hex.prefix(12)), task, reason: reason, second: second)
    }

    private var requests: [ActRequest] { site.content.withLock { $0.requests } }

    @Test func a_case_is_led_through_promised_acts() async throws {
        let first = try await act(.state(.triage, .none, .none))
        #expect(
            first.act.counter == 0 && first.epoch == SampleReview.promised
                && first.standing.state == .triage)
        #expect(first.due.map { $0.limit.days } == [3] && !first.isRepeated)
        // The second one stands behind the promised first.
        let second = try await act(.state(.examination, .none, .none))
        let hash1 = sha256(try first.act.encoded())
        #expect(second.act.counter == 1 && second.act.previous == hash1)
        let decided = try await act(.state(.decided, .lightOral, .none), reason: "Terbukti ringan.")
        #expect(decided.standing.outcome == .lightOral && decided.isReadBySource)
        for request in requests {
            #expect(
                request.act.fault(
                    on: report, agencies: ["bawaslu", "bkpsdm"], origin: sample.origin,
                    isActKey: { $0 == sample.bawaslu.act.publicKey }) == nil)
        }
    }

    @Test func the_reason_is_read_by_all_agencies_and_the_source_alone() async throws {
        let done = try await act(.state(.closed, .outOfScope, .none), reason: "Bukan kewenangan kami.")
        let envelope = try #require(requests.first?.reason)
        #expect(sha256(envelope) == done.act.reason && envelope.count == 31_744)
        let identities = [source.reply] + sample.agencies.compactMap { $0.identities.first }
        #expect(identities.count == 3)
        for identity in identities {
            let reason = try Reason.verified(
                try openEnvelope(envelope, identity: identity), act: done.act, envelope: sha256(envelope))
            #expect(reason.text == "Bukan kewenangan kami.")
        }
        let stranger = try sample.source(9)
        #expect(throws: (any Error).self) { try openEnvelope(envelope, identity: stranger.reply) }
        // Of another act it is no reason.
        var other = done.act
        other.counter = 7
        #expect(throws: SealingError.self) {
            try Reason.verified(
                try openEnvelope(envelope, identity: source.reply), act: other, envelope: sha256(envelope))
        }
    }

    @Test(
        arguments: [
            (.state(.decided, .none, .none), LifecycleFault.outcome(.none, .decided)),
            (.state(.decided, .lightOral, .none), .unexamined(.lightOral)),
            (.state(.recommended, .none, .none), .transition(from: .received, to: .recommended)),
            (.state(.closed, .noViolation, .none), .reasonMissing(.state, .closed)),
            (.state(.escalated, .none, .none), .reasonMissing(.state, .escalated)),
            (.state(.triage, .none, .followUp), .limit(.followUp, .triage)),
            (.state(.received, .none, .none), .unchanged(.received)),
            (.cannotOpen, .reasonMissing(.cannotOpen, .received)),
        ] as [(ReviewAct.Task, LifecycleFault)])
    func what_breaks_the_lifecycle_is_not_sent(_ task: ReviewAct.Task, _ fault: LifecycleFault) async throws {
        let kind: ActKind = task == .cannotOpen ? .cannotOpen : .state
        await #expect(throws: ActingError.lifecycle(fault, of: kind)) { try await act(task) }
        #expect(requests == [])
    }

    @Test func a_lost_answer_makes_no_second_act() async throws {
        site.content.withLock { $0.losesAnswers = 2 }
        let done = try await act(.state(.triage, .none, .none), reason: "Sedang dibaca.")
        let sent = requests
        #expect(sent.count == 3 && Set(sent.map { $0.act.reason }).count == 1)
        #expect(site.content.withLock { $0.staged.count } == 1)
        #expect(!done.isRepeated)
        // And where every answer was lost, the command given again finds what it had done.
        site.content.withLock { $0.losesAnswers = 3 }
        await #expect(throws: (any Error).self) { try await act(.state(.examination, .none, .none)) }
        let again = try await act(.state(.examination, .none, .none))
        #expect(again.isRepeated && again.act.counter == 1 && again.commitment == nil)
        #expect(site.content.withLock { $0.staged.count } == 2)
    }

    @Test func a_colleagues_act_is_told() async throws {
        site.content.withLock { $0.actRefusal = RPCError(.aborted, "") }
        await #expect(throws: ActingError.concurrent) { try await act(.state(.triage, .none, .none)) }
        #expect(ActingError.concurrent.failure.kind == .tryLater)
    }

    @Test func a_promise_of_another_act_is_none() async throws {
        site.content.withLock { $0.changesActs = true }
        await #expect {
            try await act(.state(.triage, .none, .none))
        } throws: { error in
            guard case .promise? = error as? ActingError else { return false }
            return true
        }
    }

    @Test func a_second_key_has_to_be_another_published_one() async throws {
        for second in [sample.bawaslu.act, sample.agencies[1].act] {
            await #expect(throws: ActingError.notASecondKey) {
                try await act(.state(.triage, .none, .none), second: second)
            }
        }
        let done = try await act(.state(.triage, .none, .none), second: colleague)
        #expect(done.act.second?.signer == colleague.publicKey)
        #expect(done.act.second?.isValid(for: done.act, origin: sample.origin) == true)
    }

    @Test func merging_and_assigning_and_not_opening() async throws {
        let other = try #require(
            site.content.withLock { $0.openings }.compactMap { opened -> Hash? in
                guard case .reportReceived = opened.opening.record.body else { return nil }
                return try? Commitment.of(opened.opening)
            }.first { $0 != report })
        let assigned = try await act(.assigned, reason: "Sari")
        // To whom, the own agency alone reads.
        let given = try #require(requests.last?.reason)
        #expect(try !openEnvelope(given, identity: try #require(sample.bawaslu.identities.first)).isEmpty)
        for other in [source.reply, try #require(sample.agencies[1].identities.first)] {
            #expect(throws: (any Error).self) { try openEnvelope(given, identity: other) }
        }
        #expect(assigned.act.kind == .assigned && assigned.act.state == .received && assigned.act.other == "")
        let unread = try await act(.cannotOpen, reason: "Kuncinya hilang.")
        #expect(unread.standing.isUnreadable && unread.standing.state == .received)
        await #expect(throws: ActingError.lifecycle(.related(.merged), of: .merged)) {
            try await act(.merged(into: report.hex))
        }
        let merged = try await act(.merged(into: other.hex))
        #expect(merged.act.related == other && merged.standing.outcome == .duplicate)
        let envelope = try #require(requests.last?.reason)
        let reason = try Reason.verified(
            try openEnvelope(envelope, identity: source.reply), act: merged.act, envelope: sha256(envelope))
        #expect(reason.text.contains("digabung"))
        await #expect(throws: ActingError.lifecycle(.transition(from: .closed, to: .triage), of: .state)) {
            try await act(.state(.triage, .none, .none))
        }
    }

    @Test func forwarding_goes_to_readers_and_never_to_the_excluded() async throws {
        let forwarded = try await act(.forwarded(to: "bkpsdm"))
        #expect(forwarded.forward == .reader && forwarded.act.other == "bkpsdm")
        for (code, fault) in [
            ("bawaslu", ForwardFault.itself), ("inspektorat", .notAnAgency("inspektorat")),
        ] {
            await #expect(throws: ActingError.forward(fault)) { try await act(.forwarded(to: code)) }
        }
    }

    /// A refused act names an option of its own command.
    @Test func a_refusal_names_what_its_command_takes() {
        let fault = LifecycleFault.transition(from: .closed, to: .forwarded)
        let fields: [(ActKind, String)] = [
            (.state, "--state"), (.forwarded, "--to"), (.merged, "--into"), (.assigned, "ID"),
            (.cannotOpen, "ID"),
        ]
        for (kind, field) in fields {
            let failure = ActingError.lifecycle(fault, of: kind).failure
            #expect(failure.field == field && failure.text.english.hasPrefix("\(field): "))
        }
        #expect(ActingError.lifecycle(.outcome(.none, .decided), of: .state).failure.field == "--outcome")
        #expect(
            ActingError.lifecycle(.reasonMissing(.cannotOpen, .received), of: .cannotOpen).failure.field
                == "--reason-file")
    }

    @Test func who_joined_later_is_known_from_run_to_run() {
        func event(_ kind: SiteEvent.Kind, _ agency: String, _ index: UInt64) -> SiteEvent {
            SiteEvent(
                kind: kind, index: index, epoch: nil, scheduled: nil, serial: 1, agency: agency, use: nil,
                key: nil, old: nil)
        }
        var joined = JoinedAgencies()
        joined.note([event(.agencyAdded, "a", 10), event(.agencyRemoved, "b", 12)])
        joined = JoinedAgencies(joined.first)
        // Who was there at the beginning and comes back has not joined later.
        joined.note([
            event(.agencyAdded, "b", 20), event(.agencyRemoved, "a", 21), event(.agencyAdded, "a", 30),
        ])
        #expect(joined.joined("a", after: 9) && !joined.joined("a", after: 10))
        #expect(!joined.joined("b", after: 5) && !joined.joined("c", after: 5))
    }

    @Test func whom_a_source_left_out_no_forwarding_reaches() throws {
        let agencies = try ["a", "b", "c", "d"].map {
            Agency(
                code: $0, name: $0, kind: $0 == "d" ? .bkn : .bkpsdm,
                identity: try sample.random.key().publicKey)
        }
        func way(_ code: String, _ leave: ForwardLeave, _ kinds: [AgencyKind] = []) -> Result<
            ForwardRule.Way, ForwardFault
        > {
            var story = Story.empty
            (story.forward, story.forwardTo) = (leave, kinds)
            do throws(ForwardFault) {
                return .success(
                    try ForwardRule.way(
                        to: code, from: "a", readers: ["a", "b"], story: story, agencies: agencies,
                        offered: ["a", "b", "c"]))
            } catch { return .failure(error) }
        }
        #expect(way("b", .none) == .success(.reader))
        // C could have been chosen and was not: no leave reaches it.
        for leave in [ForwardLeave.none, .listed, .any] {
            #expect(way("c", leave, [.bkpsdm]) == .failure(.excluded("c")))
        }
        #expect(way("d", .none) == .failure(.noLeave("d")))
        #expect(way("d", .listed, [.ngo]) == .failure(.noLeave("d")))
        #expect(way("d", ForwardLeave(rawValue: 9)) == .failure(.noLeave("d")))
        #expect(way("d", .listed, [.bkn]) == .success(.handedOver))
        #expect(way("d", .any) == .success(.handedOver))
    }

    /// Noise is acted on, too; the reason reaches the other agencies, and its source nobody knows.
    @Test func a_report_that_nobody_reads_is_closed() async throws {
        var sample = sample
        let garbage = try sample.garbage()
        try sample.close(2)
        let site = try SampleReviewSite(sample)
        let done = try await act(
            .state(.closed, .insufficientInformation, .none), reason: "Tidak terbaca.", on: garbage.hex,
            at: site)
        #expect(!done.isReadBySource && done.standing.state == .closed)
        let envelope = try #require(site.content.withLock { $0.requests.last?.reason })
        let identity = try #require(sample.agencies[1].identities.first)
        #expect(try !openEnvelope(envelope, identity: identity).isEmpty)
    }

    /// What the site would promise could not be told from a false promise, and would be recorded all the same.
    @Test func by_a_clock_that_is_behind_nothing_is_handed_in() async throws {
        var later = sample
        try later.close(5)
        let (site, sample, report) = (try SampleReviewSite(later), later, report.hex)
        let (key, now) = (KeyFile.agency(sample.bawaslu), SampleReview.now - 2 * 86_400)
        let folder = try TemporaryFolder()
        let handIn = ActHandIn { try await site.session(key) }
        let deeds: [() async throws -> Void] = [
            {
                _ = try await ReviewAct(
                    session: try await site.session(key), key: sample.bawaslu, handIn: handIn, now: now,
                    random: { sample.random($0) }
                ).run(report, .state(.triage, .none, .none), reason: nil, second: nil)
            },
            {
                _ = try await ReviewNote.run(
                    report, text: "Catatan.", session: try await site.session(key), key: sample.bawaslu,
                    handIn: handIn, now: now, random: { sample.random($0) })
            },
            {
                _ = try await ReviewAsk.run(
                    report, text: "Kapan?", session: try await site.session(key), key: sample.bawaslu,
                    now: now, random: { sample.random($0) })
            },
            {
                _ = try await IdentityOpening.run(
                    report, session: try await site.session(key), key: sample.bawaslu, second: nil,
                    path: folder.file("nama"), now: now)
            },
        ]
        for deed in deeds {
            let error = await #expect(throws: (any Error).self) { try await deed() }
            #expect((error as? any Explainable)?.failure.field == "clock", "\(String(describing: error))")
        }
        #expect(site.content.withLock { $0.requests.isEmpty && $0.notes.isEmpty && $0.asked.isEmpty })
    }

    @Test func notes_are_for_the_agencies_alone() async throws {
        let (site, sample) = (site, sample)
        let key = KeyFile.agency(sample.bawaslu)
        for counter in 0..<2 as Range<UInt32> {
            let posted = try await ReviewNote.run(
                report.hex, text: "Kami yang memeriksa.", session: try await site.session(key),
                key: sample.bawaslu, handIn: ActHandIn { try await site.session(key) }, now: SampleReview.now,
                random: { sample.random($0) })
            #expect(posted.counter == counter && posted.agencies == ["bawaslu", "bkpsdm"])
        }
        let note = try #require(site.content.withLock { $0.notes.first })
        let record = MessagePosted(
            agencies: ["bawaslu", "bkpsdm"], report: report, direction: .note, agency: "bawaslu", counter: 0,
            envelope: sha256(note.envelope))
        for agency in sample.agencies {
            let message = try Message.verified(
                try openEnvelope(note.envelope, identity: try #require(agency.identities.first)),
                record: record, envelope: sha256(note.envelope), reply: source.replyRecipient,
                signers: [sample.bawaslu.act.publicKey], origin: sample.origin)
            #expect(message.text == "Kami yang memeriksa." && message.direction == .note)
        }
        #expect(throws: (any Error).self) { try openEnvelope(note.envelope, identity: source.reply) }
    }

    /// What is logged and breaks the lifecycle keeps nobody from acting, and moves nothing.
    @Test func an_act_behind_one_that_breaks_the_rules() async throws {
        var sample = sample
        let first = try sample.act(on: report, .triage)
        let broken = try sample.act(on: report, .recommended, behind: first)
        try sample.close(2)
        let site = try SampleReviewSite(sample)
        let done = try await act(.state(.examination, .none, .none), at: site)
        let hash2 = sha256(try broken.encoded())
        #expect(done.act.counter == 2 && done.act.previous == hash2)
        #expect(done.standing.state == .examination)
    }
}
