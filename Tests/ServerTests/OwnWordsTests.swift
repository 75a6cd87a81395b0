import Age
import AuditLog
import Keys
import RPC
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

/// What a source sent, given back to who has its eight words.
@Suite(.timeLimit(.minutes(3))) struct OwnWordsTests {
    @Test func own_replies_are_given_back() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            let report = try await visit.submit(try source.submission(to: visit.site)).promise.commitment
            let keys = visit.site.keys[0]
            let reply = try source.reply(to: keys, about: report, counter: 0, visit)
            _ = try await visit.send(.reply(reply)).promised()
            func sent(_ item: UInt32) async throws -> ExchangeReply {
                try await daemon.visit(site).inbox(source, item: item + 1)
            }
            #expect(try await sent(0).refusal == .outOfRange)
            try await site.close(1, daemon)
            let shown = try await sent(0)
            guard case .message(let message) = shown.result else { throw Missing() }
            #expect(!shown.more)
            let bytes = try openEnvelope(message.envelope, identity: source.keys.reply)
            let read = try Message.verified(
                bytes, record: message.opening.message, envelope: sha256(message.envelope),
                reply: source.keys.replyRecipient, signers: [source.keys.author.publicKey],
                origin: site.made.origin)
            #expect(read.text == "Besok.")
            #expect(try await sent(1).refusal == .outOfRange)
            // One stanza is not a reply any more: its source could not read it again.
            var single = try source.reply(to: keys, about: report, counter: 1, visit)
            single.envelope = try sealEnvelope(
                message: bytes, recipients: [.hybrid(publicKey: keys.recipient)], random: testRandom)
            #expect(try await visit.send(.reply(single)).refusal == .invalidArgument)
        }
        try await site.verifyAll()
    }

    @Test func own_supplements_are_given_back() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            let report = try await visit.submit(try source.submission(to: visit.site)).promise.commitment
            let envelope = try supplement(to: report, by: source, at: visit.site)
            #expect(try Header.parse(envelope).stanzas.count == site.agencies.count + 1)
            _ = try await upload(envelope, 0, by: source, visit)
            // Without a stanza for its source it is no supplement.
            let other = try sealEnvelope(
                message: testRandom(900), recipients: visit.site.recipients(site.agencies.map(\.code)),
                random: testRandom)
            let again = try await daemon.visit(site)
            #expect(try await code { try await upload(other, 1, by: source, again) } == .invalidArgument)
            #expect(try await supplements(of: source, daemon, site) == [])
            try await site.close(1, daemon)
            let shown = try await supplements(of: source, daemon, site)
            #expect(
                shown == [
                    PostedSupplement(counter: 0, envelope: sha256(envelope), length: UInt64(envelope.count))
                ])
            for (whose, expected) in [(source, StatusCode.ok), (try TestSource(site), .notFound)] {
                let visit = try await daemon.visit(site)
                let request = SupplementRequest(
                    authentication: try visit.authentication(.source, whose.keys.mailbox),
                    envelope: sha256(envelope), offset: 100)
                var bytes: [UInt8] = []
                let found = try await code {
                    bytes = try await visit.connection.upload.supplement(request).all().flatMap(\.data)
                }
                #expect(found == expected)
                #expect(bytes == (expected == .ok ? Array(envelope.dropFirst(100)) : []))
            }
            _ = try openEnvelope(envelope, identity: source.keys.reply)
            try await daemon.node.store.erasePayload(sha256(envelope))
            #expect(try await supplements(of: source, daemon, site).map(\.length) == [0])
        }
    }

    private func supplement(
        to report: Hash, by source: TestSource, at site: TrustedSite
    ) throws -> [UInt8] {
        var sealer = try EnvelopeSealer(
            supplement: [], note: "", report: report, readers: site.descriptor.agencies.map(\.code),
            site: site,
            keys: source.keys, random: testRandom)
        var envelope = sealer.start
        while try !sealer.finish(into: &envelope) {}
        return envelope
    }

    private func upload(
        _ envelope: [UInt8], _ counter: UInt32, by source: TestSource, _ visit: SiteConnection
    ) async throws -> Promised {
        let start = UploadStart(
            authentication: try visit.authentication(.source, source.keys.mailbox),
            upload: Nonce(testRandom(32)) ?? Nonce(), length: UInt64(envelope.count), counter: counter)
        _ = try await visit.connection.upload.startUpload(start)
        let call = visit.connection.upload.upload()
        try await call.send(
            UploadChunk(upload: start.upload, offset: 0, data: envelope, envelope: [sha256(envelope)]))
        return try await call.finish()
    }

    private func supplements(
        of source: TestSource, _ daemon: Daemon, _ site: TestSite
    ) async throws -> [PostedSupplement] {
        guard case .report(let report) = try await daemon.visit(site).inbox(source).result else {
            throw Missing()
        }
        return report.supplements
    }
}
