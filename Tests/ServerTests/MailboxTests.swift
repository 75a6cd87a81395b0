import AuditLog
import RPC
import Sealing
@testable import Server
import Source
import Storage
import Testing
import Verification
import Visit
import Wire

@Suite(.timeLimit(.minutes(3))) struct MailboxTests {
    @Test func unknown_and_erased_mailbox_identical() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let (known, unknown) = (try TestSource(site), try TestSource(site))
            let visit = try await daemon.visit(site)
            let submission = try known.submission(to: visit.site)
            let promised = try await visit.submit(submission)
            try await site.close(1, daemon)
            #expect(try await daemon.visit(site).inbox(known).refusal == nil)
            let store = daemon.node.store
            try await store.erasePayload(submission.envelope)
            try await store.closeMailbox(of: promised.promise.commitment)
            for item: UInt32 in [0, 1, 7] {
                let cells = try await [known, unknown].asyncMap { source in
                    try Cell.seal(try await daemon.visit(site).inbox(source, item: item).encoded())
                }
                #expect(cells[0] == cells[1])
                #expect(cells[0].count + 8 == Cell.size)
            }
            // What else a mailbox key can ask for.
            let answers = try await [known, unknown].asyncMap { source in
                let visit = try await daemon.visit(site)
                let start = UploadStart(
                    authentication: try visit.authentication(.source, source.keys.mailbox),
                    upload: Nonce(), length: 31_744, counter: 0)
                let upload = try await code { try await visit.connection.upload.startUpload(start) }
                let keys = visit.site.keys[0]
                let reply = try source.reply(to: keys, about: promised.promise.commitment, counter: 0, visit)
                let reason = ReasonRequest(authentication: start.authentication, agency: keys.agency)
                let supplement = SupplementRequest(
                    authentication: start.authentication, envelope: submission.envelope, offset: 0)
                let fetched = try await code {
                    try await visit.connection.upload.supplement(supplement).all()
                }
                return [
                    Array("\(upload) \(fetched)".utf8), try await visit.send(.reply(reply)).encoded(),
                    try await visit.send(.reason(reason)).encoded(),
                ]
            }
            #expect(answers[0] == answers[1] && answers[0].count == 3)
        }
    }

    @Test func a_returning_source_sees_pending_then_kept() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            _ = try await visit.submit(source.submission(to: visit.site))
            #expect(try await daemon.standing(of: source, site) == .pending)
            try await site.close(1, daemon)
            #expect(try await daemon.standing(of: source, site) == .kept)
        }
    }
}

extension Sequence {
    func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
