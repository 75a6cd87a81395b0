import AuditLog
import Console
import Keys
import RPC
import Sealing
@testable import Server
import TestSupport
import Testing
import Verification
import Visit
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
                var times: [Asked: [Double]] = [:]
                for _ in 0..<60 {
                    let noise = try noise(like: sealed, origin: own.site.descriptor.origin)
                    // By lot: what is asked right behind an answer of the lanes waits for their whole next turn.
                    for asked in Asked.allCases.shuffled() {
                        let time = try await time {
                            switch asked {
                            case .decoy: _ = try await own.send(.decoy(Decoy()))
                            case .report: _ = try await own.send(.submit(noise))
                            case .inbox: _ = try await own.inbox(asking)
                            case .head: _ = try await own.connection.audit.checkpoint(CheckpointRequest())
                            }
                        }
                        times[asked, default: []].append(time)
                    }
                }
                group.cancelAll()
                while let _ = try? await group.next() {}
                let medians = times.mapValues { $0.median }
                let (decoy, report) = (try #require(medians[.decoy]), try #require(medians[.report]))
                let (inbox, head) = (try #require(medians[.inbox]), try #require(medians[.head]))
                let shown = "decoy \(decoy), report \(report), inbox \(inbox), head \(head)"
                #expect(report < 2 * decoy, "\(shown)")
                #expect(decoy < 2 * report, "\(shown)")
                #expect(inbox < 2 * decoy, "\(shown)")
                // A control, where the lanes write: what goes no such way is answered while the others wait.
                #expect(pending < 1_000 || head < decoy, "\(shown)")
            }
            for visit in visits { await visit.close() }
        }
    }

    private enum Asked: CaseIterable {
        case decoy, report, inbox
        /// The newest checkpoint: no cell.
        case head
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
