import AuditLog
import Foundation
import RPC
import Sealing
@testable import Server
import Storage
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

@Suite(.timeLimit(.minutes(3))) struct CloseTests {
    @Test(arguments: CloseStep.allCases)
    func crash_at_each_step_of_close_finishes_the_planned_row_never_two_roots_for_a_size(
        _ step: CloseStep
    ) async throws {
        let site = try await TestSite.make()
        let faults = Faults(step)
        let (source, late) = (try TestSource(site), try TestSource(site))
        let planned = try await site.serving(faults: faults) { daemon in
            let before = daemon.node.site.reply.checkpoint
            let visit = try await daemon.visit(site)
            _ = try await visit.submit(source.submission(to: visit.site))
            site.clock.set(site.due(1))
            await #expect(throws: (any Error).self) { try await daemon.node.closeIfDue() }
            // What is not flipped is not shown.
            let shown = try await visit.connection.audit.checkpoint(CheckpointRequest()).checkpoint
            #expect(shown == before || step == .flipCommitted || step == .recordsMoved)
            // What comes between plan and flip goes to the next epoch.
            let promised = try await visit.submit(late.submission(to: visit.site))
            #expect(promised.promise.epoch == 2)
            return try await daemon.node.store.pendingPlan()
        }
        // The same again at the start, where that step is done then; and once more, whole.
        _ = try? await site.start(faults: faults).stop()
        let root = try await site.serving { daemon in
            let shown = daemon.node.site
            #expect(shown.size == 512)
            #expect(shown.epoch.number == 1)
            let root = try #require(try await daemon.node.store.status().root)
            if let planned { #expect(planned.after.edge.root == root) }
            #expect(try await daemon.standing(of: source, site) == .kept)
            #expect(try await daemon.standing(of: late, site) == .pending)
            try await site.close(2, daemon)
            #expect(try await daemon.standing(of: late, site) == .kept)
            let note = try #require(try await daemon.node.store.checkpoint(at: 512))
            #expect(try Checkpoint(text: SignedNote(Array(note.utf8)).text).root == root)
            return root
        }
        #expect(root != Hash())
        try await site.verifyAll()
        #expect(try await site.verify(.auditor(site.auditor)).counts.epochs == 3)
    }

    /// Without a crash: a step that failed is gone on with by the next try.
    @Test(arguments: [CloseStep.planCommitted, .guardWritten, .guardAdvanced, .flipWritten, .flipCommitted])
    func a_close_that_failed_is_finished_by_the_same_server(_ step: CloseStep) async throws {
        let site = try await TestSite.make()
        let faults = Faults(step)
        try await site.serving(faults: faults) { daemon in
            site.clock.set(site.due(1))
            await #expect(throws: (any Error).self) { try await daemon.node.closeIfDue() }
            faults.set([])
            try await site.close(2, daemon)
        }
        try await site.verifyAll()
    }

    @Test func promise_at_the_cut_is_kept() async throws {
        let site = try await TestSite.make()
        let faults = Faults(.planCommitted)
        var sources: [TestSource] = []
        for _ in 0..<4 { sources.append(try TestSource(site)) }
        try await site.serving(faults: faults) { daemon in
            let visit = try await daemon.visit(site)
            func submit(_ number: Int) async throws -> UInt64 {
                try await visit.submit(sources[number].submission(to: visit.site)).promise.epoch
            }
            site.clock.set(site.due(1) - 1)
            #expect(try await submit(0) == 1)
            // Due and not cut yet: the one after.
            site.clock.set(site.due(1))
            #expect(try await submit(1) == 2)
            await #expect(throws: (any Error).self) { try await daemon.node.closeIfDue() }
            #expect(try await submit(2) == 2)
            // A clock that was set back does not reach into a batch that is cut.
            site.clock.set(site.due(0) + 1)
            #expect(try await submit(3) == 2)
        }
        site.clock.set(site.due(1) + 5)
        try await site.serving { daemon in
            let standings = try await sources.asyncMap { try await daemon.standing(of: $0, site) == .kept }
            #expect(standings == [true, false, false, false])
            try await site.close(2, daemon)
            for source in sources { #expect(try await daemon.standing(of: source, site) == .kept) }
        }
        try await site.verifyAll()
    }

    /// Submissions and closes at once, over real connections.
    @Test func promises_given_while_epochs_close_are_kept() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let trusted = try await daemon.visit(site).site
            let pairs = try (0..<6).map { _ in
                let source = try TestSource(site)
                return (source, try source.submission(to: trusted))
            }
            let epochs = try await withThrowingTaskGroup(of: UInt64.self) { group in
                for (number, (_, submission)) in pairs.enumerated() {
                    group.addTask {
                        try await Task.sleep(for: .milliseconds(number * 16))
                        return try await daemon.visit(site).submit(submission).promise.epoch
                    }
                }
                for epoch in UInt64(1)...3 {
                    try await Task.sleep(for: .milliseconds(30))
                    try await site.close(epoch, daemon)
                }
                var epochs: [UInt64] = []
                for try await epoch in group { epochs.append(epoch) }
                return epochs
            }
            #expect(epochs.allSatisfy { (1...4).contains($0) })
            try await site.close(4, daemon)
            for (source, _) in pairs { #expect(try await daemon.standing(of: source, site) == .kept) }
        }
        try await site.verifyAll(isAccounted: false)
    }

    @Test func start_after_long_outage_closes_before_answering() async throws {
        let site = try await TestSite.make()
        let source = try TestSource(site)
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            _ = try await visit.submit(source.submission(to: visit.site))
        }
        site.clock.set(site.due(500) + 17)
        // Three weeks: the operator answers for the clock.
        try await site.serving(isClockAccepted: true) { daemon in
            let visit = try await daemon.visit(site)
            #expect(visit.site.epoch.number == 500)
            #expect(visit.site.epoch.skipped == 499)
            #expect(visit.site.checkpoint.checkpoint.size == 512)
            #expect(try await daemon.standing(of: source, site) == .kept)
            #expect(try await visit.submit(TestSource(site).submission(to: visit.site)).promise.epoch == 501)
        }
        try await site.verifyAll(isAccounted: false)
    }

    @Test func the_daemon_closes_by_its_clock() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            site.clock.set(site.due(1) - 1)
            let running = Task { try await daemon.run() }
            site.clock.set(site.due(1))
            for _ in 0..<100 where daemon.node.site.epoch.number == 0 {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(daemon.node.site.epoch.number == 1)
            running.cancel()
            try await running.value
        }
    }

    @Test func a_log_put_back_from_a_copy_is_refused() async throws {
        let site = try await TestSite.make()
        let old = try site.folder.contents(of: "data").first { $0.name == "log.sqlite" }
        try await site.serving { daemon in try await site.close(1, daemon) }
        for name in ["log.sqlite-wal", "log.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: site.directory.file(name))
        }
        try Data(try #require(old).bytes).write(to: URL(filePath: site.directory.file("log.sqlite")))
        await #expect { _ = try await site.start() } throws: { ($0 as? DaemonError)?.kind == .configuration }
    }
}
