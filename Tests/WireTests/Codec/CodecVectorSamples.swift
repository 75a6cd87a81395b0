import Wire

/// The values of the accepted vectors.
///
/// Byte strings are runs of one byte, so that a reader sees which field is where; none of the signatures is one.
enum VectorSamples {
    static func fixed<let count: Int>(_ byte: UInt8) -> FixedBytes<count> {
        FixedBytes([UInt8](repeating: byte, count: count)) ?? FixedBytes()
    }

    static func bytes(_ byte: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: byte, count: count) }

    static let descriptor = SiteDescriptor(
        format: 1, serial: 1, previous: fixed(0x01), notAfter: 1_790_000_000, root: fixed(0x02),
        origin: "log.example/one", regionScheme: .kemendagri, region: "62.07", timeZone: 420,
        t0: 1_780_000_000, epochSeconds: 3_600, log: fixed(0x03),
        promise: fixed(0x04), channel: fixed(0x0d),
        tls: [fixed(0x05), fixed(0x06)],
        witnesses: [Witness(name: "witness.example/a", key: fixed(0x07))], quorum: 1,
        retention: Retention(payload: 180), limits: Limits(envelope: 67_107_840, uploads: 2),
        taxonomy: 1,
        agencies: [
            Agency(code: "agency_a", name: "Agency A", kind: .bkpsdm, identity: fixed(0x08)),
            Agency(code: "agency_b", name: "Agency B", kind: .bawasluProv, identity: fixed(0x09)),
        ],
        auditor: Auditor(name: "Auditor", kind: .ngo, key: fixed(0x0a)), signature: fixed(0x0b))

    static let keys = AgencyKeys(
        format: 1, origin: "log.example/one", agency: "agency_a", serial: 3, previous: fixed(0x11),
        recipient: bytes(0x12, 1_216), acts: [fixed(0x13)], witness: fixed(0x14), notAfter: 1_790_000_000,
        signature: fixed(0x15))

    static func entry(_ body: EntryBody) -> Entry {
        Entry(format: 1, index: 258, previous: fixed(0x21), body: body)
    }

    static let epoch = Epoch(
        number: 7, scheduled: 1_780_025_200, skipped: 0, first: 250, keySet: fixed(0x22))

    static let promise = Promise(
        format: 1, origin: "log.example/one", commitment: fixed(0x31), epoch: 8, signature: fixed(0x32))

    static let posted = MessagePosted(
        agencies: ["agency_a"], report: fixed(0x41), direction: .reply, agency: "agency_a", counter: 2,
        envelope: fixed(0x42))

    static let note = MessagePosted(
        agencies: ["agency_a", "agency_b"], report: fixed(0x41), direction: .note, agency: "agency_b",
        counter: 0, envelope: fixed(0x4a))

    static let channel = ChannelKey(
        format: 1, id: 7, notBefore: 1_780_012_800, notAfter: 1_780_099_199, key: bytes(0x67, 1_216),
        signature: fixed(0x68))

    static let aggregate = Aggregate(
        format: 1, year: 2026, month: 11, holidays: 2026,
        agencies: [
            AgencyFigures(
                agency: "agency_a",
                figures: [
                    Figure(measure: .received, code: 0, cases: .from20To99, age: .notSaid),
                    Figure(measure: .open, code: 0, cases: .from5To19, age: .notSaid),
                    Figure(
                        measure: .step, code: CaseState.examination.rawValue, cases: .from5To19,
                        age: .from30To59),
                    Figure(
                        measure: .decided, code: OutcomeClass.noViolation.rawValue, cases: .from5To19,
                        age: .notSaid),
                ]),
            AgencyFigures(agency: "agency_b", figures: []),
        ], exact: fixed(0x4b))

    static let exact = ExactFigures(
        format: 1, year: 2026, month: 11, salt: fixed(0x4c),
        agencies: [
            ExactAgency(
                agency: "agency_a",
                figures: [
                    ExactFigure(measure: .received, code: 0, cases: 21, days: 0, median: 0),
                    ExactFigure(
                        measure: .step, code: CaseState.examination.rawValue, cases: 5, days: 211, median: 41),
                ]),
            ExactAgency(agency: "agency_b", figures: []),
        ])

    static let attestedFigures = AttestedFigures(format: 1, year: 2026, month: 11, aggregate: fixed(0x4d))

    static let canaries = CanariesOpened(
        format: 1, year: 2026, month: 11,
        canaries: [
            Canary(index: 300, commitment: fixed(0x41)), Canary(index: 301, commitment: fixed(0x4e)),
        ])

    static let act = Act(
        format: 1, kind: .state, report: fixed(0x41), agency: "agency_a", counter: 1, previous: fixed(0x43),
        state: .closed,
        outcome: .moderateCut6, due: .none, other: "", related: Hash(), reason: fixed(0x44),
        signer: fixed(0x13), second: nil, signature: fixed(0x45))

    static let account = Account(
        format: 1, agency: "agency_a", through: 1_000, count: 17, commitments: fixed(0x46),
        signer: fixed(0x0a),
        signature: fixed(0x47))

    static let records: [(String, RecordBody)] = [
        ("filler", .filler(Filler())),
        (
            "report_received",
            .reportReceived(
                ReportReceived(agencies: ["agency_a", "agency_b"], envelope: fixed(0x48)))
        ),
        ("message_posted", .messagePosted(posted)),
        ("message_posted, a note", .messagePosted(note)),
        ("act", .act(ActRecorded(agencies: ["agency_a", "agency_b"], act: act))),
        ("account", .account(AccountGiven(agencies: ["agency_a"], account: account))),
        (
            "payload_erased",
            .payloadErased(
                PayloadErased(
                    agencies: ["agency_a"], commitment: fixed(0x41), index: 300, envelope: fixed(0x42),
                    cause: .fetchedByAll,
                    consents: [
                        ErasureConsent(agency: "agency_a", signer: fixed(0x13), signature: fixed(0x49))
                    ]))
        ),
        ("a kind that this schema does not name", .unknown(RecordKind(rawValue: 0x1234), [1, 2, 3])),
    ]

    static func opening(_ body: RecordBody) -> Opening {
        Opening(nonce: fixed(0x33), record: Record(format: 1, body: body))
    }

    static let binding = Binding(
        root: fixed(0x51), keySet: fixed(0x22), author: fixed(0x52), mailbox: fixed(0x53),
        reply: bytes(0x54, 1_216), agencies: ["agency_a", "agency_b"])

    static func report(_ story: Story) -> Report {
        Report(format: 1, binding: binding, story: story, signature: fixed(0x55))
    }

    static let minimalStory = Story(
        purpose: .report, category: .retaliation, moreCategories: [], subjectStatus: .notSaid,
        subjectLevel: .notSaid, subjectCount: .notSaid, subjectName: "", subjectPosition: "", subjectUnit: "",
        election: .notSaid, regionScheme: .kemendagri, region: "62.07", place: "", eventDate: nil,
        knownDate: nil,
        eventKind: .notSaid, eventName: "", pledges: [], story: "x", evidenceKinds: [], links: "",
        circle: .notSaid, evidence: [], forward: .none, forwardTo: [])

    static let fullStory = Story(
        purpose: .exercise, category: .stateResourcesMisuse,
        moreCategories: [.takingSides, Category(rawValue: 999)],
        subjectStatus: .pns, subjectLevel: .camatLurah, subjectCount: .few, subjectName: "Contoh",
        subjectPosition: "Jabatan", subjectUnit: "Unit", election: .pilgub, regionScheme: .kemendagri,
        region: "00.00.00", place: "Balai désa ꦱ", eventDate: Date(year: 2027, month: 2, day: 28),
        knownDate: Date(year: 2027, month: 3, day: 1), eventKind: .rakor, eventName: "Rapat",
        pledges: [.ik1, .ik4],
        story: "Baris satu\nBaris \"dua\"", evidenceKinds: [.photo, .ownObservation],
        links: "https://example.org/a\nhttps://example.org/b", circle: .from10To50,
        evidence: [
            Evidence(
                kind: .photo, name: "foto.jpg", length: 123_456, hash: fixed(0x56), metadataRemoved: true,
                removed: [.place, .device],
                showsReporter: false)
        ], forward: .listed, forwardTo: [.bawasluProv, .ngo])

    static let authentication = Authentication(role: .source, key: fixed(0x53), signature: fixed(0x61))

    static let submit = Submit(
        format: 1, keySet: fixed(0x22), mailbox: fixed(0x53), agencies: ["agency_a", "agency_b"],
        voucher: [], work: [], signature: fixed(0x62), envelope: bytes(0x63, 31_744))

    static let refusal = Status(
        code: .resourceExhausted, field: "Submit.work", limit: 64, message: "work is missing")
}
