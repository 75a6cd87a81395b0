import Age
import AuditLog
import Console
import Keys
import RPC
@testable import Review
import Sealing
import Testing
import TransparencyLog
@testable import Verification
@testable import Visit
import Wire

// What happens behind the inbox: an answer with a file, the auditor's word, an act and a cosignature.

extension Visit {
    func answer(_ connection: Connection, _ site: TrustedSite, _ report: Hash, _ cast: Cast) async throws {
        let authentication = try Authentication(
            role: .source, key: cast.source.mailbox, origin: Cast.origin, root: cast.fingerprint,
            exporter: exporter)
        let code = try #require(Cast.readers.first)
        for (counter, isTaken) in [(UInt32(0), true), (5, false)] {
            let sealed = try SealedReply(
                Cast.answer, to: code, report: report, counter: counter, lastSeen: 0, site: site,
                keys: cast.source, random: System.random)
            switch try await connection.source.exchange(.reply(sealed.cell(authentication))).result {
            case .promised where isTaken: break
            case .refused(let status) where !isTaken: #expect(status.code == .aborted)
            default: throw Unexpected()
            }
        }
        let envelope = try supplement(to: report, at: site, cast)
        let start = UploadStart(
            authentication: authentication, upload: Nonce(System.random(32)) ?? Nonce(),
            length: UInt64(envelope.count),
            counter: 0)
        #expect(try await connection.upload.startUpload(start).offset == 0)
        let upload = connection.upload.upload()
        try await upload.send(
            UploadChunk(upload: start.upload, offset: 0, data: envelope, envelope: [sha256(envelope)]))
        _ = try await upload.finish()
    }

    private func supplement(to report: Hash, at site: TrustedSite, _ cast: Cast) throws -> [UInt8] {
        let file = Array(Cast.file.utf8)
        let evidence = Evidence(
            kind: .document, name: "catatan.txt", length: UInt64(file.count), hash: sha256(file),
            metadataRemoved: false, removed: [], showsReporter: false)
        var sealer = try EnvelopeSealer(
            supplement: [evidence], note: "", report: report, readers: Cast.readers, site: site,
            keys: cast.source,
            random: System.random)
        var envelope = sealer.start
        try sealer.file(file, into: &envelope)
        try sealer.endFile()
        while try !sealer.finish(into: &envelope) {}
        return envelope
    }

    /// Of the tree of epoch 1, in which the report is all that there is.
    func attest(_ visit: SiteConnection, _ report: Hash, _ tree: Checkpoint, _ cast: Cast) async throws {
        let key = try cast.key("auditor")
        try await authenticate(visit, .auditor, key, cast)
        let accounts = try Cast.agencies.map { code in
            let held = Cast.readers.contains(code) ? [report] : []
            return try Account(
                format: 1, agency: code, through: tree.size - 1, count: UInt64(held.count),
                commitments: sha256(held.flatMap { $0.bytes }), signer: key.publicKey, signature: Signature()
            ).signed(by: key, origin: Cast.origin)
        }
        // Batch 0 has a descriptor, three agencies' keys and an epoch that are not sealed; batch 1 an epoch.
        let attestation = Attestation(
            format: 1, size: tree.size, root: tree.root, sealed: tree.size - 5 - 1)
        let statement = try Statement(
            kind: .attestation, signer: key.publicKey, body: try attestation.encoded(), signature: Signature()
        ).signed(by: key, origin: Cast.origin)
        _ = try await visit.connection.review.attest(Attested(attestation: statement, accounts: accounts))
    }

    func act(_ visit: SiteConnection, _ report: Hash, _ cast: Cast) async throws {
        let code = try #require(Cast.readers.first)
        let key = try cast.key("\(code).act")
        try await authenticate(visit, .reviewer, key, cast)
        let reason = Reason(format: 1, report: report, agency: code, counter: 0, text: Cast.reason)
        let envelope = try sealEnvelope(
            message: try reason.encoded(),
            recipients: visit.site.recipients(Cast.readers) + [
                .hybrid(publicKey: cast.source.replyRecipient)
            ],
            random: System.random)
        let act = try Act(
            format: 1, kind: .state, report: report, agency: code, counter: 0, previous: Hash(),
            state: .decided, outcome: .coaching, due: .none, other: "", related: Hash(),
            reason: sha256(envelope), signer: key.publicKey, second: nil, signature: Signature()
        ).signed(by: key, origin: Cast.origin)
        _ = try await visit.connection.review.act(ActRequest(act: act, reason: envelope))
        let checkpoint = visit.site.checkpoint.checkpoint
        let line = try Cosigner(name: "\(Cast.origin)/\(code)", key: cast.key("\(code).witness"))
            .cosign(checkpoint, at: now).line
        let cosigned = Cosigned(size: checkpoint.size, line: line)
        #expect(try await visit.connection.review.cosign(cosigned).witnesses == 1)
    }

    private func authenticate(
        _ visit: SiteConnection, _ role: Role, _ key: SigningKey, _ cast: Cast
    ) async throws {
        _ = try await visit.connection.review.authenticate(
            Authentication(
                role: role, key: key, origin: Cast.origin, root: cast.fingerprint, exporter: exporter))
    }
}
