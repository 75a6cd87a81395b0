import AuditLog
@testable import Server
import TestSupport
import Testing
import Wire
import Words

/// A description is renewed by the root key, away from the server, and stands in the log.
@Suite(.timeLimit(.minutes(1))) struct RenewalTests {
    @Test func a_renewed_description_is_logged_and_sealed_to() async throws {
        let site = try await TestSite.make()
        let last = try Renewal.read(site.directory.descriptor)
        let root = try Renewal.rootKey(site.folder.file("root.key"))
        let later = site.t0 + 80 * 86_400
        var renewal = Renewal(days: 90)
        renewal.removedWitnesses = ["uji.example/log/bkn"]
        let next = try renewal.next(after: last, root: root, now: later)
        #expect(next.serial == 1)
        let expiry = RenewedSite(next).expiry(.english)
        #expect(expiry == "the site's description holds until 4 July 2027")
        #expect(RenewedSite(next).json.text.hasSuffix("\"expires\":\"2027-07-04\"}"))
        #expect(next.witnesses.map { $0.name } == ["uji.example/log/bawaslu", "uji.example/log/auditor"])
        #expect(next.quorum == 2)
        site.clock.set(later)
        #expect(try await Renewal.adopt(next, in: site.directory, now: later).before == last)
        // Once more changes nothing.
        #expect(try await Renewal.adopt(next, in: site.directory, now: later).before == last)
        try await site.serving(isClockAccepted: true) { daemon in
            #expect(daemon.node.site.descriptor == next)
            #expect(daemon.node.site.epoch.keySet == daemon.node.site.keySet)
            // Other witnesses count after seven days.
            let gaps = try await site.verify().gaps
            #expect(gaps.map(\.code) == [.keyUnknown])
            // A day at a time: a clock that is further ahead is not believed.
            for _ in 1...7 { try await site.close(daemon.node.site.epoch.number + 24, daemon) }
        }
        try await site.verifyAll(isAccounted: false)
    }

    @Test func what_does_not_follow_is_refused() async throws {
        let (site, other) = (try await TestSite.make(), try await TestSite.make())
        let last = try Renewal.read(site.directory.descriptor)
        let root = try Renewal.rootKey(site.folder.file("root.key"))
        let now = site.clock.now
        #expect(throws: RenewalError.self) {
            try Renewal(days: 90).next(
                after: last, root: try Renewal.rootKey(other.folder.file("root.key")), now: now)
        }
        for days in [0, 91] {
            #expect(throws: RenewalError.self) {
                try Renewal(days: days).next(after: last, root: root, now: now)
            }
        }
        var unknown = Renewal(days: 1)
        unknown.removedWitnesses = ["tak.dikenal"]
        #expect(throws: RenewalError.self) { try unknown.next(after: last, root: root, now: now) }
        let next = try Renewal(days: 1).next(after: last, root: root, now: now)
        let skipping = try Renewal(days: 1).next(after: next, root: root, now: now)
        await #expect(throws: RenewalError.self) {
            try await Renewal.adopt(skipping, in: site.directory, now: now)
        }
        await #expect(throws: RenewalError.self) {
            try await Renewal.adopt(next, in: other.directory, now: now)
        }
        await #expect(throws: RenewalError.self) {
            try await Renewal.adopt(next, in: site.directory, now: now + 3 * 86_400)
        }
        var unsigned = next
        unsigned.quorum = 1
        await #expect(throws: RenewalError.self) {
            try await Renewal.adopt(unsigned, in: site.directory, now: now)
        }
        _ = try await site.serving { _ in
            await #expect(throws: RenewalError.self) {
                try await Renewal.adopt(next, in: site.directory, now: now)
            }
        }
    }
}
