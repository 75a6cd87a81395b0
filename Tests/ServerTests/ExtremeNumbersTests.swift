import AuditLog
import Keys
import RPC
import Sealing
@testable import Server
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire

/// The ends of every number that a caller may give: each gets an answer, and the server goes on.
@Suite(.timeLimit(.minutes(3))) struct ExtremeNumbersTests {
    private static let wide: [UInt64] = [
        0, 1, 255, 256, 511, 512, 513, 1 << 32, UInt64(Int64.max), 1 << 63, .max - 255, .max - 1, .max,
    ]

    /// Makes calls one after the other, each on a connection of its own: a refused one may cost the connection.
    private func call(
        _ daemon: Daemon, _ site: TestSite, as key: KeyFile? = nil,
        _ body: (SiteConnection, UInt64) async throws -> Void
    ) async throws {
        for number in Self.wide {
            let visit =
                if let key { try await daemon.review(site, key) } else { try await daemon.visit(site) }
            do { try await body(visit, number) } catch is RPCError {
                // Refused, which is an answer.
            }
            await visit.close()
        }
        #expect(try await daemon.visit(site).site.checkpoint.checkpoint.size == 512)
    }

    @Test func anyone_may_ask_for_any_place_in_the_log() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            try await site.close(1, daemon)
            try await call(daemon, site) { visit, number in
                let audit = visit.connection.audit
                for other in Self.wide {
                    _ = try? await audit.inclusion(InclusionRequest(index: number, size: other))
                    _ = try? await audit.consistency(ConsistencyRequest(oldSize: number, size: other))
                }
            }
            for level in [0, 1, 7, 8, 63, 255] as [UInt8] {
                for width in [0, 1, 256, 257, .max] as [UInt16] {
                    try await call(daemon, site) { visit, number in
                        _ = try await visit.connection.audit.tile(
                            TileRequest(level: level, index: number, width: width))
                    }
                }
            }
            try await call(daemon, site) { visit, number in
                for other in [0, number, .max] {
                    _ = try? await visit.connection.audit.entries(EntriesRequest(first: number, end: other))
                        .all()
                    _ = try? await visit.connection.audit.entries(EntriesRequest(first: other, end: number))
                        .all()
                }
            }
        }
    }

    @Test func reviewers_may_ask_from_any_place_on() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            let submission = try TestSource(site).submission(to: visit.site)
            let promised = try await visit.submit(submission)
            try await site.close(1, daemon)
            guard case .reportReceived(let received) = promised.opening.record.body else { throw Missing() }
            let agency = KeyFile.agency(site.agencies[0])
            for key in [agency, .auditor(site.auditor)] {
                try await call(daemon, site, as: key) { visit, number in
                    _ = try await visit.connection.review.openings(OpeningsRequest(first: number)).all()
                }
                try await call(daemon, site, as: key) { visit, number in
                    _ = try await visit.connection.review.cosign(Cosigned(size: number, line: "x"))
                }
            }
            try await call(daemon, site, as: agency) { visit, number in
                _ = try await visit.connection.review.envelope(
                    EnvelopeRequest(envelope: received.envelope, offset: number)
                ).all()
            }
            try await call(daemon, site, as: agency) { visit, number in
                let counter = UInt32(clamping: number)
                _ = try await visit.connection.review.ask(
                    Question(
                        report: promised.promise.commitment, counter: counter,
                        envelope: submission.submit.envelope))
            }
        }
    }

    @Test func sources_may_announce_any_length_and_ask_for_any_item() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            _ = try await visit.submit(try source.submission(to: visit.site))
            try await site.close(1, daemon)
            try await call(daemon, site) { visit, number in
                _ = try await visit.inbox(source, item: UInt32(clamping: number))
            }
            try await call(daemon, site) { visit, number in
                let start = UploadStart(
                    authentication: try visit.authentication(.source, source.keys.mailbox),
                    upload: Nonce(sha256(Array("\(number)".utf8)).bytes) ?? Nonce(), length: number,
                    counter: UInt32(clamping: number)
                )
                _ = try await visit.connection.upload.startUpload(start)
                let upload = visit.connection.upload.upload()
                try await upload.send(
                    UploadChunk(
                        upload: start.upload, offset: number, data: [UInt8](repeating: 7, count: 9),
                        envelope: []))
                _ = try await upload.finish()
            }
            try await call(daemon, site) { visit, number in
                _ = try await visit.connection.upload.supplement(
                    SupplementRequest(
                        authentication: try visit.authentication(.source, source.keys.mailbox),
                        envelope: Hash(), offset: number)
                ).all()
            }
        }
    }
}
