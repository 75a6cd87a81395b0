import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

/// What a look's second cell may show: a tree that the quorum signed, and no older one passed off as new.
@Suite struct SeenSiteTests {
    /// Of two epochs, the newer without witnesses.
    private func site() throws -> SampleSourceSite {
        var site = try SampleSourceSite(quorum: 1)
        try site.close(1)
        return site
    }

    @Test func theNewestWitnessedTreeIsProvenToBeginTheSites() throws {
        let site = try site()
        let seen = try site.seen(site.witnessed(256))
        #expect(seen.witnessed?.size == 256)
        #expect(seen.areKeysWitnessed)
        #expect(seen.freshness == .witnessed(at: SampleSourceSite.t0))
        #expect(seen.timeliness(at: SampleSourceSite.now) == .timely)
        // The same tree for both is the ordinary case between two closes.
        #expect(try site.seen(site.witnessed()).witnessed?.size == 512)
        #expect(try site.seen().freshness == .byOperator(scheduled: SampleSourceSite.t0 + 21_600))
    }

    @Test func aTreeOfAnotherLogIsAFork() throws {
        let site = try site()
        var reply = try site.witnessed(256)
        reply.newest?.consistency[0] = Hash()
        let fork = #expect(throws: LogError.self) { try site.seen(reply) }
        #expect(fork?.code == .fork)
        reply = try site.witnessed(256)
        reply.newest?.consistency = []
        #expect(throws: LogError.self) { try site.seen(reply) }
    }

    @Test func belowTheQuorumNothingIsWitnessed() throws {
        let site = try site()
        var reply = try site.witnessed(256)
        // The log's own line alone.
        reply.newest?.checkpoint = try site.reply().checkpoint
        let error = #expect(throws: LogError.self) { try site.seen(reply) }
        #expect(error?.code == .signatureInvalid)
        #expect(error?.field == "WitnessedCheckpoint.checkpoint")
    }

    @Test func theEpochMustBeTheTreesLastLeaf() throws {
        let site = try site()
        var reply = try site.witnessed(256)
        reply.newest?.epoch = try site.reply().epoch
        #expect(throws: LogError.self) { try site.seen(reply) }
    }

    /// A witness that signs an old tree anew makes nothing fresh; nor does a new tree that it signed long ago.
    @Test func theOlderOfBothTimesCounts() throws {
        var site = try SampleSourceSite(quorum: 1)
        let days = 4 * 3
        for number in 1...days { try site.close(UInt64(number)) }
        let now = SampleSourceSite.t0 + UInt64(days) * 21_600 + 600
        func seen(_ older: UInt64?, at time: UInt64) throws -> Timeliness {
            let trusted = try TrustedSite(
                reply: site.reply(), fingerprint: site.fingerprint, tlsKey: site.descriptor.tls[0], now: now)
            return try SeenSite(site.witnessed(older, at: time), at: trusted, now: now).timeliness(at: now)
        }
        #expect(try seen(nil, at: now - 60) == .timely)
        #expect(try seen(256, at: now - 60) == .stale(since: SampleSourceSite.t0))
        #expect(try seen(nil, at: now - 86_400) == .stale(since: now - 86_400))
        // One batch behind is what the minutes after a close look like.
        #expect(try seen(256 * UInt64(days), at: now - 21_600) == .timely)
    }

    @Test func keysThatTheWitnessesHaveNotSeenAreTold() throws {
        var site = try SampleSourceSite(quorum: 1)
        try site.close(1, try site.join("inspektorat"))
        #expect(try !site.seen(site.witnessed(256)).areKeysWitnessed)
        #expect(try site.seen(site.witnessed()).areKeysWitnessed)
    }

    @Test func aLaterVisitThatShowsLessOrAnotherTreeIsRefused() throws {
        let before = try SampleSourceSite(quorum: 1)
        var after = before
        try after.close(1)
        try before.seen().check(later: after.trusted())
        try after.seen().check(later: after.trusted())
        let rollback = #expect(throws: LogError.self) { try after.seen().check(later: before.trusted()) }
        #expect(rollback?.code == .rollback)
        var other = before
        other.random = SampleBytes(99)
        try other.close(1)
        let fork = #expect(throws: LogError.self) { try after.seen().check(later: other.trusted()) }
        #expect(fork?.code == .fork)
    }

    @Test func onlyTheLooksOwnTreeSaysWhatWitnessesSaw() throws {
        let site = try site()
        let seen = try site.seen(site.witnessed(256))
        #expect(seen.hasWitnessed(255, at: try site.trusted()))
        #expect(!seen.hasWitnessed(256, at: try site.trusted()))
        var later = site
        try later.close(2)
        #expect(!seen.hasWitnessed(255, at: try later.trusted()))
    }
}
