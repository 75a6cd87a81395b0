import Age
import AuditLog
import Keys
import RPC
import Sealing
@testable import Server
import Source
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire

private typealias Caller = AuthorizationScene.Caller
private typealias Object = AuthorizationScene.Object

/// Every call, on everything that there is, by everybody's key.
@Suite(.timeLimit(.minutes(3))) struct AuthorizationTests {
    @Test func everybody_gets_what_is_theirs_and_nothing_else() async throws {
        let (site, elsewhere) = (
            try await TestSite.make(codes: ["bawaslu", "bkn", "kasn"]),
            try await TestSite.make(origin: "lain.example/log")
        )
        try await site.serving { daemon in
            let scene = try await AuthorizationScene.make(site, daemon, strangers: elsewhere.agencies[0])
            #expect(Set(scene.commitments.keys) == Set(Object.allCases))
            #expect(Set(scene.commitments.values).count == Object.allCases.count)
            let rows = try rows(scene)
            #expect(Set(rows.map(\.method)) == Set(Method.allCases), "a call without a row")
            #expect(Set(rows.compactMap(\.kind)) == Set(ExchangeKind.allCases), "a cell without a row")
            for caller in Caller.allCases {
                let (visitor, authenticated) = try await scene.connect(caller)
                #expect(authenticated == Row.authenticate[caller])
                var unknown: [Method: [RPCError]] = [:]
                for row in rows {
                    let refusal = try await refusal { try await row.call(visitor) }
                    #expect(
                        (refusal?.code ?? .ok) == row.expected[caller],
                        "\(caller) \(row.method.name) \(row.what): \(refusal?.message ?? "")")
                    guard let refusal, refusal.code == .notFound, !row.isErased else { continue }
                    unknown[row.method, default: []].append(refusal)
                }
                // What is another's, and what is none, are told apart by nothing in the answer.
                for (method, refusals) in unknown where method != .exchange {
                    #expect(refusals.allSatisfy { $0 == refusals[0] }, "\(caller) \(method.name)")
                }
                await visitor.visit.close()
            }
            try await openings(scene)
        }
    }

    /// Exactly the records that carry the caller's code.
    private func openings(_ scene: AuthorizationScene) async throws {
        let common: Set<Object> = [.report, .note, .act, .supplement, .erased]
        let expected: [Caller: Set<Object>] = [
            .named: common.union([.question, .reply, .account]), .companion: common.union([.otherReport]),
            .excluded: [.otherReport, .erased],
            .auditor: Set(Object.allCases).subtracting([.staged, .unknown]),
        ]
        let objects = Dictionary(uniqueKeysWithValues: scene.commitments.map { ($1, $0) })
        for (caller, theirs) in expected {
            let (visitor, _) = try await scene.connect(caller)
            let openings = try await visitor.visit.openings()
            let seen = try openings.compactMap { objects[try Commitment.of($0.opening)] }
            #expect(Set(seen) == theirs && seen.count == theirs.count, "\(caller)")
            guard caller != .auditor else { continue }
            // Beside these one account of its own.
            for opened in openings {
                #expect(opened.opening.record.body.agencies.contains(visitor.agency))
            }
            #expect(openings.count == theirs.count + (caller == .named ? 0 : 1))
        }
    }

    private func refusal(_ body: () async throws -> Void) async throws -> RPCError? {
        do { try await body() } catch let error as RPCError { return error }
        return nil
    }
}

/// One call on one object, and how it ends for each caller.
private struct Row {
    let method: Method
    let kind: ExchangeKind?
    let what: String
    let expected: [Caller: StatusCode]
    let call: (Visitor) async throws -> Void
    let isErased: Bool

    init(
        _ method: Method, on what: Any = "", kind: ExchangeKind? = nil, _ expected: [Caller: StatusCode],
        call: @escaping (Visitor) async throws -> Void
    ) {
        (self.method, self.kind, self.expected, self.call) = (method, kind, expected, call)
        self.what = "\(what)"
        isErased = self.what == "\(Object.erased)"
    }

    static func all(_ code: StatusCode) -> [Caller: StatusCode] {
        Dictionary(uniqueKeysWithValues: Caller.allCases.map { ($0, code) })
    }

    /// Of what only the two sources may do.
    static func sources(_ source: StatusCode, other: StatusCode) -> [Caller: StatusCode] {
        all(.unauthenticated).merging([.source: source, .otherSource: other]) { $1 }
    }

    /// Of what agencies, and perhaps the auditor, may do: it takes a key of this site's that is in force.
    static func reviewers(
        _ named: StatusCode, _ companion: StatusCode, _ excluded: StatusCode,
        auditor: StatusCode = .permissionDenied
    ) -> [Caller: StatusCode] {
        [
            .nobody: .unauthenticated, .retired: .unauthenticated, .elsewhere: .unauthenticated,
            .source: .permissionDenied, .otherSource: .permissionDenied, .named: named,
            .companion: companion, .excluded: excluded, .auditor: auditor,
        ]
    }

    /// A source is no reviewer, whatever it shows.
    static let authenticate = reviewers(.ok, .ok, .ok, auditor: .ok)
        .merging([.source: .unauthenticated, .otherSource: .unauthenticated]) { $1 }
}

private func rows(_ scene: AuthorizationScene) throws -> [Row] {
    try cells(scene) + uploads(scene) + audit(scene) + reviews(scene)
        + Object.allCases.flatMap { objects(scene, $0) }
}

/// The source's cells.
private func cells(_ scene: AuthorizationScene) throws -> [Row] {
    func cell(
        _ kind: ExchangeKind, on what: String = "", _ expected: [Caller: StatusCode],
        _ request: @escaping (Visitor) async throws -> ExchangeRequest
    ) -> Row {
        Row(.exchange, on: "\(kind) \(what)", kind: kind, expected) { visitor in
            if case .refused(let status) = try await visitor.visit.send(request(visitor)).result {
                throw RPCError(status)
            }
        }
    }
    func reply(_ visitor: Visitor, to agency: Int, counter: UInt32) throws -> ExchangeRequest {
        var reply = try scene.source.reply(
            to: visitor.visit.site.keys[agency], about: scene[.report], counter: counter, visitor.visit)
        reply.authentication = try visitor.mailbox()
        return .reply(reply)
    }
    let (denied, own) = (StatusCode.unauthenticated, Row.sources)
    return [
        cell(.site, Row.all(.ok)) { _ in .site(SiteRequest()) },
        cell(.witnessed, Row.all(.ok)) { _ in .witnessed(WitnessedRequest()) },
        cell(.decoy, Row.all(.ok)) { _ in .decoy(Decoy()) },
        // Whoever has the very bytes has the promise; nobody has a part of them under a mailbox of its own.
        cell(.submit, on: "the same", Row.all(.ok)) { _ in .submit(scene.submission.submit) },
        cell(.submit, on: "another's envelope", Row.all(.alreadyExists).merging([.source: .ok]) { $1 }) {
            visitor in
            .submit(
                try scene.submission.changed(by: visitor.key, origin: scene.site.made.origin) { _ in }
            )
        },
        cell(.inbox, own(.ok, denied)) {
            .inbox(InboxRequest(authentication: try $0.mailbox(), item: 0))
        },
        cell(.reason, on: "of the named", own(.ok, denied)) {
            .reason(ReasonRequest(authentication: try $0.mailbox(), agency: "bawaslu"))
        },
        cell(.reason, on: "of the excluded", own(.notFound, denied)) {
            .reason(ReasonRequest(authentication: try $0.mailbox(), agency: "kasn"))
        },
        cell(.reply, on: "to the named", own(.ok, denied)) { try reply($0, to: 0, counter: 1) },
        cell(.reply, on: "to the excluded", own(.permissionDenied, denied)) {
            try reply($0, to: 2, counter: 0)
        },
    ]
}

/// The source's attachments.
private func uploads(_ scene: AuthorizationScene) throws -> [Row] {
    let name = try #require(Nonce(testRandom(32)))
    let supplements = Object.allCases.filter { scene.envelopes[$0] != nil }.map { object in
        Row(
            .supplement, on: object, Row.sources(object == .supplement ? .ok : .notFound, other: .notFound)
        ) { visitor in
            let request = SupplementRequest(
                authentication: try visitor.ownMailbox(), envelope: scene.envelopes[object] ?? Hash(),
                offset: 0)
            _ = try await visitor.visit.connection.upload.supplement(request).all()
        }
    }
    return [
        Row(.startUpload, Row.sources(.ok, other: .unauthenticated)) { visitor in
            let start = UploadStart(
                authentication: try visitor.mailbox(), upload: name, length: 31_744, counter: 1)
            _ = try await visitor.visit.connection.upload.startUpload(start)
        },
        // The source alone announced it, and is told what is missing.
        Row(.upload, Row.sources(.invalidArgument, other: .failedPrecondition)) { visitor in
            let call = visitor.visit.connection.upload.upload()
            try await call.send(UploadChunk(upload: name, offset: 0, data: [1], envelope: []))
            _ = try await call.finish()
        },
    ] + supplements
}

/// What is everybody's, and what nobody is shown yet.
private func audit(_ scene: AuthorizationScene) -> [Row] {
    let size = scene.daemon.node.site.size
    let checkpoint = Row(.checkpoint, Row.all(.ok)) {
        _ = try await $0.visit.connection.audit.checkpoint(CheckpointRequest())
    }
    return audit(size, Row.all(.ok)) + audit(size + 256, Row.all(.outOfRange)) + [checkpoint]
}

private func audit(_ size: UInt64, _ expected: [Caller: StatusCode]) -> [Row] {
    [
        Row(.entries, on: size, expected) {
            let request = EntriesRequest(first: size - 256, end: size)
            _ = try await $0.visit.connection.audit.entries(request).all()
        },
        Row(.inclusion, on: size, expected) {
            let request = InclusionRequest(index: size - 1, size: size)
            _ = try await $0.visit.connection.audit.inclusion(request)
        },
        Row(.consistency, on: size, expected) {
            let request = ConsistencyRequest(oldSize: 256, size: size)
            _ = try await $0.visit.connection.audit.consistency(request)
        },
        Row(.tile, on: size, expected) {
            let request = TileRequest(level: 0, index: size / 256 - 1, width: 256)
            _ = try await $0.visit.connection.audit.tile(request)
        },
    ]
}

/// What a caller says of itself, and what is the site's.
private func reviews(_ scene: AuthorizationScene) throws -> [Row] {
    let identity = try KeyText(scene.site.folder.read("bawaslu/identity.key")).signingKey("identity")
    // Whole, and of a serial that does not follow: whoever gets so far may bring keys.
    var next = scene.daemon.node.site.keys[0]
    next.serial += 7
    let keys = try next.signed(by: identity, origin: next.origin)
    return [
        Row(.authenticate, Row.authenticate) { visitor in
            let role: Role =
                switch visitor.caller {
                case .source, .otherSource: .source
                case .auditor: .auditor
                default: .reviewer
                }
            let authentication = try visitor.visit.authentication(role, visitor.key)
            _ = try await visitor.visit.connection.review.authenticate(authentication)
        },
        Row(.openings, Row.reviewers(.ok, .ok, .ok, auditor: .ok)) {
            _ = try await $0.visit.openings()
        },
        Row(.staged, Row.reviewers(.ok, .ok, .ok, auditor: .ok)) { visitor in
            for promised in try await visitor.visit.staged() {
                #expect(promised.opening.record.body.agencies.contains(visitor.agency))
            }
        },
        Row(.renewKeys, Row.reviewers(.aborted, .permissionDenied, .permissionDenied)) {
            _ = try await $0.visit.connection.review.renewKeys(keys)
        },
        Row(
            .cosign,
            Row.reviewers(.invalidArgument, .invalidArgument, .invalidArgument, auditor: .invalidArgument)
        ) {
            _ = try await $0.visit.connection.review.cosign(Cosigned(size: 256, line: "x"))
        },
        Row(
            .attest,
            Row.reviewers(.permissionDenied, .permissionDenied, .permissionDenied, auditor: .invalidArgument)
        ) {
            let attested = Attested(attestation: scene.statement, accounts: [])
            _ = try await $0.visit.connection.review.attest(attested)
        },
        Row(
            .say,
            Row.reviewers(.permissionDenied, .permissionDenied, .permissionDenied, auditor: .invalidArgument)
        ) {
            let figures = Statement(
                kind: .aggregate, signer: PublicKey(), body: [], signature: Signature())
            _ = try await $0.visit.connection.review.say(Said(statement: figures))
        },
    ]
}

/// What is done to one thing, as if it were a report, and its envelope.
private func objects(_ scene: AuthorizationScene, _ object: Object) -> [Row] {
    let onReport =
        switch object {
        case .report: Row.reviewers(.ok, .ok, .notFound)
        case .otherReport: Row.reviewers(.notFound, .ok, .ok)
        case .erased: Row.reviewers(.ok, .ok, .ok)
        default: Row.reviewers(.notFound, .notFound, .notFound)
        }
    // Agreed to too early, by those whose it is.
    let early = StatusCode.failedPrecondition
    let onPayload =
        switch object {
        case .report, .note, .act, .supplement: Row.reviewers(early, early, .notFound)
        case .question, .reply: Row.reviewers(early, .notFound, .notFound)
        case .otherReport: Row.reviewers(.notFound, early, early)
        default: Row.reviewers(.notFound, .notFound, .notFound)
        }
    var rows = [
        Row(.ask, on: object, onReport) { visitor in
            let reader = Recipient.hybrid(publicKey: scene.source.keys.replyRecipient)
            let question = Question(
                report: scene[object], counter: visitor.counter(on: object),
                envelope: try AuthorizationScene.sealed([reader]))
            _ = try await visitor.visit.connection.review.ask(question)
        },
        Row(.note, on: object, onReport) { visitor in
            let note = Note(
                report: scene[object], counter: visitor.counter(on: object),
                envelope: try AuthorizationScene.sealed(
                    visitor.visit.site.recipients(["bawaslu", "bkn", "kasn"])))
            _ = try await visitor.visit.connection.review.note(note)
        },
        Row(.act, on: object, onReport) { visitor in
            _ = try await visitor.visit.connection.review.act(visitor.act(on: object))
        },
        Row(.consent, on: object, onPayload) { visitor in
            let consent = try ErasureConsent(
                agency: visitor.agency, key: visitor.key, origin: scene.site.made.origin,
                commitment: scene[object], cause: .fetchedByAll)
            _ = try await visitor.visit.connection.review.consent(
                Consent(commitment: scene[object], consent: consent))
        },
    ]
    guard let envelope = scene.envelopes[object] else { return rows }
    let onEnvelope =
        switch object {
        case .report, .note, .act, .supplement: Row.reviewers(.ok, .ok, .notFound)
        case .question, .reply: Row.reviewers(.ok, .notFound, .notFound)
        case .otherReport: Row.reviewers(.notFound, .ok, .ok)
        default: Row.reviewers(.notFound, .notFound, .notFound)
        }
    rows.append(
        Row(.envelope, on: object, onEnvelope) { visitor in
            let request = EnvelopeRequest(envelope: envelope, offset: 0)
            _ = try await visitor.visit.connection.review.envelope(request).all()
        })
    return rows
}
