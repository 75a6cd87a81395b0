import Age
import Keys
import Sealing
import Testing
import Wire

/// A report as an agency gets it: the record, and the envelope that it names.
struct Delivered {
    var record: ReportReceived
    var envelope: [UInt8]

    init(_ report: [UInt8], readers: [AgencyCode], claimed: [AgencyCode]? = nil) throws {
        envelope = try sealed(report, recipients: Site.recipients(readers))
        record = ReportReceived(agencies: claimed ?? readers, envelope: sha256(envelope))
    }

    /// As the reviewer of `agency` reads it.
    func read(by agency: AgencyCode, root: Hash = Site.root, origin: String = Site.origin) throws -> Report {
        try .verified(
            openEnvelope(envelope, identity: identity(agency)), record: record, envelope: sha256(envelope),
            root: root, origin: origin)
    }
}

@Suite struct SealedReportTests {
    private let source: Source
    private let report: Report

    init() throws {
        source = try Source()
        report = try source.report(story())
    }

    @Test func `a report is read by whom it names`() throws {
        let delivered = try Delivered(report.encoded(), readers: ["agency_a", "agency_b"])
        for agency in ["agency_a", "agency_b"] { #expect(try delivered.read(by: agency) == report) }
        #expect(throws: SealingError.self) { try delivered.read(by: "agency_c") }
    }

    /// Every reader knows the file key and can seal anew what it read: it gains nothing.
    @Test func age_reencrypted_by_corecipient_rejected() throws {
        let delivered = try Delivered(report.encoded(), readers: ["agency_a", "agency_b"])
        let plaintext = try openEnvelope(delivered.envelope, identity: identity("agency_a"))

        // For another agency, or for fewer: the list inside is the author's.
        for readers in [["agency_a", "agency_c"], ["agency_b"], Site.codes] {
            let forged = try Delivered(plaintext, readers: readers)
            #expect(
                throws: SealingError.mismatch(
                    what: "agency list", expected: readers.joined(separator: " "), found: "agency_a agency_b")
            ) { try forged.read(by: readers[readers.count - 1]) }
        }

        // With a word, the list or a key changed: the signature is the author's.
        let other = try Source("other")
        let changes: [(inout Report) -> Void] = [
            { $0.story.story += "!" }, { $0.story.purpose = .exercise },
            { $0.binding.agencies = ["agency_a", "agency_c"] }, { $0.binding.keySet = hash("another") },
            { $0.binding.mailbox = other.mailbox.publicKey }, { $0.binding.author = other.author.publicKey },
            { $0.binding.reply = other.replyRecipient },
        ]
        for change in changes {
            var changed = try Report(decoding: plaintext)
            change(&changed)
            let forged = try Delivered(changed.encoded(), readers: changed.binding.agencies)
            #expect(throws: SealingError.signature("report")) { try forged.read(by: "agency_a") }
        }

        // At another site: root and origin are inside.
        let again = try Delivered(plaintext, readers: ["agency_a", "agency_b"])
        let elsewhere = hash("another root")
        #expect(
            throws: SealingError.mismatch(
                what: "root fingerprint", expected: elsewhere.hex, found: Site.root.hex)
        ) { try again.read(by: "agency_b", root: elsewhere) }
        #expect(throws: SealingError.signature("report")) {
            try again.read(by: "agency_b", origin: "other.example")
        }

        // Behind the same header: the record names the envelope's hash.
        let swapped = ReportReceived(
            agencies: again.record.agencies, envelope: delivered.record.envelope)
        #expect(throws: SealingError.self) {
            try Report.verified(
                plaintext, record: swapped, envelope: sha256(again.envelope), root: Site.root,
                origin: Site.origin)
        }

        // Unchanged and for the same readers it is the same report, a duplicate by its mailbox key.
        let duplicate = try again.read(by: "agency_b")
        #expect(again.record.envelope != delivered.record.envelope)
        #expect(duplicate.binding.mailbox == report.binding.mailbox && duplicate == report)
    }

    /// Questions go to the key inside the author's signature, whatever anybody says outside.
    @Test func record_swaps_reply_key_rejected() throws {
        let thief = try Source("thief")
        var stolen = report
        stolen.binding.reply = thief.replyRecipient
        let forged = try Delivered(stolen.encoded(), readers: stolen.binding.agencies)
        #expect(throws: SealingError.signature("report")) { try forged.read(by: "agency_a") }

        // Signed by the thief's own key it is another author's report, and opens nothing of this one.
        let own = try thief.report(story())
        let delivered = try Delivered(own.encoded(), readers: own.binding.agencies).read(by: "agency_a")
        #expect(delivered.binding.author != report.binding.author)
        #expect(delivered.binding.mailbox != report.binding.mailbox)
    }

    @Test func envelope_swapped_between_records_rejected() throws {
        let other = try Source("other").report(story("Lain"), readers: ["agency_a"])
        let first = try Delivered(report.encoded(), readers: ["agency_a", "agency_b"])
        let second = try Delivered(other.encoded(), readers: ["agency_a"])
        var swapped = first
        swapped.envelope = second.envelope
        #expect(
            throws: SealingError.mismatch(
                what: "envelope", expected: first.record.envelope.hex, found: second.record.envelope.hex)
        ) { try swapped.read(by: "agency_a") }

        // A record that names the other's envelope still has its own agencies.
        swapped.record.envelope = second.record.envelope
        #expect(
            throws: SealingError.mismatch(
                what: "agency list", expected: "agency_a agency_b", found: "agency_a")
        ) { try swapped.read(by: "agency_a") }
    }

    @Test func `agency lists are compared code by code`() throws {
        let joined = try source.report(story(), readers: ["agency_a agency_b"])
        let delivered = try Delivered(
            joined.encoded(), readers: ["agency_a"], claimed: ["agency_a", "agency_b"])
        #expect(
            throws: SealingError.mismatch(what: "agency list", expected: "agency_a agency_b", found: "?")
        ) { try delivered.read(by: "agency_a") }
    }

    @Test func `other formats and other bytes are refused`() throws {
        var later = report
        later.format = 2
        let delivered = try Delivered(later.encoded(), readers: ["agency_a", "agency_b"])
        #expect(throws: SealingError.mismatch(what: "format", expected: "1", found: "2")) {
            try delivered.read(by: "agency_a")
        }
        for bytes in [[], [0, 1], try report.encoded() + [0]] {
            let error = #expect(throws: SealingError.self) {
                try Report.verified(
                    bytes, record: delivered.record, envelope: delivered.record.envelope, root: Site.root,
                    origin: Site.origin)
            }
            guard case .decode? = error else { throw SampleError() }
        }
    }

    @Test func `a story outside its bounds is named, not signed`() throws {
        let error = #expect(throws: SealingError.self) {
            try source.report(story(String(repeating: "x", count: 8_001)))
        }
        #expect(error?.description == "Story.story: length 8001, limit 1 to 8000")
    }
}

@Suite struct SealedSupplementTests {
    private let source: Source
    private let supplement: Supplement
    private let record: MessagePosted

    init() throws {
        source = try Source()
        record = MessagePosted(
            agencies: ["agency_a", "agency_b"], report: hash("report"), direction: .supplement, agency: "",
            counter: 0,
            envelope: hash("envelope"))
        supplement = try Supplement(
            format: 1, root: Site.root, keySet: hash("a key set"), report: record.report,
            author: source.author.publicKey, agencies: record.agencies, note: "Catatan",
            evidence: [SampleFile(count: 9, seed: "a").evidence], signature: Signature()
        ).signed(by: source.author, origin: Site.origin)
    }

    private func read(
        _ supplement: Supplement, record: MessagePosted? = nil, envelope: Hash? = nil, root: Hash = Site.root,
        origin: String = Site.origin
    ) throws -> Supplement {
        try .verified(
            supplement.encoded(), record: record ?? self.record, envelope: envelope ?? hash("envelope"),
            author: source.author.publicKey, root: root, origin: origin)
    }

    @Test func `a supplement is its report's author's`() throws {
        #expect(try read(supplement) == supplement)
        let other = try Source("other")
        var forged = supplement
        forged.author = other.author.publicKey
        forged = try forged.signed(by: other.author, origin: Site.origin)
        #expect(throws: SealingError.mismatch(what: "author", expected: "the report's", found: "another")) {
            try read(forged)
        }
        forged.author = source.author.publicKey
        #expect(throws: SealingError.signature("supplement")) { try read(forged) }
        #expect(throws: SealingError.signature("supplement")) {
            try read(supplement, origin: "other.example")
        }
    }

    @Test func `it is what its record says`() throws {
        let changes: [(String, (inout MessagePosted) -> Void)] = [
            ("agency list", { $0.agencies = ["agency_a"] }), ("report", { $0.report = hash("another") }),
            ("direction", { $0.direction = .reply }), ("envelope", { $0.envelope = hash("another") }),
        ]
        for (what, change) in changes {
            var record = record
            change(&record)
            expectMismatch(what) { try read(supplement, record: record) }
        }
        expectMismatch("envelope") { try read(supplement, envelope: hash("another")) }
        expectMismatch("root fingerprint") { try read(supplement, root: hash("another")) }
    }

    @Test func `nothing of it can be changed`() throws {
        let changes: [(inout Supplement) -> Void] = [
            { $0.note += "!" }, { $0.evidence = [] }, { $0.evidence[0].hash = hash("another") },
            { $0.keySet = hash("another") }, { $0.signature = Signature() },
        ]
        for change in changes {
            var changed = supplement
            change(&changed)
            #expect(throws: SealingError.signature("supplement")) { try read(changed) }
        }
        var later = supplement
        later.format = 7
        expectMismatch("format") { try read(later) }
    }
}

func expectMismatch(
    _ what: String, _ location: SourceLocation = #_sourceLocation, _ body: () throws -> some Any
) {
    let error = #expect(throws: SealingError.self, sourceLocation: location) { _ = try body() }
    guard case .mismatch(what, _, _)? = error else {
        Issue.record("\(String(describing: error))", sourceLocation: location)
        return
    }
}
