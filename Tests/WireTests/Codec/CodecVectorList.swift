import Wire

struct AcceptedVector {
    var name: String
    var message: any WireMessage
}

struct RejectedVector {
    var message: String
    var name: String
    var bytes: [UInt8]
    var reason: String
    var field: String
}

/// What `Protocol/vectors/encodings.json` has to contain.
enum Vectors {
    static let accepted: [AcceptedVector] = frames + site + log + records + sealed + rest

    /// Messages that travel in a cell, with the cell.
    static let cells: [AcceptedVector] = [
        .init("site, asked", ExchangeRequest.site(SiteRequest())),
        .init("submit", ExchangeRequest.submit(VectorSamples.submit)),
        .init(
            "inbox",
            ExchangeRequest.inbox(InboxRequest(authentication: VectorSamples.authentication, item: 1))),
        .init(
            "reply",
            ExchangeRequest.reply(
                Reply(
                    authentication: VectorSamples.authentication, agency: "agency_a", counter: 2,
                    envelope: VectorSamples.bytes(0x64, 31_744)))),
        .init("decoy", ExchangeRequest.decoy(Decoy())),
        .init(
            "reason, asked",
            ExchangeRequest.reason(
                ReasonRequest(authentication: VectorSamples.authentication, agency: "agency_a"))),
        .init(
            "reason, answered",
            ExchangeReply(
                more: false, result: .reason(SealedReason(envelope: VectorSamples.bytes(0x69, 31_744))))),
        .init(
            "site, answered, with a channel key and a kind of work that this schema does not name",
            ExchangeReply(
                more: false,
                result: .site(
                    SiteReply(
                        descriptor: VectorSamples.descriptor, keys: [VectorSamples.keys],
                        checkpoint: "log.example/one\n259\nAAAA\n\n— log.example/one AAAA\n",
                        epoch: VectorSamples.epoch, previous: VectorSamples.fixed(0x64), proof: [],
                        channel: VectorSamples.channel,
                        work: WorkChallenge(
                            kind: WorkKind(rawValue: 9), difficulty: 20,
                            challenge: VectorSamples.bytes(0x6a, 32)))))),
        .init("refused", ExchangeReply(more: false, result: .refused(VectorSamples.refusal))),
        .init(
            "site, answered",
            ExchangeReply(
                more: false,
                result: .site(
                    SiteReply(
                        descriptor: VectorSamples.descriptor, keys: [VectorSamples.keys],
                        checkpoint: "log.example/one\n259\nAAAA\n\n— log.example/one AAAA\n",
                        epoch: VectorSamples.epoch, previous: VectorSamples.fixed(0x64),
                        proof: [VectorSamples.fixed(0x65), VectorSamples.fixed(0x66)], channel: nil,
                        work: .none)))),
        .init(
            "promised",
            ExchangeReply(
                more: false,
                result: .promised(
                    Promised(
                        promise: VectorSamples.promise,
                        opening: VectorSamples.opening(VectorSamples.records[1].1))))),
        .init(
            "report, published, with an act; more behind it",
            ExchangeReply(
                more: true,
                result: .report(
                    InboxReport(
                        promised: Promised(
                            promise: VectorSamples.promise,
                            opening: VectorSamples.opening(VectorSamples.records[1].1)),
                        keySet: VectorSamples.fixed(0x22), signature: VectorSamples.fixed(0x62),
                        inclusion: Inclusion(
                            index: 258, previous: VectorSamples.fixed(0x21),
                            proof: [VectorSamples.fixed(0x67)]),
                        batch: BatchEnd(
                            epoch: VectorSamples.epoch,
                            inclusion: Inclusion(
                                index: 511, previous: VectorSamples.fixed(0x21),
                                proof: [VectorSamples.fixed(0x67)])),
                        acts: [
                            PostedAct(
                                act: VectorSamples.act, nonce: VectorSamples.fixed(0x6c),
                                promise: VectorSamples.promise)
                        ],
                        conversations: [Conversation(agency: "agency_a", questions: 1, replies: 1)],
                        messages: 2, supplement: 1,
                        supplements: [
                            PostedSupplement(counter: 0, envelope: VectorSamples.fixed(0x6b), length: 65_535)
                        ],
                        erased: nil, older: [VectorSamples.keys])))),
        .init(
            "message",
            ExchangeReply(
                more: false,
                result: .message(
                    InboxMessage(
                        promise: VectorSamples.promise,
                        opening: MessageOpening(
                            nonce: VectorSamples.fixed(0x33), format: 1, message: VectorSamples.posted),
                        envelope: VectorSamples.bytes(0x68, 31_744))))),
        .init("decoy, answered", ExchangeReply(more: false, result: .decoy(Decoy()))),
    ]

    private static let frames: [AcceptedVector] = [
        .init("settings frame", FrameHeader(type: .settings, length: 10, stream: 0)),
        .init("longest length and stream", FrameHeader(type: .message, length: 0xff_ffff, stream: .max)),
        .init(
            "usual", Settings(maximumFrame: 131_072, initialCredit: 262_144, maximumStreams: 100)),
        .init("exchange", Call(method: 1, deadline: 0)),
        .init("ok", Status(code: .ok, field: "", limit: 0, message: "")),
        .init("a field at fault", VectorSamples.refusal),
        .init(
            "a code without a name",
            Status(code: StatusCode(rawValue: 200), field: "", limit: .max, message: "é")),
        .init("64 KiB", Credit(bytes: 65_536)),
        .init("ping", Ping(data: FixedBytes([1, 2, 3, 4, 5, 6, 7, 8]) ?? FixedBytes())),
        .init("idle", GoAway(lastStream: 7, error: .idle)),
    ]

    private static let site: [AcceptedVector] = [
        .init("two agencies, a witness, an auditor", VectorSamples.descriptor),
        .init("serial 3", VectorSamples.keys),
        .init(
            "card",
            AgencyCard(
                format: 1, name: "Agency A", kind: .bkpsdm, identity: VectorSamples.fixed(0x08),
                keys: VectorSamples.keys)),
        .init("channel key of a day", VectorSamples.channel),
        .init(
            "card",
            AuditorCard(
                format: 1, name: "Auditor", kind: .ngo, key: VectorSamples.fixed(0x0a),
                witness: VectorSamples.fixed(0x0c)
            )),
    ]

    private static let log: [AcceptedVector] = [
        .init("site", VectorSamples.entry(.site(VectorSamples.descriptor))),
        .init("agency_keys", VectorSamples.entry(.agencyKeys(VectorSamples.keys))),
        .init(
            "statement",
            VectorSamples.entry(
                .statement(
                    Statement(
                        kind: .attestation, signer: VectorSamples.fixed(0x23), body: Array("{}".utf8),
                        signature: VectorSamples.fixed(0x24))))),
        .init(
            "statement of a kind that this schema does not name",
            VectorSamples.entry(
                .statement(
                    Statement(
                        kind: StatementKind(rawValue: 0xffff), signer: VectorSamples.fixed(0x23),
                        body: VectorSamples.bytes(0x25, 64), signature: VectorSamples.fixed(0x24))))),
        .init("sealed", VectorSamples.entry(.sealed(SealedRecord(commitment: VectorSamples.fixed(0x31))))),
        .init("epoch", VectorSamples.entry(.epoch(VectorSamples.epoch))),
        .init(
            "a kind that this schema does not name",
            VectorSamples.entry(.unknown(EntryKind(rawValue: 0x1234), [1, 2, 3]))),
        .init(
            "a kind that this schema does not name, empty",
            VectorSamples.entry(.unknown(EntryKind(rawValue: 6), []))),
        .init("promise", VectorSamples.promise),
        .init("aggregate", VectorSamples.aggregate),
        .init("exact figures", VectorSamples.exact),
        .init("attested figures", VectorSamples.attestedFigures),
        .init("canaries opened", VectorSamples.canaries),
    ]

    private static let records: [AcceptedVector] =
        VectorSamples.records.map { AcceptedVector($0.0, Record(format: 1, body: $0.1)) } + [
            .init("of a filler", VectorSamples.opening(.filler(Filler()))),
            .init("act", VectorSamples.act),
            .init("account", VectorSamples.account),
        ]

    private static let sealed: [AcceptedVector] = [
        .init("only what must be said", VectorSamples.report(VectorSamples.minimalStory)),
        .init("every field, a category without a name", VectorSamples.report(VectorSamples.fullStory)),
        .init("binding", VectorSamples.binding),
        .init(
            "supplement",
            Supplement(
                format: 1, root: VectorSamples.fixed(0x51), keySet: VectorSamples.fixed(0x22),
                report: VectorSamples.fixed(0x41), author: VectorSamples.fixed(0x52), agencies: ["agency_a"],
                note: "", evidence: VectorSamples.fullStory.evidence, signature: VectorSamples.fixed(0x57))),
        .init(
            "question, nothing read yet",
            Message(
                format: 1, direction: .question, kind: .words, report: VectorSamples.fixed(0x41),
                agency: "agency_a",
                counter: 0,
                lastSeen: .max, text: "Kapan?", signer: VectorSamples.fixed(0x13),
                signature: VectorSamples.fixed(0x58))),
        .init(
            "note",
            Message(
                format: 1, direction: .note, kind: .words, report: VectorSamples.fixed(0x41),
                agency: "agency_b",
                counter: 0, lastSeen: .max, text: "Sudah dipanggil.", signer: VectorSamples.fixed(0x13),
                signature: VectorSamples.fixed(0x58))),
        .init(
            "reason",
            Reason(
                format: 1, report: VectorSamples.fixed(0x41), agency: "agency_a", counter: 1,
                text: "Terbukti.")),
        .init(
            "proof of authorship",
            AuthorshipProof(
                format: 1, origin: "log.example/one", report: VectorSamples.fixed(0x41),
                author: VectorSamples.fixed(0x52), statement: "Kepada Bawaslu: saya penulisnya.",
                signature: VectorSamples.fixed(0x59))),
    ]

    private static let rest: [AcceptedVector] = [
        .init(
            "an act with its reason",
            ActRequest(act: VectorSamples.act, reason: VectorSamples.bytes(0x6c, 31_744))),
        .init("an act without one", ActRequest(act: VectorSamples.act, reason: nil)),
        .init(
            "note",
            Note(report: VectorSamples.fixed(0x41), counter: 0, envelope: VectorSamples.bytes(0x6d, 31_744))),
        .init(
            "consent",
            Consent(
                commitment: VectorSamples.fixed(0x41),
                consent: ErasureConsent(
                    agency: "agency_a", signer: VectorSamples.fixed(0x13),
                    signature: VectorSamples.fixed(0x49)))),
        .init("one of two", Consents(agencies: ["agency_a"])),
        .init(
            "from its beginning",
            SupplementRequest(
                authentication: VectorSamples.authentication, envelope: VectorSamples.fixed(0x6b), offset: 0)),
        .init("mailbox", VectorSamples.authentication),
        .init("auditor", Authenticated(agency: "")),
        .init("full tile", TileRequest(level: 0, index: 1, width: 256)),
        .init("two nodes", TileReply(hashes: VectorSamples.bytes(0x71, 64))),
        .init("two entries, one empty", EntryBundle(first: 256, bundle: [0, 0, 0, 1, 0x72])),
        .init("empty", Proof(hashes: [])),
        .init("two nodes", Proof(hashes: [VectorSamples.fixed(0x73), VectorSamples.fixed(0x74)])),
        .init(
            "start",
            UploadStart(
                authentication: VectorSamples.authentication, upload: VectorSamples.fixed(0x75),
                length: 1_047_552, counter: 0)),
        .init(
            "longest chunk",
            UploadChunk(
                upload: VectorSamples.fixed(0x75), offset: 65_536,
                data: VectorSamples.bytes(0x76, 65_536), envelope: [])),
    ]
}

extension AcceptedVector {
    init(_ name: String, _ message: any WireMessage) {
        self.init(name: name, message: message)
    }
}
