import AuditLog
import Keys
import TestSupport
import Testing
import Wire

@Suite struct PromiseCheckTests {
    private let site: SampleSite
    private let envelope = sha256([1, 2, 3])
    private let agencies = ["bawaslu", "inspektorat"]
    private let now = SampleSite.t0 + 5 * UInt64(SampleSite.epochSeconds)

    init() throws {
        site = try SampleSite()
    }

    private func promised(
        _ body: RecordBody? = nil, epoch: UInt64 = 6, format: UInt16 = 1
    ) throws -> Promised {
        let report = ReportReceived(agencies: agencies, envelope: envelope)
        let record = Record(format: format, body: body ?? .reportReceived(report))
        let opening = Opening(nonce: sha256([9]), record: record)
        return Promised(promise: try site.promise(try Commitment.of(opening), epoch: epoch), opening: opening)
    }

    private func accept(_ promised: Promised, sent: SentRecord? = nil) throws -> AcceptedPromise {
        let report = SentRecord.report(envelope: envelope, agencies: agencies)
        return try AcceptedPromise(promised, for: sent ?? report, descriptor: site.descriptor, now: now)
    }

    @Test func accepts_what_was_sent() throws {
        #expect(try accept(promised()).promise.epoch == 6)
    }

    @Test func promise_refused_when_opening_is_filler() throws {
        let filler = try promised(.filler(Filler()))
        #expect(throws: PromiseRefusal.kind(expected: .reportReceived, found: .filler)) { try accept(filler) }
    }

    @Test func promise_refused_when_envelope_hash_differs() throws {
        let other = try promised(
            .reportReceived(
                ReportReceived(agencies: agencies, envelope: sha256([]))))
        #expect(throws: PromiseRefusal.envelope(sent: envelope, recorded: sha256([]))) { try accept(other) }
    }

    @Test(arguments: [["bawaslu"], ["bawaslu", "bkpsdm", "inspektorat"], ["inspektorat", "bawaslu"]])
    func promise_refused_when_agency_list_differs(recorded: [String]) throws {
        let other = try promised(
            .reportReceived(
                ReportReceived(agencies: recorded, envelope: envelope)))
        #expect(throws: PromiseRefusal.agencies(sent: agencies, recorded: recorded)) { try accept(other) }
    }

    @Test func promise_refused_when_epoch_too_far() throws {
        #expect(try accept(promised(epoch: 7)).promise.epoch == 7)
        #expect(throws: PromiseRefusal.epochTooFar(promised: 8, limit: 7)) { try accept(promised(epoch: 8)) }
        #expect(throws: PromiseRefusal.epochTooFar(promised: .max, limit: 7)) {
            try accept(promised(epoch: .max))
        }
    }

    @Test func promise_refused_when_commitment_differs() throws {
        var other = try promised()
        other.opening.nonce = Nonce()
        let opened = try Commitment.of(other.opening)
        #expect(throws: PromiseRefusal.commitment(promised: other.promise.commitment, opened: opened)) {
            try accept(other)
        }
    }

    @Test func promise_refused_when_signature_or_origin_is_anothers() throws {
        var forged = try promised()
        forged.promise.epoch = 5
        #expect(throws: PromiseRefusal.signature) { try accept(forged) }
        forged.promise = try forged.promise.signed(by: site.log, origin: site.origin)
        #expect(throws: PromiseRefusal.signature) { try accept(forged) }
        forged.promise.origin = "lain.example/log"
        forged.promise = try forged.promise.signed(by: site.promise, origin: "lain.example/log")
        #expect(throws: PromiseRefusal.origin(expected: site.origin, found: "lain.example/log")) {
            try accept(forged)
        }
        #expect(throws: PromiseRefusal.format(2)) { try accept(promised(format: 2)) }
    }

    @Test func a_message_is_compared_whole() throws {
        let message = MessagePosted(
            agencies: ["bawaslu"], report: sha256([4]), direction: .reply, agency: "bawaslu", counter: 3,
            envelope: envelope)
        let promised = try promised(.messagePosted(message))
        _ = try accept(promised, sent: .message(message))
        func refusal(_ change: (inout MessagePosted) -> Void) -> PromiseRefusal? {
            var sent = message
            change(&sent)
            return #expect(throws: PromiseRefusal.self) { try accept(promised, sent: .message(sent)) }
        }
        #expect(refusal { $0.report = Hash() } == .message(field: "MessagePosted.report"))
        #expect(refusal { $0.direction = .question } == .message(field: "MessagePosted.direction"))
        #expect(refusal { $0.counter = 4 } == .message(field: "MessagePosted.counter"))
        #expect(refusal { $0.envelope = Hash() } == .envelope(sent: Hash(), recorded: envelope))
        #expect(throws: PromiseRefusal.kind(expected: .messagePosted, found: .reportReceived)) {
            try accept(try self.promised(), sent: .message(message))
        }
        let opening = MessageOpening(nonce: promised.opening.nonce, format: 1, message: message)
        #expect(opening.opening == promised.opening)
    }

    @Test func stands_as_the_log_shows() throws {
        let promise = try promised(epoch: 6).promise
        let clock = try #require(EpochClock(t0: 0, epochSeconds: 600))
        func standing(_ newest: UInt64?, batch: (number: UInt64, skipped: UInt64)? = nil, now: UInt64 = 0)
            -> PromiseStanding
        {
            let batch = batch.map {
                Epoch(number: $0.number, scheduled: 0, skipped: $0.skipped, first: 0, keySet: Hash())
            }
            return promise.standing(batch: batch, newestEpoch: newest, clock: clock, at: now)
        }
        #expect(standing(nil) == .pending)
        #expect(standing(5) == .pending)
        #expect(standing(6) == .broken)
        #expect(standing(7) == .broken)
        // In the first epoch at or above 6, or before it.
        #expect(standing(9, batch: (6, 0)) == .kept && standing(9, batch: (4, 3)) == .kept)
        #expect(standing(9, batch: (9, 3)) == .kept && standing(9, batch: (7, 0)) == .late)
        #expect(standing(9, batch: (9, 2)) == .late)
        // Two epochs and an hour behind its time.
        #expect(standing(5, now: 3_600 + 4_800) == .pending)
        #expect(standing(5, now: 3_600 + 4_801) == .overdue)
        #expect(standing(6, now: 3_600 + 4_801) == .broken)
    }
}
