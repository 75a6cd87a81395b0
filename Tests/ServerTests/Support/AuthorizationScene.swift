import Age
import AuditLog
import Console
import Keys
import RPC
import Review
import Sealing
@testable import Server
import Source
import Storage
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire
import Words

/// A site on which everything that can be asked for is there once, and keys of everybody who could ask for it.
///
/// The report excludes one of three agencies, the other report another one; the named agency has put new keys in the place
/// of its old ones.
struct AuthorizationScene {
    /// Who calls.
    enum Caller: CaseIterable {
        case nobody, otherSource, source, named, companion, excluded, retired, auditor, elsewhere
    }

    /// What there is to ask for, by its commitment and, where it has one, its envelope.
    enum Object: CaseIterable {
        case report, question, reply, note, act, supplement, account, otherReport, erased, staged, filler,
            unknown
    }

    let site: TestSite
    let daemon: Daemon
    let source: TestSource
    let otherSource: TestSource
    let submission: SealedSubmission
    /// The named agency's, since its renewal.
    let named: AgencyKeyFile
    let strangers: AgencyKeyFile
    /// The named agency's first act on the report.
    let firstAct: Act
    /// The auditor's word, signed, on what is no attestation.
    let statement: Statement
    private(set) var commitments: [Object: Hash] = [.unknown: sha256([1])]
    private(set) var envelopes: [Object: Hash] = [.unknown: sha256([2])]

    static func make(
        _ site: TestSite, _ daemon: Daemon, strangers: AgencyKeyFile
    ) async throws -> AuthorizationScene {
        _ = try await KeysRenewal(
            keyFile: site.folder.file("bawaslu/agency.key"),
            identityFile: site.folder.file("bawaslu/identity.key"), days: 90, out: nil
        ).run(SiteAddress(link: daemon.link), now: site.clock.now, random: System.random)
        guard case .agency(let named) = try KeyFile.read(site.folder.file("bawaslu/agency.key")) else {
            throw Missing()
        }
        try await site.close(1, daemon)
        let visit = try await daemon.visit(site)
        let (source, otherSource) = (try TestSource(site), try TestSource(site))
        let submission = try source.submission(to: visit.site, excluding: ["kasn"])
        let other = try otherSource.submission(to: visit.site, excluding: ["bawaslu"])
        let erased = try TestSource(site).submission(to: visit.site)
        let report = try await visit.submit(submission).promise.commitment
        let otherReport = try await visit.submit(other).promise.commitment
        let erasedReport = try await visit.submit(erased).promise.commitment
        try await site.close(2, daemon)

        let reason = try sealed(
            visit.site.recipients(["bawaslu", "bkn", "kasn"]) + [
                .hybrid(publicKey: source.keys.replyRecipient)
            ])
        let act = try Act(
            format: 1, kind: .state, report: report, agency: "bawaslu", counter: 0, previous: Hash(),
            state: .triage, outcome: .none, due: .none, other: "", related: Hash(), reason: sha256(reason),
            signer: signer(named, visit.site).publicKey, second: nil, signature: Signature()
        ).signed(by: signer(named, visit.site), origin: site.made.origin)
        let statement = try Statement(
            kind: .aggregate, signer: site.auditor.key.publicKey, body: [1], signature: Signature()
        ).signed(by: site.auditor.key, origin: site.made.origin)
        var scene = AuthorizationScene(
            site: site, daemon: daemon, source: source, otherSource: otherSource, submission: submission,
            named: named, strangers: strangers, firstAct: act, statement: statement)
        scene.commitments[.report] = report
        scene.commitments[.otherReport] = otherReport
        scene.commitments[.erased] = erasedReport
        scene.envelopes[.report] = submission.envelope
        scene.envelopes[.otherReport] = other.envelope
        scene.envelopes[.erased] = erased.envelope
        try await scene.talk(visit, reason: reason)
        try await scene.account()
        // Behind the auditor's look, who would find it gone and nothing that says so.
        try await daemon.node.store.erasePayload(erased.envelope)
        try await site.close(3, daemon)
        let staged = try TestSource(site).submission(to: visit.site)
        scene.commitments[.staged] = try await daemon.visit(site).submit(staged).promise.commitment
        scene.envelopes[.staged] = staged.envelope
        try await scene.findInLog()
        return scene
    }

    /// The key by which an agency authenticates.
    private static func signer(_ key: AgencyKeyFile, _ site: TrustedSite) throws -> SigningKey {
        let published = site.keys.first { $0.agency == key.code }?.acts ?? []
        return try #require(key.acts.first { published.contains($0.publicKey) })
    }

    static func sealed(_ recipients: [Recipient?]) throws -> [UInt8] {
        try sealEnvelope(message: testRandom(900), recipients: recipients, random: testRandom)
    }

    /// Agency and source say everything once that they can say.
    private mutating func talk(_ visit: SiteConnection, reason: [UInt8]) async throws {
        let review = try await daemon.review(site, .agency(named)).connection.review
        let reader = Recipient.hybrid(publicKey: source.keys.replyRecipient)
        let report = self[.report]
        add(
            .question,
            try await review.ask(Question(report: report, counter: 0, envelope: Self.sealed([reader]))))
        let everybody = visit.site.recipients(["bawaslu", "bkn", "kasn"])
        add(
            .note, try await review.note(Note(report: report, counter: 0, envelope: Self.sealed(everybody))))
        add(.act, try await review.act(ActRequest(act: firstAct, reason: reason)))
        envelopes[.act] = sha256(reason)
        let back = try await daemon.visit(site)
        add(
            .reply,
            try await back.send(
                .reply(source.reply(to: back.site.keys[0], about: report, counter: 0, back))
            ).promised())
        let supplement = try Self.sealed(everybody + [reader])
        let name = try #require(Nonce(testRandom(32)))
        _ = try await back.connection.upload.startUpload(
            UploadStart(
                authentication: try back.authentication(.source, source.keys.mailbox), upload: name,
                length: UInt64(supplement.count), counter: 0))
        let call = back.connection.upload.upload()
        try await call.send(
            UploadChunk(upload: name, offset: 0, data: supplement, envelope: [sha256(supplement)]))
        add(.supplement, try await call.finish())
    }

    private mutating func add(_ object: Object, _ promised: Promised) {
        commitments[object] = promised.promise.commitment
        if case .messagePosted(let message) = promised.opening.record.body {
            envelopes[object] = message.envelope
        }
    }

    /// The auditor accounts for what there is.
    private func account() async throws {
        let clock = site.clock
        let environment = Environment(
            now: { clock.now }, random: testRandom,
            dialogue: Dialogue(language: .english, isInteractive: false, read: { nil }, write: { _ in }))
        let answer = try await AttestRun(
            keyFile: site.folder.file("auditor/auditor.key"), state: site.folder.file("auditor.state"),
            asksFirst: false, cosigns: false, environment: environment
        ).run(SiteAddress(link: daemon.link))
        #expect(answer.exitCode == 0, "\(answer.text(.english))")
    }

    /// What nobody was told: the named agency's account, and a filler.
    private mutating func findInLog() async throws {
        for opened in try await daemon.review(site, .auditor(site.auditor)).openings() {
            switch opened.opening.record.body {
            case .account(let given) where given.agencies == ["bawaslu"]:
                commitments[.account] = try Commitment.of(opened.opening)
            case .filler: commitments[.filler] = try Commitment.of(opened.opening)
            default: continue
            }
        }
    }

    /// The commitment of an object; zeros where there is none, which the test of the scene itself sees.
    subscript(_ object: Object) -> Hash { commitments[object] ?? Hash() }

    /// Connects as a caller, who says who it is; what that is answered.
    func connect(_ caller: Caller) async throws -> (Visitor, StatusCode) {
        let visit = try await daemon.visit(site)
        let (role, key, agency): (Role, SigningKey, AgencyCode) =
            switch caller {
            case .nobody: (.reviewer, try SigningKey(seed: sha256([3])), "bawaslu")
            case .otherSource: (.source, otherSource.keys.mailbox, "bawaslu")
            case .source: (.source, source.keys.mailbox, "bawaslu")
            case .named: (.reviewer, try Self.signer(named, visit.site), "bawaslu")
            case .companion: (.reviewer, site.agencies[1].act, "bkn")
            case .excluded: (.reviewer, site.agencies[2].act, "kasn")
            case .retired: (.reviewer, site.agencies[0].act, "bawaslu")
            case .auditor: (.auditor, site.auditor.key, "bawaslu")
            case .elsewhere: (.reviewer, strangers.act, "bawaslu")
            }
        if role == .source {
            let inbox = InboxRequest(authentication: try visit.authentication(role, key), item: 0)
            try #require(try await visit.send(.inbox(inbox)).refusal == nil)
        }
        let authentication = try visit.authentication(role, key)
        let answered = try await code { try await visit.connection.review.authenticate(authentication) }
        return (Visitor(scene: self, caller: caller, visit: visit, key: key, agency: agency), answered)
    }
}

/// A connection of one caller's.
struct Visitor {
    let scene: AuthorizationScene
    let caller: AuthorizationScene.Caller
    let visit: SiteConnection
    let key: SigningKey
    /// The caller's own; of those who are none, the named one's, in whose name they try.
    let agency: AgencyCode

    /// How it says that it holds the source's mailbox, true or not: by its own key.
    func mailbox() throws -> Authentication {
        var authentication = try visit.authentication(.source, key)
        authentication.key = scene.source.keys.mailbox.publicKey
        return authentication
    }

    /// The same, but the other source says truly which its own is.
    func ownMailbox() throws -> Authentication {
        caller == .otherSource ? try visit.authentication(.source, key) : try mailbox()
    }

    /// The counter of its next question, act or note.
    func counter(on object: AuthorizationScene.Object) -> UInt32 {
        object == .report && agency == "bawaslu" ? 1 : 0
    }

    func act(on object: AuthorizationScene.Object) throws -> ActRequest {
        let counter = counter(on: object)
        let act = try Act(
            format: 1, kind: .state, report: scene[object], agency: agency, counter: counter,
            previous: counter == 0 ? Hash() : sha256(scene.firstAct.encoded()), state: .tracing,
            outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(), signer: key.publicKey,
            second: nil, signature: Signature()
        ).signed(by: key, origin: scene.site.made.origin)
        return ActRequest(act: act, reason: nil)
    }
}
