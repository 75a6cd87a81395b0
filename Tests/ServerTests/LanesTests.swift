import Console
import Keys
import RPC
import Sealing
@testable import Server
import TestSupport
import Testing
import Verification
import Wire

/// While others press, an answer is late whatever was asked: who watches cannot tell a report from a decoy.
@Suite(.serialized) struct LanesTests {
    /// Taken as they come, and refused for want of room.
    @Test(arguments: [100_000, 200]) func load_slows_all_cells_alike(pending: Int) async throws {
        var site = try await TestSite.make()
        site.configuration.pending = pending
        try await site.serving { daemon in
            let visits = try await connections(daemon, site)
            let own = try await daemon.visit(site)
            let sealed = try TestSource(site).submission(to: own.site)
            let asking = try TestSource(site)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for visit in visits {
                    group.addTask {
                        while !Task.isCancelled {
                            let noise = try noise(like: sealed, origin: own.site.descriptor.origin)
                            _ = try await visit.send(.submit(noise))
                        }
                    }
                }
                var (decoys, reports, inboxes, heads): ([Double], [Double], [Double], [Double]) = (
                    [], [], [], []
                )
                for _ in 0..<60 {
                    let noise = try noise(like: sealed, origin: own.site.descriptor.origin)
                    decoys.append(try await time { _ = try await own.send(.decoy(Decoy())) })
                    reports.append(try await time { _ = try await own.send(.submit(noise)) })
                    inboxes.append(try await time { _ = try await own.inbox(asking) })
                    heads.append(
                        try await time { _ = try await own.connection.audit.checkpoint(CheckpointRequest()) })
                }
                group.cancelAll()
                while let _ = try? await group.next() {}
                let shown = "decoy \(decoys.median), report \(reports.median), inbox \(inboxes.median)"
                #expect(reports.median < 2 * decoys.median, "\(shown)")
                #expect(decoys.median < 2 * reports.median, "\(shown)")
                #expect(inboxes.median < 2 * decoys.median, "\(shown)")
                // A control, where the lanes write: what goes no such way is answered while the others wait.
                #expect(pending < 1_000 || heads.median < decoys.median, "\(shown), head \(heads.median)")
            }
            for visit in visits { await visit.close() }
        }
    }

    private func connections(_ daemon: Daemon, _ site: TestSite) async throws -> [SiteConnection] {
        var visits: [SiteConnection] = []
        for _ in 0..<16 { visits.append(try await daemon.visit(site)) }
        return visits
    }

    /// In milliseconds.
    private func time(_ body: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        return try await clock.measure(body) / .milliseconds(1)
    }
}

/// A report that nobody can open, under a mailbox key of its own.
func noise(like sealed: SealedSubmission, origin: String) throws -> Submit {
    let mailbox = try SigningKey(seed: try #require(FixedBytes(System.random(32))))
    return try sealed.changed(by: mailbox, origin: origin) { submit in
        submit.envelope.replaceSubrange(
            submit.envelope.count - 32..<submit.envelope.count, with: System.random(32))
    }
}

extension [Double] {
    fileprivate var median: Double { sorted()[count / 2] }
}
