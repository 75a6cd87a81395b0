import RPC
import Sealing
@testable import Server
import Testing
import Verification
import Wire

@Suite(.timeLimit(.minutes(3))) struct AuthenticationTests {
    @Test func auth_signature_replayed_on_other_connection_rejected() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let (first, second) = (try await daemon.visit(site), try await daemon.visit(site))
            _ = try await first.submit(source.submission(to: first.site))
            let stolen = [
                try first.authentication(.reviewer, site.agencies[0].act),
                try first.authentication(.auditor, site.auditor.key),
            ]
            for authentication in stolen {
                #expect(
                    try await code { try await second.connection.review.authenticate(authentication) }
                        == .unauthenticated)
            }
            let mailbox = try first.authentication(.source, source.keys.mailbox)
            let request = ExchangeRequest.inbox(InboxRequest(authentication: mailbox, item: 0))
            #expect(try await second.send(request).refusal == .unauthenticated)
            let start = UploadStart(authentication: mailbox, upload: Nonce(), length: 31_744, counter: 0)
            #expect(
                try await code { try await second.connection.upload.startUpload(start) } == .unauthenticated)
            // Each holds where it was made.
            #expect(try await first.send(request).refusal == nil)
        }
    }

    @Test func one_connection_is_one_keys() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.review(site, .agency(site.agencies[0]))
            let review = visit.connection.review
            let again = try visit.authentication(.reviewer, site.agencies[0].act)
            #expect(try await review.authenticate(again).agency == "bawaslu")
            for other in [
                try visit.authentication(.reviewer, site.agencies[1].act),
                try visit.authentication(.auditor, site.auditor.key),
                try visit.authentication(.source, site.agencies[0].act),
            ] {
                #expect(try await code { try await review.authenticate(other) } == .unauthenticated)
            }
        }
    }

    @Test func keys_of_others_and_no_key_see_nothing() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            for (role, key) in [
                (Role.reviewer, site.agencies[0].witness), (.auditor, site.agencies[0].act),
                (.reviewer, site.auditor.key),
            ] {
                let authentication = try visit.authentication(role, key)
                #expect(
                    try await code { try await visit.connection.review.authenticate(authentication) }
                        == .unauthenticated)
            }
            #expect(try await code { try await visit.openings() } == .unauthenticated)
            #expect(try await code { try await visit.staged() } == .unauthenticated)
            let envelope = EnvelopeRequest(envelope: Hash(), offset: 0)
            #expect(
                try await code { try await visit.connection.review.envelope(envelope).all() } != .ok)
        }
    }
}
