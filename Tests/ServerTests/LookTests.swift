import AuditLog
import Console
import Keys
@testable import Server
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire

/// The second cell of a look, from a real server: the newest checkpoint that its witnesses signed, and its place.
@Suite(.timeLimit(.minutes(3))) struct LookTests {
    private func look(_ site: TestSite, _ daemon: Daemon) async throws -> SeenSite {
        let clock = site.clock
        return try await SourceVisit(
            SiteAddress(link: daemon.link), now: { clock.now }, random: System.random
        ).look()
    }

    private func cosign(_ witness: Int, _ site: TestSite, _ daemon: Daemon) async throws {
        let note = try SignedNote([UInt8](daemon.node.site.reply.checkpoint.utf8))
        let shown = try Checkpoint(text: note.text)
        let line = try site.cosigner(witness).cosign(shown, at: site.clock.now).line
        _ = try await daemon.node.takeCosignature(line, size: shown.size)
    }

    @Test func a_look_shows_how_far_the_witnesses_have_seen() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            // The quorum is two.
            let alone = try await look(site, daemon)
            #expect(alone.witnessed == nil)
            try await cosign(0, site, daemon)
            let below = try await look(site, daemon)
            #expect(below.witnessed == nil)
            try await cosign(1, site, daemon)
            let seen = try await look(site, daemon)
            #expect(seen.witnessed?.size == 256)
            #expect(seen.freshness == .witnessed(at: site.t0))

            // Behind a close nobody has signed yet: the one before is shown, proven to begin the new tree.
            try await site.close(1, daemon)
            let behind = try await look(site, daemon)
            #expect(behind.site.checkpoint.checkpoint.size == 512)
            #expect(behind.witnessed?.size == 256)
            #expect(behind.areKeysWitnessed)
            for witness in [0, 1] { try await cosign(witness, site, daemon) }
            let newest = try await look(site, daemon)
            #expect(newest.witnessed?.size == 512)
        }
        // It is found again after a start.
        try await site.serving { daemon in
            let seen = try await look(site, daemon)
            #expect(seen.witnessed?.size == 512)
        }
        try await site.verifyAll()
    }

    /// Witnesses that stopped leave a site stale, whatever its own epochs say.
    @Test func witnesses_that_stopped_make_a_site_stale() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            for witness in [0, 1] { try await cosign(witness, site, daemon) }
            for number: UInt64 in 1...4 { try await site.close(number, daemon) }
            let seen = try await look(site, daemon)
            #expect(seen.site.timeliness(at: site.clock.now) == .timely)
            #expect(seen.timeliness(at: site.clock.now) == .stale(since: site.t0))
            for witness in [0, 1] { try await cosign(witness, site, daemon) }
            let fresh = try await look(site, daemon)
            #expect(fresh.timeliness(at: site.clock.now) == .timely)
        }
    }
}
