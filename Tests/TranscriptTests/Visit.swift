import Age
import AuditLog
import Console
import Keys
import RPC
@testable import Review
import Sealing
@testable import Source
import Testing
import TransparencyLog
@testable import Verification
import Visit
import Wire

/// The seven visits, which are one story: looked, reported, asked, read, answered, accounted for, acted on.
enum Visit: String, CaseIterable {
    case look = "0-look"
    case submit = "1-submit"
    case review = "2-review"
    case inbox = "3-inbox"
    case answer = "4-answer"
    case attest = "5-attest"
    case act = "6-act"

    var description: String {
        switch self {
        case .look:
            """
            Before anything else a source looks. Cells: site, witnessed; no witness is asked for here, so there is no \
            witnessed checkpoint.
            """
        case .submit:
            """
            A source reports, in the four cells of a full visit: site, decoy, submit, decoy. The report is sealed to two \
            of the three agencies; the third stanza is to a key that was thrown away. The promise is for epoch 1.
            """
        case .review:
            """
            After epoch 1 an agency asks. Calls: exchange (site), authenticate, openings, envelope, staged, ask. \
            The envelope is that of 1-submit. The promise is for epoch 2.
            """
        case .inbox:
            """
            After epoch 2 the source comes back, in a full visit's four cells: site, inbox item 0 (the report, with its \
            inclusion), decoy, item 1 (the question, sealed to the source's reply key).
            """
        case .answer:
            """
            The source answers, and brings a file. Cells: site, reply, a reply whose counter skips (refused). Calls: \
            start_upload, upload, of a supplement. Both are sealed to the source's reply key too; the promises are \
            for epoch 3.
            """
        case .attest:
            """
            After epoch 3 the auditor says that the tree of epoch 1 is accounted for, with an account for each \
            agency. Calls: exchange (site), authenticate, attest. All of it is promised for epoch 4.
            """
        case .act:
            """
            The agency decides, with a reason that is sealed to both agencies and to the source, and cosigns the \
            newest checkpoint. Calls: exchange (site), authenticate, act, cosign.
            """
        }
    }

    /// The time of both clocks, seconds since 1970.
    var now: UInt64 {
        switch self {
        case .look: Cast.t0 + 300
        case .submit: Cast.t0 + 600
        case .review: Cast.t0 + 3_600 + 600
        case .inbox: Cast.t0 + 7_200 + 600
        case .answer: Cast.t0 + 7_200 + 1_200
        case .attest: Cast.t0 + 10_800 + 600
        case .act: Cast.t0 + 10_800 + 1_200
        }
    }

    /// Stands for what TLS exports.
    var exporter: Hash { sha256(Array("kentongan transcripts: exporter \(rawValue)".utf8)) }

    /// What the client does.
    ///
    /// - Parameters:
    ///   - connection: to a server at `now`, with `exporter` for its keying material.
    ///   - told: what the visits before it came to.
    /// - Throws: what a call, or a check of its reply, throws; `Unexpected` for a reply of another kind.
    func run(_ connection: Connection, told: inout Told) async throws {
        let cast = try Cast.get()
        guard case .site(let reply) = try await connection.source.exchange(.site(SiteRequest())).result else {
            throw Unexpected()
        }
        let site = try TrustedSite(
            reply: reply, fingerprint: cast.fingerprint, tlsKey: Cast.tlsPin(), now: now)
        switch self {
        case .look:
            guard
                case .witnessed(let reply) = try await connection.source.exchange(
                    .witnessed(WitnessedRequest())
                ).result
            else { throw Unexpected() }
            _ = try SeenSite(reply, at: site, now: now)
        case .submit: told.report = try await submit(connection, site, cast)
        case .review:
            told.tree = site.checkpoint.checkpoint
            try await ask(SiteConnection(connection: connection, site: site), told.report, cast)
        case .inbox: try await readInbox(connection, site, cast)
        case .answer: try await answer(connection, site, told.report, cast)
        case .attest:
            let visit = SiteConnection(connection: connection, site: site)
            try await attest(visit, told.report, try #require(told.tree), cast)
        case .act: try await act(SiteConnection(connection: connection, site: site), told.report, cast)
        }
    }

    /// What later visits know of earlier ones.
    struct Told {
        var report = Hash()
        /// Of epoch 1.
        var tree: Checkpoint?
    }

    private func submit(_ connection: Connection, _ site: TrustedSite, _ cast: Cast) async throws -> Hash {
        let sealed = try SealedSubmission(
            Cast.story, readers: Cast.readers, site: site, keys: cast.source, random: System.random)
        try await decoy(connection)
        let reply = try await connection.source.exchange(.submit(sealed.submit))
        try await decoy(connection)
        guard case .promised(let promised) = reply.result else { throw Unexpected() }
        return promised.promise.commitment
    }

    private func ask(_ visit: SiteConnection, _ report: Hash, _ cast: Cast) async throws {
        let code = try #require(Cast.readers.first)
        let key = AgencyKeyFile(
            code: code, act: try cast.key("\(code).act"), witness: try cast.key("\(code).witness"),
            identity: try hybridIdentity(cast.seed("\(code).recipient")))
        let session = try await ReviewSession.open(visit, key: .agency(key))
        // Call by call: the tool reads the log besides, several calls at once, in an order of its own.
        var found: ReportReceived?
        let openings = session.review.openings(OpeningsRequest(first: 0))
        while let opened = try await openings.next() {
            guard case .reportReceived(let body) = opened.opening.record.body,
                try Commitment.of(opened.opening) == report
            else { continue }
            found = body
        }
        var envelope = session.envelope(try #require(found).envelope)
        while try await envelope.reply() != nil {}
        #expect(try await session.staged().isEmpty)
        let reply = cast.source.replyRecipient
        let message = try Message(
            format: 1, direction: .question, kind: .words, report: report, agency: code, counter: 0,
            lastSeen: Message.nothingSeen, text: Cast.question, signer: key.act.publicKey,
            signature: Signature()
        ).signed(by: key.act, reply: reply, origin: Cast.origin)
        let sealed = try sealEnvelope(
            message: try message.encoded(), recipients: [.hybrid(publicKey: reply)], random: System.random)
        _ = try await session.ask(Question(report: report, counter: 0, envelope: sealed))
    }

    private func readInbox(_ connection: Connection, _ site: TrustedSite, _ cast: Cast) async throws {
        let authentication = try Authentication(
            role: .source, key: cast.source.mailbox, origin: Cast.origin, root: cast.fingerprint,
            exporter: exporter)
        for item: UInt32 in 0...1 {
            let request = InboxRequest(authentication: authentication, item: item)
            let reply = try await connection.source.exchange(.inbox(request))
            #expect(reply.more == (item == 0))
            if item == 0 { try await decoy(connection) }
        }
    }

    private func decoy(_ connection: Connection) async throws {
        guard case .decoy = try await connection.source.exchange(.decoy(Decoy())).result else {
            throw Unexpected()
        }
    }
}

struct Unexpected: Error {}
