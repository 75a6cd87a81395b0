import Age
import Keys
import Sealing
import Testing
import Wire

@Suite struct SealedMessageTests {
    private let source: Source
    private let act: SigningKey

    init() throws {
        source = try Source()
        act = try signingKey("act key of agency_a")
    }

    private func question() throws -> Message {
        try Message(
            format: 1, direction: .question, kind: .words, report: hash("report"), agency: "agency_a",
            counter: 2,
            lastSeen: Message.nothingSeen, text: "Kapan?", signer: PublicKey(), signature: Signature()
        ).signed(by: act, reply: source.replyRecipient, origin: Site.origin)
    }

    private var record: MessagePosted {
        MessagePosted(
            agencies: ["agency_a"], report: hash("report"), direction: .question, agency: "agency_a",
            counter: 2,
            envelope: hash("envelope"))
    }

    private func read(
        _ message: Message, record: MessagePosted? = nil, envelope: Hash? = nil, reply: [UInt8]? = nil,
        signers: [PublicKey]? = nil, origin: String = Site.origin
    ) throws -> Message {
        try .verified(
            message.encoded(), record: record ?? self.record, envelope: envelope ?? hash("envelope"),
            reply: reply ?? source.replyRecipient, signers: signers ?? [act.publicKey], origin: origin)
    }

    @Test func `a question and its answer`() throws {
        let question = try question()
        #expect(question.signer == act.publicKey)
        #expect(try read(question, signers: [try signingKey("older").publicKey, act.publicKey]) == question)

        var reply = question
        (reply.direction, reply.counter, reply.lastSeen, reply.text) = (.reply, 0, 2, "Kemarin")
        reply = try reply.signed(by: source.author, reply: source.replyRecipient, origin: Site.origin)
        let recipients = [try identity("agency_a").recipient]
        let envelope = try sealEnvelope(
            message: reply.encoded(), recipients: recipients, random: draws("seal"))
        #expect(envelope.count == 31_744)
        let record = MessagePosted(
            agencies: ["agency_a"], report: hash("report"), direction: .reply, agency: "agency_a", counter: 0,
            envelope: sha256(envelope))
        let read = try Message.verified(
            openEnvelope(envelope, identity: identity("agency_a")), record: record,
            envelope: sha256(envelope),
            reply: source.replyRecipient, signers: [source.author.publicKey], origin: Site.origin)
        #expect(read == reply)
    }

    @Test func `a note is for the report's agencies, by one of them`() throws {
        var note = try question()
        (note.direction, note.counter, note.text) = (.note, 0, "Sudah dipanggil")
        note = try note.signed(by: act, reply: source.replyRecipient, origin: Site.origin)
        var record = record
        (record.direction, record.counter, record.agencies) = (.note, 0, ["agency_a", "agency_b"])
        #expect(try read(note, record: record) == note)
        record.agencies = ["agency_b", "agency_c"]
        expectMismatch("agencies") { try read(note, record: record) }
        record.agencies = ["agency_a"]
        #expect(try read(note, record: record) == note)
        // A note sees nothing of another side, and is no question.
        note.lastSeen = 0
        note = try note.signed(by: act, reply: source.replyRecipient, origin: Site.origin)
        expectMismatch("last seen") { try read(note, record: record) }
        record.direction = .question
        expectMismatch("direction") { try read(note, record: record) }
    }

    /// Shown to the wrong source, as another number, from another agency, in the other direction.
    @Test func `a message is what its record says`() throws {
        let changes: [(String, (inout MessagePosted) -> Void)] = [
            ("counter", { $0.counter = 3 }), ("direction", { $0.direction = .reply }),
            ("agency", { $0.agency = "agency_b" }),
            ("agencies", { $0.agencies = ["agency_b"] }),
            ("agencies", { $0.agencies = ["agency_a", "agency_b"] }),
            ("report", { $0.report = hash("another") }), ("envelope", { $0.envelope = hash("another") }),
        ]
        for (what, change) in changes {
            var record = record
            change(&record)
            expectMismatch(what) { try read(question(), record: record) }
        }
        expectMismatch("envelope") { try read(question(), envelope: hash("another")) }
    }

    /// Changed together with the record they get past it, but not past the signature.
    @Test func `the signature covers everything`() throws {
        let changes: [(inout Message, inout MessagePosted) -> Void] = [
            {
                $0.counter = 3; $1.counter = 3
            },
            {
                $0.direction = .reply; $1.direction = .reply
            },
            {
                $0.agency = "agency_b"; $1.agencies = ["agency_b"]; $1.agency = "agency_b"
            },
            {
                $0.report = hash("another"); $1.report = hash("another")
            }, { message, _ in message.lastSeen = 0 },
            { message, _ in message.text = "kapan?" }, { message, _ in message.signature = Signature() },
        ]
        for change in changes {
            var message = try question()
            var record = record
            change(&message, &record)
            #expect(throws: SealingError.signature("message")) { try read(message, record: record) }
        }
        #expect(throws: SealingError.signature("message")) { try read(question(), origin: "other.example") }
        let other = try Source("other").replyRecipient
        #expect(throws: SealingError.signature("message")) { try read(question(), reply: other) }
    }

    @Test func `the signer is one who may sign this`() throws {
        let other = try signingKey("act key of agency_b")
        expectMismatch("signer") { try read(question(), signers: [other.publicKey]) }
        expectMismatch("signer") { try read(question(), signers: []) }
        var claimed = try question().signed(by: other, reply: source.replyRecipient, origin: Site.origin)
        expectMismatch("signer") { try read(claimed) }
        claimed.signer = act.publicKey
        #expect(throws: SealingError.signature("message")) { try read(claimed) }
    }

    @Test func `a supplement is no message, and other formats none of ours`() throws {
        var message = try question()
        message.direction = .supplement
        var record = record
        record.direction = .supplement
        message = try message.signed(by: act, reply: source.replyRecipient, origin: Site.origin)
        expectMismatch("direction") { try read(message, record: record) }
        message = try question()
        message.format = 2
        expectMismatch("format") { try read(message) }
        let error = #expect(throws: SealingError.self) {
            try Message.verified(
                [1, 2, 3], record: self.record, envelope: hash("envelope"), reply: [], signers: [],
                origin: Site.origin)
        }
        guard case .decode? = error else { throw SampleError() }
    }

    @Test func `what cannot be encoded is named`() throws {
        var message = try question()
        message.agency = String(repeating: "a", count: 33)
        let error = #expect(throws: SealingError.self) {
            try message.signed(by: act, reply: source.replyRecipient, origin: Site.origin)
        }
        #expect(error?.description == "MessageBinding.agency: length 33, limit 1 to 32")
        #expect(throws: SealingError.self) { try question().signed(by: act, reply: [1], origin: Site.origin) }
    }
}
